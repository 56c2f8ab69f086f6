/**
 * How far one matrix is from another, both stored row by row, relative to the first in the Frobenius norm: |A - B| / |A|; for
 * matrices of one entry |B/A - 1|. 0 when they are the same, be they 0; Infinity when B is not finite or only A is 0.
 */
export function relativeChange(from: Float64Array, to: Float64Array): number {
  if (!to.every(Number.isFinite)) return Number.POSITIVE_INFINITY;
  const before = largest(from);
  let difference = 0;
  let size = 0;
  for (let i = 0; i < from.length; i++) {
    difference += ((to[i]! - from[i]!) / before) ** 2;
    size += (from[i]! / before) ** 2;
  }
  if (before === 0) return largest(to) === 0 ? 0 : Number.POSITIVE_INFINITY;
  return Math.sqrt(difference / size);
}

/**
 * How far a matrix has moved but for its scale: |A/|A| - B/|B||, from 0 (B is a positive multiple of A, or both are 0) to 2.
 * 2 when B is not finite, or when one of them alone is 0.
 */
export function shapeChange(from: Float64Array, to: Float64Array): number {
  if (!to.every(Number.isFinite)) return 2;
  const a = directionOf(from);
  const b = directionOf(to);
  if (!(a && b)) return a || b ? 2 : 0;
  let total = 0;
  for (let i = 0; i < a.length; i++) total += (a[i]! - b[i]!) ** 2;
  return Math.min(2, Math.sqrt(total));
}

function directionOf(matrix: Float64Array): Float64Array | undefined {
  const scale = largest(matrix);
  if (scale === 0) return undefined;
  const scaled = matrix.map((entry) => entry / scale);
  const norm = Math.hypot(...scaled);
  return scaled.map((entry) => entry / norm);
}

const largest = (matrix: Float64Array): number =>
  matrix.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);

/** Squared length of a vector. */
export const squaredNorm = (a: Float64Array): number => dot(a, a);

/** Inner product of two vectors of one length. */
export function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!;
  return total;
}

/** Row `i` of a matrix stored row by row, times the vector `a` of the row's length. */
export function rowTimes(matrix: Float64Array, i: number, a: Float64Array): number {
  const start = i * a.length;
  let total = 0;
  for (let j = 0; j < a.length; j++) total += matrix[start + j]! * a[j]!;
  return total;
}

/**
 * Adds the transpose of a matrix (rows of `out`'s length, stored row by row) times `b` to `out`. Rows where `b`
 * is 0, half of them behind ReLU gates, are passed over.
 */
export function addTransposeTimes(matrix: Float64Array, b: Float64Array, out: Float64Array): void {
  const length = out.length;
  for (let i = 0; i < b.length; i++) {
    const factor = b[i]!;
    if (factor === 0) continue;
    const start = i * length;
    for (let j = 0; j < length; j++) out[j]! += factor * matrix[start + j]!;
  }
}

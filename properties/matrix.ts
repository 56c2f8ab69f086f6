import {
  compare,
  divide,
  isZero,
  multiply,
  type Rational,
  subtract,
  ZERO,
} from '../src/rational/rational.ts';

/** Whether a symmetric matrix has no negative eigenvalue, by exact elimination: its pivots are never negative. */
export function isPositiveSemidefinite(matrix: readonly (readonly Rational[])[]): boolean {
  const [first, ...others] = matrix;
  if (!first) return true;
  const pivot = first[0]!;
  if (compare(pivot, ZERO) < 0) return false;
  if (isZero(pivot)) {
    return first.every(isZero) && isPositiveSemidefinite(others.map((row) => row.slice(1)));
  }
  const rest = others.map((row) => {
    const factor = divide(row[0]!, pivot);
    return row.slice(1).map((entry, column) => subtract(entry, multiply(factor, first[column + 1]!)));
  });
  return isPositiveSemidefinite(rest);
}

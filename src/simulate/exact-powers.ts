import type { ExactSum } from './exact-sum.ts';

/** 2^27 + 1: Veltkamp's constant, which cuts a double into two halves of 26 bits. */
const SPLITTER = 134217729;

/**
 * The largest size whose powers up to the fourth stay finite in `addPowers` and products in `addProduct`;
 * a larger statistic is refused rather than summed wrongly.
 */
export const LARGEST = 2 ** 250;

/**
 * Adds x², x³ and x⁴ to three sums without rounding, for |x| <= 2^250. Exact when x is 0 or |x| >= 2^-215;
 * below that the parts of x⁴ (and, further down, of x³ and x²) under 2^-1074 are lost.
 */
export function addPowers(x: number, squares: ExactSum, cubes: ExactSum, fourths: ExactSum): void {
  const high = x * x;
  const low = productError(x, x, high);
  squares.add(high);
  squares.add(low);
  addProduct(high, x, cubes);
  addProduct(low, x, cubes);
  addProduct(high, high, fourths);
  addProduct(2 * high, low, fourths);
  addProduct(low, low, fourths);
}

/** Adds x·y to a sum without rounding, as the two doubles it is made of (no over- or underflow assumed). */
export function addProduct(x: number, y: number, sum: ExactSum): void {
  const high = x * y;
  sum.add(high);
  sum.add(productError(x, y, high));
}

/**
 * x·y - fl(x·y), itself a double: Dekker's TwoProduct with Veltkamp's splitting (T. Dekker, "A floating-point
 * technique for extending the available precision", 1971).
 */
function productError(x: number, y: number, product: number): number {
  const cx = SPLITTER * x;
  const xh = cx - (cx - x);
  const xl = x - xh;
  const cy = SPLITTER * y;
  const yh = cy - (cy - y);
  const yl = y - yh;
  return xl * yl - (product - xh * yh - xl * yh - xh * yl);
}

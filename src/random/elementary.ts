// Plain arithmetic only, so that this text is TypeScript and AssemblyScript at once and gives the same bits in both.

/** log 2 in two parts; a product of the first with a whole number below 2^20 is exact. */
const LOG2_HIGH = 0.6931471803691238;
const LOG2_LOW = 1.9082149292705877e-10;
const TWO_32 = 4294967296.0;

/** Natural logarithm of a positive normal number; relative error below 2e-15. */
export function log(x: number): number {
  let mantissa = x;
  let exponent = 0.0;
  while (mantissa < 1.0 / TWO_32) {
    mantissa *= TWO_32;
    exponent -= 32.0;
  }
  while (mantissa >= TWO_32) {
    mantissa /= TWO_32;
    exponent += 32.0;
  }
  while (mantissa < Math.SQRT1_2) {
    mantissa *= 2.0;
    exponent -= 1.0;
  }
  while (mantissa >= Math.SQRT2) {
    mantissa *= 0.5;
    exponent += 1.0;
  }
  // log m = 2 artanh s with |s| < 0.1716: the series to s^23 leaves 1e-20.
  const s = (mantissa - 1.0) / (mantissa + 1.0);
  const q = s * s;
  let tail = 1.0 / 23.0;
  tail = tail * q + 1.0 / 21.0;
  tail = tail * q + 1.0 / 19.0;
  tail = tail * q + 1.0 / 17.0;
  tail = tail * q + 1.0 / 15.0;
  tail = tail * q + 1.0 / 13.0;
  tail = tail * q + 1.0 / 11.0;
  tail = tail * q + 1.0 / 9.0;
  tail = tail * q + 1.0 / 7.0;
  tail = tail * q + 1.0 / 5.0;
  tail = tail * q + 1.0 / 3.0;
  return exponent * LOG2_HIGH + (2.0 * s + (2.0 * s * (q * tail) + exponent * LOG2_LOW));
}

/** e^x for -700 <= x <= 0; relative error below 2e-15. */
export function exp(x: number): number {
  let halvings = Math.floor(0.5 - x / Math.LN2);
  const t = x + halvings * LOG2_HIGH + halvings * LOG2_LOW;
  // |t| < 0.35: the series to t^14 leaves 1e-19.
  let sum = 1.0 / 87178291200.0;
  sum = sum * t + 1.0 / 6227020800.0;
  sum = sum * t + 1.0 / 479001600.0;
  sum = sum * t + 1.0 / 39916800.0;
  sum = sum * t + 1.0 / 3628800.0;
  sum = sum * t + 1.0 / 362880.0;
  sum = sum * t + 1.0 / 40320.0;
  sum = sum * t + 1.0 / 5040.0;
  sum = sum * t + 1.0 / 720.0;
  sum = sum * t + 1.0 / 120.0;
  sum = sum * t + 1.0 / 24.0;
  sum = sum * t + 1.0 / 6.0;
  sum = sum * t + 0.5;
  let value = 1.0 + (t + t * t * sum);
  for (; halvings >= 32.0; halvings -= 32.0) value /= TWO_32;
  for (; halvings >= 1.0; halvings -= 1.0) value *= 0.5;
  return value;
}

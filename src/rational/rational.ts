/** An exact rational number: `den > 0`, and `num`, `den` have no common factor. Immutable plain data. */
export interface Rational {
  readonly num: bigint;
  readonly den: bigint;
}

/**
 * Greatest common divisor of two integers, never negative. Powers of two, which make up most of a probability of dead
 * layers, are taken out first: what is left costs a time quadratic in its length.
 */
export function gcd(a: bigint, b: bigint): bigint {
  const x = a < 0n ? -a : a;
  const y = b < 0n ? -b : b;
  if (x === 0n || y === 0n) return x + y;
  const twosOfX = trailingZeros(x);
  const twosOfY = trailingZeros(y);
  return oddGcd(x >> twosOfX, y >> twosOfY) << (twosOfX < twosOfY ? twosOfX : twosOfY);
}

/** Bits of a leading part that a double holds exactly, with room for the cofactors of Lehmer's algorithm. */
const LEADING = 52;

/**
 * Lehmer's algorithm (Knuth, TAOCP 2, 4.5.2, algorithm L): steps of Euclid's are taken on the leading bits, as long as
 * the quotients are certain, and then applied to the whole numbers at once.
 */
function oddGcd(a: bigint, b: bigint): bigint {
  let [x, y] = a < b ? [b, a] : [a, b];
  while (y !== 0n) {
    const [A, B, C, D] = certainSteps(x, y);
    [x, y] = B === 0n ? [y, x % y] : [A * x + B * y, C * x + D * y];
  }
  // The steps preserve the divisor whatever the quotients; a rounded one could only turn a sign.
  return x < 0n ? -x : x;
}

function certainSteps(x: bigint, y: bigint): readonly [bigint, bigint, bigint, bigint] {
  const shift = BigInt(Math.max(0, 4 * x.toString(16).length - LEADING));
  let [u, v] = [Number(x >> shift), Number(y >> shift)];
  let [A, B, C, D] = [1, 0, 0, 1];
  while (v + C !== 0 && v + D !== 0) {
    const q = Math.floor((u + A) / (v + C));
    if (q !== Math.floor((u + B) / (v + D))) break;
    [A, B, C, D] = [C, D, A - q * C, B - q * D];
    [u, v] = [v, u - q * v];
  }
  return [BigInt(A), BigInt(B), BigInt(C), BigInt(D)];
}

/** The number of times that 2 divides a positive integer. */
function trailingZeros(x: bigint): bigint {
  const low = BigInt.asUintN(64, x);
  if (low !== 0n) return BigInt((low & -low).toString(2).length - 1);
  let step = 64n;
  while (BigInt.asUintN(Number(2n * step), x) === 0n) step *= 2n;
  return step + trailingZeros(x >> step);
}

/** The reduced fraction `num/den`. Throws a RangeError when `den` is zero or a number is not an integer. */
export function rational(num: bigint | number, den: bigint | number = 1n): Rational {
  let n = BigInt(num);
  let d = BigInt(den);
  if (d === 0n) throw new RangeError('division by zero');
  if (d < 0n) {
    n = -n;
    d = -d;
  }
  const g = gcd(n, d);
  return g === 1n ? { num: n, den: d } : { num: n / g, den: d / g };
}

export const ZERO: Rational = { num: 0n, den: 1n };
export const ONE: Rational = { num: 1n, den: 1n };
export const HALF: Rational = { num: 1n, den: 2n };

/** Sums and products with 0 and 1 cost no gcd: it is what exact arithmetic spends its time on. */
export function add(a: Rational, b: Rational): Rational {
  if (a.num === 0n) return b;
  if (b.num === 0n) return a;
  return rational(a.num * b.den + b.num * a.den, a.den * b.den);
}
export const subtract = (a: Rational, b: Rational): Rational =>
  rational(a.num * b.den - b.num * a.den, a.den * b.den);
export function multiply(a: Rational, b: Rational): Rational {
  if (isOne(a)) return b;
  if (isOne(b)) return a;
  return rational(a.num * b.num, a.den * b.den);
}
/** `a/b`; throws a RangeError when `b` is zero. */
export const divide = (a: Rational, b: Rational): Rational => rational(a.num * b.den, a.den * b.num);
export const negate = (a: Rational): Rational => ({ num: -a.num, den: a.den });
export const absolute = (a: Rational): Rational => (a.num < 0n ? negate(a) : a);

/** `a^k` for an integer `k` of either sign; `0^0 = 1`; throws a RangeError for a negative power of zero. */
export function power(a: Rational, k: bigint | number): Rational {
  const e = BigInt(k);
  if (e >= 0n) return { num: a.num ** e, den: a.den ** e };
  return rational(a.den ** -e, a.num ** -e);
}

/** -1, 0 or 1 as `a` is less than, equal to or greater than `b`. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const left = a.num * b.den;
  const right = b.num * a.den;
  return left < right ? -1 : left > right ? 1 : 0;
}

export const equals = (a: Rational, b: Rational): boolean => a.num === b.num && a.den === b.den;
const isOne = (a: Rational): boolean => a.num === 1n && a.den === 1n;
export const isZero = (a: Rational): boolean => a.num === 0n;
export const isInteger = (a: Rational): boolean => a.den === 1n;
export const sum = (terms: readonly Rational[]): Rational => terms.reduce(add, ZERO);

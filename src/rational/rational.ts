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
  if (x <= EXACT || y <= EXACT) return x < y ? shortGcd(y, x) : shortGcd(x, y);
  const twosOfX = trailingZeros(x);
  const twosOfY = trailingZeros(y);
  return oddGcd(x >> twosOfX, y >> twosOfY) << (twosOfX < twosOfY ? twosOfX : twosOfY);
}

/** Integers up to here are doubles. */
const EXACT = BigInt(Number.MAX_SAFE_INTEGER);

/** Euclid's algorithm in doubles, where the second number is one. */
function shortGcd(x: bigint, y: bigint): bigint {
  if (y === 0n) return x;
  let [u, v] = [Number(y), Number(x % y)];
  while (v !== 0) [u, v] = [v, u % v];
  return BigInt(u);
}

/** Bits of a leading part that a double holds exactly, with room for the cofactors of Lehmer's algorithm. */
const LEADING = 52;

/**
 * Lehmer's algorithm (Knuth, TAOCP 2, 4.5.2, algorithm L): steps of Euclid's are taken on the leading bits, as long as
 * the quotients are certain, and then applied to the whole numbers at once.
 */
function oddGcd(a: bigint, b: bigint): bigint {
  let [x, y] = a < b ? [b, a] : [a, b];
  while (y > EXACT || y < -EXACT) {
    const [A, B, C, D] = certainSteps(x, y);
    [x, y] = B === 0n ? [y, x % y] : [A * x + B * y, C * x + D * y];
  }
  // The steps preserve the divisor whatever the quotients; a rounded one could only turn a sign.
  return shortGcd(x < 0n ? -x : x, y < 0n ? -y : y);
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
export function trailingZeros(x: bigint): bigint {
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

/*
 * Sums and products divide out common factors before they multiply (Knuth, TAOCP 2, 4.5.1): the gcds, which exact
 * arithmetic spends its time on, are of shorter numbers.
 */

export const add = (a: Rational, b: Rational): Rational => plus(a, b.num, b.den);
export const subtract = (a: Rational, b: Rational): Rational => plus(a, -b.num, b.den);

function plus(a: Rational, num: bigint, den: bigint): Rational {
  if (a.num === 0n) return { num, den };
  if (num === 0n) return a;
  const shared = gcd(a.den, den);
  if (shared === 1n) return { num: a.num * den + num * a.den, den: a.den * den };
  const sum = a.num * (den / shared) + num * (a.den / shared);
  // What is left in common divides `shared`.
  const left = gcd(sum, shared);
  return { num: sum / left, den: (a.den / shared) * (den / left) };
}

export const multiply = (a: Rational, b: Rational): Rational => times(a, b.num, b.den);

/** `a/b`; throws a RangeError when `b` is zero. */
export function divide(a: Rational, b: Rational): Rational {
  if (b.num === 0n) throw new RangeError('division by zero');
  return b.num < 0n ? times(a, -b.den, -b.num) : times(a, b.den, b.num);
}

function times(a: Rational, num: bigint, den: bigint): Rational {
  const right = den === 1n ? 1n : gcd(a.num, den);
  const left = a.den === 1n ? 1n : gcd(num, a.den);
  if (left === 1n && right === 1n) return { num: a.num * num, den: a.den * den };
  return { num: (a.num / right) * (num / left), den: (a.den / left) * (den / right) };
}

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
export const isZero = (a: Rational): boolean => a.num === 0n;
export const isInteger = (a: Rational): boolean => a.den === 1n;
export const sum = (terms: readonly Rational[]): Rational => terms.reduce(add, ZERO);

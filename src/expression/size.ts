import { type Rational, trailingZeros } from '../rational/rational.ts';
import { VALUE_LIMITS } from './limits.ts';
import { Refusal } from './refusal.ts';

/** The number of binary digits of |x|. */
export function bitLength(x: bigint): number {
  const size = x < 0n ? -x : x;
  if (size < WORD) return 32 - Math.clz32(Number(size));
  const hex = size.toString(16);
  return 4 * (hex.length - 1) + (32 - Math.clz32(Number.parseInt(hex[0] ?? '0', 16)));
}

const WORD = 2n ** 32n;

/** Numbers whose sums and products are within every limit: comparing with it costs nothing. */
const SHORT = 2n ** BigInt(VALUE_LIMITS.reducibleBits / 2 - 1);
const isShort = ({ num, den }: Rational): boolean => within(num) && within(den);
const within = (x: bigint): boolean => x < SHORT && x > -SHORT;

/** Refuses a sum of fractions that would be too long, or to reduce too slow. */
export function checkSum(a: Rational, b: Rational): void {
  if (isShort(a) && isShort(b)) return;
  checkLength(
    Math.max(bitLength(a.num) + bitLength(b.den), bitLength(b.num) + bitLength(a.den)),
    bitLength(a.den) + bitLength(b.den),
  );
  checkReducible(a.den, b.den);
}

/** Refuses a product of fractions that would be too long, or to reduce too slow. */
export function checkProduct(a: Rational, b: Rational): void {
  if (isShort(a) && isShort(b)) return;
  checkLength(bitLength(a.num) + bitLength(b.num), bitLength(a.den) + bitLength(b.den));
  checkReducible(a.num, b.den);
  checkReducible(b.num, a.den);
}

function checkLength(above: number, below: number): void {
  if (Math.max(above, below) > VALUE_LIMITS.bits)
    throw new Refusal('budget', `an exact value would take ${Math.max(above, below)} bits`);
}

/** Refuses the greatest common divisor of two long numbers. Powers of two cost nothing: a gcd takes them out first. */
function checkReducible(a: bigint, b: bigint): void {
  const limit = VALUE_LIMITS.reducibleBits;
  const bits = Math.min(bitLength(a), bitLength(b));
  if (bits > limit && Math.min(oddLength(a), oddLength(b)) > limit)
    throw new Refusal('budget', `two numbers of ${bits} bits would have to be reduced`);
}

/** Refuses the root of a number that is too long for it. */
export function checkRadicand(x: bigint): void {
  const bits = bitLength(x);
  if (bits > VALUE_LIMITS.reducibleBits)
    throw new Refusal('budget', `the root of a number of ${bits} bits would have to be found`);
}

/** The number of binary digits without the last zeros. */
const oddLength = (x: bigint): number =>
  x === 0n ? 0 : bitLength(x) - Number(trailingZeros(x < 0n ? -x : x));

/** Time to compute a fraction in `Field.cost` units, measured: Euclid's algorithm is quadratic in the shorter part. */
export function bitCost(value: Rational): number {
  const above = bitLength(value.num);
  const below = bitLength(value.den);
  const least = Math.min(above, below);
  const shorter = least > VALUE_LIMITS.reducibleBits ? reducedLength(value) : least;
  return Math.max(above, below) / 4096 + shorter / 150 + shorter ** 2 * 3e-6;
}

/**
 * What Euclid's algorithm has seen of a long fraction: no powers of two, and nothing of one that is longer without them,
 * such as a power.
 */
function reducedLength({ num, den }: Rational): number {
  const least = Math.min(oddLength(num), oddLength(den));
  return least > VALUE_LIMITS.reducibleBits ? 0 : least;
}

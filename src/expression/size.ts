import type { Rational } from '../rational/rational.ts';
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

/** Refuses a sum of fractions that would be too long. */
export function checkSum(a: Rational, b: Rational): void {
  if (isShort(a) && isShort(b)) return;
  checkBits(
    Math.max(bitLength(a.num) + bitLength(b.den), bitLength(b.num) + bitLength(a.den)),
    bitLength(a.den) + bitLength(b.den),
  );
}

/** Refuses a product of fractions that would be too long. */
export function checkProduct(a: Rational, b: Rational): void {
  if (isShort(a) && isShort(b)) return;
  checkBits(bitLength(a.num) + bitLength(b.num), bitLength(a.den) + bitLength(b.den));
}

/** Refuses a fraction of this many bits above and below, before it is computed and reduced. */
export function checkBits(above: number, below: number): void {
  if (Math.max(above, below) > VALUE_LIMITS.bits || Math.min(above, below) > VALUE_LIMITS.reducibleBits)
    throw new Refusal('budget', `an exact value would take ${Math.max(above, below)} bits`);
}

/** Time to compute a fraction in `Field.cost` units, measured: Euclid's algorithm is quadratic in the shorter part. */
export function bitCost(value: Rational): number {
  const above = bitLength(value.num);
  const below = bitLength(value.den);
  // A longer fraction, such as a power, was not reduced, and can only be compared.
  const shorter = Math.min(above, below) > VALUE_LIMITS.reducibleBits ? 0 : Math.min(above, below);
  return Math.max(above, below) / 4096 + shorter / 150 + shorter ** 2 * 3e-6;
}

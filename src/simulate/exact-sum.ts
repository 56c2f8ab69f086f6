import { OutOfRange } from '../limits/error.ts';
import { nearestDouble } from './nearest-double.ts';

const LIMB = 2 ** 32;
/** 2098 bits hold any double in units of 2^-1074; the rest is room for 2^53 of them, and a sign. */
const LIMBS = 68;
/** Additions before limbs, which grow by less than 2^32 each time, could pass 2^53. */
const MOST_PENDING = 2 ** 20;
/** One over the unit of the sums: every finite double is an integer multiple of 2^-1074. */
export const UNITS_PER_ONE = 2n ** 1074n;

// One double seen as its bits; little-endian, like every platform Node runs on.
const double = new Float64Array(1);
const bits = new Uint32Array(double.buffer);

/**
 * An exact sum of doubles: no rounding, no overflow. The value depends on the multiset of the terms alone,
 * never on their order or on how they were split among merged sums.
 *
 * A superaccumulator as in R. Neal, "Fast exact summation using small and large superaccumulators" (2015):
 * base 2^32 limbs kept in doubles, carried rarely.
 */
export class ExactSum {
  readonly #limbs = new Float64Array(LIMBS);
  #pending = 0;

  /** The sum that `units()` gave. Throws an OutOfRange beyond what 2^53 doubles can add up to. */
  static fromUnits(units: bigint): ExactSum {
    const sum = new ExactSum();
    let rest = units;
    for (let i = 0; i < LIMBS - 1; i++) {
      sum.#limbs[i] = Number(BigInt.asUintN(32, rest));
      rest >>= 32n;
    }
    if (BigInt.asIntN(54, rest) !== rest) throw new OutOfRange('the sum is beyond the range of its numbers');
    sum.#limbs[LIMBS - 1] = Number(rest);
    return sum;
  }

  /** Adds `x`; throws an OutOfRange for NaN and the infinities, and then leaves the sum as it was. */
  add(x: number): void {
    double[0] = x;
    const low = bits[0]!;
    const high = bits[1]!;
    const exponent = (high >>> 20) & 0x7ff;
    if (exponent === 0x7ff) throw new OutOfRange(`cannot sum a number that is not finite, got ${x}`);
    const fraction = exponent === 0 ? high & 0xfffff : (high & 0xfffff) | 0x100000;
    const position = exponent === 0 ? 0 : exponent - 1;
    const shift = position & 31;
    const at = position >>> 5;
    // In two steps, since a shift by 32 is a shift by 0.
    const carriedLow = (low >>> 1) >>> (31 - shift);
    const carriedHigh = (fraction >>> 1) >>> (31 - shift);
    const sign = high >>> 31 === 0 ? 1 : -1;
    const limbs = this.#limbs;
    limbs[at]! += sign * ((low << shift) >>> 0);
    limbs[at + 1]! += sign * (((fraction << shift) | carriedLow) >>> 0);
    limbs[at + 2]! += sign * carriedHigh;
    if (++this.#pending === MOST_PENDING) this.#carry();
  }

  /** Adds everything `other` has summed. */
  merge(other: ExactSum): void {
    this.#carry();
    other.#carry();
    const theirs = other.#limbs;
    for (let i = 0; i < LIMBS; i++) this.#limbs[i]! += theirs[i]!;
    this.#carry();
  }

  /** The sum in units of 2^-1074, exactly. */
  units(): bigint {
    this.#carry();
    let total = 0n;
    for (let i = LIMBS - 1; i >= 0; i--) total = (total << 32n) + BigInt(this.#limbs[i]!);
    return total;
  }

  /** The double nearest to the sum, ties to even; ±Infinity when the sum is beyond the range of doubles. */
  value(): number {
    return nearestDouble(this.units(), UNITS_PER_ONE);
  }

  /** Brings every limb but the last, which carries the sign, into [0, 2^32): the one canonical form. */
  #carry(): void {
    const limbs = this.#limbs;
    let carried = 0;
    for (let i = 0; i < LIMBS - 1; i++) {
      const limb = limbs[i]! + carried;
      carried = Math.floor(limb / LIMB);
      limbs[i] = limb - carried * LIMB;
    }
    limbs[LIMBS - 1]! += carried;
    this.#pending = 0;
  }
}

/** A sum in units of 2^-1074, in hexadecimal. */
export const hexOf = (sum: ExactSum): string => sum.units().toString(16);

/** The sum of such a text. Throws an OutOfRange for any other. */
export function sumOf(hex: string): ExactSum {
  const [, sign, digits] = /^(-?)(0|[1-9a-f][0-9a-f]{0,560})$/.exec(hex) ?? [];
  if (digits === undefined) throw new OutOfRange('found a sum that is no hexadecimal integer');
  const size = BigInt(`0x${digits}`);
  return ExactSum.fromUnits(sign ? -size : size);
}

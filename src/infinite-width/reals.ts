import { Decimal } from 'decimal.js';
import type { Rational } from '../rational/rational.ts';
import { formatDecimal } from '../rational/text.ts';

/** mantissa · 2^exponent; the mantissa of a number that is not 0 has as many bits as its arithmetic. */
export interface Real {
  readonly mantissa: bigint;
  readonly exponent: number;
}

/** Bits beyond those of a result that a quotient or a root has on the way. */
const EXTRA = 8;
/** Digits of pi beyond the precision: decimal.js has 1025. */
const PI_EXTRA = 4;

/**
 * Floating-point arithmetic on integers, at a precision of so many decimal digits, or better: every result is within
 * 4·10^-digits of the true one, relative to it. A product of 700 digits takes a microsecond, a tenth of what decimal.js takes.
 */
export class Reals {
  readonly digits: number;
  readonly bits: number;
  readonly one: Real;
  readonly pi: Real;
  readonly #least: bigint;
  readonly #square: bigint;

  constructor(digits: number) {
    this.digits = digits;
    this.bits = Math.ceil(digits * Math.log2(10)) + 1;
    this.#least = 1n << BigInt(this.bits - 1);
    this.#square = 1n << BigInt(2 * this.bits - 1);
    this.one = { mantissa: this.#least, exponent: 1 - this.bits };
    this.pi = this.of(piOf(digits + PI_EXTRA));
  }

  /** The number with so many bits, rounded down. */
  of({ num, den }: Rational): Real {
    const missing = Math.max(0, this.bits + EXTRA - bitLength(num) + bitLength(den));
    return this.rounded((num << BigInt(missing)) / den, -missing);
  }

  /** An integer times a power of two, rounded to the precision. */
  rounded(mantissa: bigint, exponent: number): Real {
    if (mantissa === 0n) return ZERO;
    const excess = bitLength(mantissa) - this.bits;
    return {
      mantissa: excess >= 0 ? mantissa >> BigInt(excess) : mantissa << BigInt(-excess),
      exponent: exponent + excess,
    };
  }

  multiply(x: Real, y: Real): Real {
    if (x.mantissa === 0n || y.mantissa === 0n) return ZERO;
    const product = x.mantissa * y.mantissa;
    const shift = product >= this.#square || product <= -this.#square ? this.bits : this.bits - 1;
    return { mantissa: product >> BigInt(shift), exponent: x.exponent + y.exponent + shift };
  }

  /** x/y, y not 0. */
  divide(x: Real, y: Real): Real {
    const shift = this.bits + EXTRA;
    return this.rounded((x.mantissa << BigInt(shift)) / y.mantissa, x.exponent - y.exponent - shift);
  }

  add(x: Real, y: Real): Real {
    if (x.mantissa === 0n) return y;
    if (y.mantissa === 0n) return x;
    const [large, small] = x.exponent < y.exponent ? [y, x] : [x, y];
    const apart = large.exponent - small.exponent;
    if (apart > this.bits + 1) return large;
    return this.rounded((large.mantissa << BigInt(apart)) + small.mantissa, small.exponent);
  }

  subtract(x: Real, y: Real): Real {
    return this.add(x, { mantissa: -y.mantissa, exponent: y.exponent });
  }

  /** The root of x >= 0. */
  sqrt({ mantissa, exponent }: Real): Real {
    if (mantissa === 0n) return ZERO;
    const enough = this.bits + 2 * EXTRA;
    const shift = enough + Math.abs((exponent - enough) % 2);
    const square = mantissa << BigInt(shift);
    return this.rounded(nearRoot(square, this.bits + shift), (exponent - shift) / 2);
  }

  /** x · 2^power. */
  scale({ mantissa, exponent }: Real, power: number): Real {
    return mantissa === 0n ? ZERO : { mantissa, exponent: exponent + power };
  }
}

const ZERO: Real = { mantissa: 0n, exponent: 0 };

/** To so many significant digits. */
export function toDecimal({ mantissa, exponent }: Real, digits: number): Decimal {
  const [num, den] = exponent < 0 ? [mantissa, 1n << BigInt(-exponent)] : [mantissa << BigInt(exponent), 1n];
  return new Decimal(formatDecimal({ num, den }, digits));
}

/** -1, 0 or 1. */
export const signOf = ({ mantissa }: Real): -1 | 0 | 1 => (mantissa > 0n ? 1 : mantissa < 0n ? -1 : 0);

/** Near the root of x > 0, a number of so many bits: within a few units. */
function nearRoot(x: bigint, bits: number): bigint {
  if (bits <= 100) return BigInt(Math.floor(Math.sqrt(Number(x))));
  // Newton's step doubles the digits of a root of the leading half.
  const quarter = Math.floor(bits / 4);
  const guess = nearRoot(x >> BigInt(2 * quarter), bits - 2 * quarter) << BigInt(quarter);
  return (guess + x / guess) >> 1n;
}

function bitLength(x: bigint): number {
  const hex = (x < 0n ? -x : x).toString(16);
  return 4 * (hex.length - 1) + 32 - Math.clz32(Number.parseInt(hex[0]!, 16));
}

function piOf(digits: number): Rational {
  const Real = Decimal.clone({ precision: digits, rounding: Decimal.ROUND_DOWN, defaults: true });
  const [whole, fraction = ''] = Real.acos(-1).toFixed().split('.') as [string, string?];
  return { num: BigInt(whole + fraction), den: 10n ** BigInt(fraction.length) };
}

import { type Rational, rational } from './rational.ts';

const SHAPE = /^([+-]?)(\d{1,1000})(?:\/(\d{1,1000})|(?:\.(\d{1,1000}))?(?:[eE]([+-]?\d{1,4}))?)$/;
/** Of a decimal; as many digits as a number may be written out with. */
const LARGEST_EXPONENT = 1000;

/** Reads `3`, `-3/2`, `1.5` or `1e-3`, exactly; anything else (spaces, 1/0, 1e9999) gives `undefined`. */
export function parseRational(text: string): Rational | undefined {
  const match = SHAPE.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', denominator, decimals, power] = match;
  const factor = sign === '-' ? -1n : 1n;
  if (denominator !== undefined) {
    const den = BigInt(denominator);
    return den === 0n ? undefined : rational(factor * BigInt(whole), den);
  }
  const exponent = Number(power ?? 0);
  if (Math.abs(exponent) > LARGEST_EXPONENT) return undefined;
  const digits = decimals ?? '';
  const num = factor * BigInt(whole + digits) * 10n ** BigInt(Math.max(exponent, 0));
  return rational(num, 10n ** BigInt(digits.length + Math.max(-exponent, 0)));
}

/** `95/16`, or `3` for an integer. */
export const formatRational = (x: Rational): string =>
  x.den === 1n ? x.num.toString() : `${x.num}/${x.den}`;

/**
 * Decimal text: exact when the expansion ends within `digits` significant digits, else rounded
 * (half away from zero) to that many, in scientific notation when far from 1.
 */
export function formatDecimal(x: Rational, digits = 20): string {
  if (x.num === 0n) return '0';
  const sign = x.num < 0n ? '-' : '';
  const num = x.num < 0n ? -x.num : x.num;
  let exponent = num.toString().length - x.den.toString().length;
  // 10^exponent <= num/den < 10^(exponent+1)
  if (num * power10(-exponent) < x.den * power10(exponent)) exponent -= 1;
  const shift = digits - 1 - exponent;
  let scaled = (2n * num * power10(shift) + x.den * power10(-shift)) / (2n * x.den * power10(-shift));
  if (scaled >= 10n ** BigInt(digits)) {
    scaled /= 10n;
    exponent += 1;
  }
  const mantissa = scaled.toString().replace(/0+$/, '') || '0';
  if (exponent < -7 || exponent >= digits)
    return `${sign}${point(mantissa, 1)}e${exponent < 0 ? '' : '+'}${exponent}`;
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${mantissa}`;
  return sign + point(mantissa.padEnd(exponent + 1, '0'), exponent + 1);
}

/** The double nearest to `x` (to within one unit in the last place); ±Infinity beyond the range of doubles. */
export function toNumber({ num, den }: Rational): number {
  const [above, below] = [Number(num), Number(den)];
  if (Number.isSafeInteger(above) && Number.isSafeInteger(below)) return above / below;
  // A quotient of 64 bits or more, odd where it is not exact, rounds as the fraction does.
  const shift = 64 - bitsOf(num) + bitsOf(den);
  if (Math.abs(shift - 64) > MODERATE) return Number(formatDecimal({ num, den }, 21));
  const [n, d] = shift > 0 ? [num << BigInt(shift), den] : [num, den << BigInt(-shift)];
  const quotient = n / d;
  const sticky = n % d === 0n ? 0n : 1n;
  return Number(quotient < 0n ? -(-quotient | sticky) : quotient | sticky) * 2 ** -shift;
}

/** Powers of two within this are far from the ends of the range of doubles. */
const MODERATE = 900;

/** The number of binary digits of |x|, or up to three more. */
const bitsOf = (x: bigint): number => 4 * (x < 0n ? -x : x).toString(16).length;

const power10 = (k: number): bigint => (k > 0 ? 10n ** BigInt(k) : 1n);
const point = (digits: string, at: number): string =>
  digits.length > at ? `${digits.slice(0, at)}.${digits.slice(at)}` : digits;

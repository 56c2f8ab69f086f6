import { type Rational, rational } from '../rational/rational.ts';
import { ExpressionError } from './error.ts';
import { TEXT_LIMITS } from './limits.ts';

/** The exact value of a number as written, such as `12`, `0.25` or `1e-3`. */
export function readLiteral(text: string, position: number): Rational {
  const [mantissa = '', exponentText = '0'] = text.toLowerCase().split('e');
  const [whole = '', decimals = ''] = mantissa.split('.');
  const digits = whole.length + decimals.length;
  if (digits > TEXT_LIMITS.digits)
    throw new ExpressionError(
      `a number has ${digits} digits, at most ${TEXT_LIMITS.digits} are allowed; write it as a formula`,
      position,
    );
  const exponent = Number(exponentText);
  if (Math.abs(exponent) > TEXT_LIMITS.exponent)
    throw new ExpressionError(
      `the exponent ${exponent} of a number is beyond ±${TEXT_LIMITS.exponent}; write a power of 10`,
      position,
    );
  const scale = exponent - decimals.length;
  const integer = BigInt(whole + decimals);
  return scale >= 0 ? rational(integer * 10n ** BigInt(scale)) : rational(integer, 10n ** BigInt(-scale));
}

import type { Decimal } from 'decimal.js';
import { compare, type Rational } from '../rational/rational.ts';
import type { Comparison, Expression } from './ast.ts';
import { decimalField } from './decimal.ts';
import { type Environment, inField } from './environment.ts';
import { evaluate } from './evaluate.ts';
import { exactField } from './exact.ts';
import { floatField } from './float.ts';
import { VALUE_LIMITS } from './limits.ts';
import { Refusal } from './refusal.ts';

const GUARD_DIGITS = 15;

/** The exact value; an irrational one is refused. */
export const evaluateExact = (expression: Expression, environment: Environment<Rational>): Rational =>
  evaluate(expression, exactField, environment);

/** The value in double arithmetic: fast, and with whatever error rounding gives it. */
export const evaluateNumber = (expression: Expression, environment: Environment<Rational>): number =>
  evaluate(expression, floatField, inField(environment, floatField));

/**
 * The value to `digits` significant digits: the exact one rounded, or for an irrational value, the first on which
 * two working precisions agree, the second being twice the first. A value that cannot be told from zero is refused.
 */
export function evaluateDecimal(
  expression: Expression,
  environment: Environment<Rational>,
  digits: number,
): Decimal {
  const most = VALUE_LIMITS.digits - 2 * GUARD_DIGITS;
  if (!Number.isInteger(digits) || digits < 1 || digits > most)
    throw new RangeError(`${digits} digits; ask for an integer from 1 to ${most}`);
  try {
    return decimalField(digits).fromRational(evaluateExact(expression, environment));
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'domain') throw error;
  }
  const at = (precision: number): Decimal => {
    const field = decimalField(precision);
    return evaluate(expression, field, inField(environment, field));
  };
  let precision = digits + GUARD_DIGITS;
  let coarse = at(precision);
  while (precision < VALUE_LIMITS.digits) {
    precision = Math.min(2 * precision, VALUE_LIMITS.digits);
    const fine = at(precision);
    const agree = fine
      .minus(coarse)
      .abs()
      .lte(fine.abs().times(`1e-${digits + 2}`));
    if (agree && !fine.isZero()) return fine.toSignificantDigits(digits);
    coarse = fine;
  }
  throw new Refusal('budget', `the value cancels: ${VALUE_LIMITS.digits} digits do not give ${digits} of it`);
}

const HOLDS: Record<Comparison, (order: -1 | 0 | 1) => boolean> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
};

/** Whether a condition holds, decided exactly; what follows a false comparison is not evaluated. */
export function evaluateCondition(condition: Expression, environment: Environment<Rational>): boolean {
  if (condition.kind === 'and')
    return evaluateCondition(condition.left, environment) && evaluateCondition(condition.right, environment);
  if (condition.kind !== 'compare') throw new TypeError('a number is not a condition; use evaluateExact');
  const left = evaluateExact(condition.left, environment);
  const right = evaluateExact(condition.right, environment);
  return HOLDS[condition.operator](compare(left, right));
}

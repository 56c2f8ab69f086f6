import { Decimal } from 'decimal.js';
import { isZero, multiply, type Rational, subtract } from '../rational/rational.ts';
import type { Comparison, Expression } from './ast.ts';
import { decimalEnds } from './decimal.ts';
import { enclosing } from './enclosing.ts';
import { enclosureField, isRational, type Value } from './enclosure.ts';
import type { Enclosure } from './ends.ts';
import { type Environment, inField } from './environment.ts';
import { evaluate } from './evaluate.ts';
import { exactField } from './exact.ts';
import { floatField } from './float.ts';
import { VALUE_LIMITS } from './limits.ts';
import { Meter } from './meter.ts';
import { Refusal } from './refusal.ts';

/** The exact value; an irrational one is refused. */
export const evaluateExact = (expression: Expression, environment: Environment<Rational>): Rational =>
  evaluate(expression, exactField, environment);

/** The value in double arithmetic: fast, and with whatever error rounding gives it. */
export const evaluateNumber = (expression: Expression, environment: Environment<Rational>): number =>
  evaluate(expression, floatField, inField(environment, floatField));

/** A value between two decimals, from arithmetic with so many digits; exact where it is rational and short. */
export interface Enclosed extends Enclosure<Decimal> {
  readonly digits: number;
  readonly exact?: Rational;
}

/** Where an evaluation starts, and how far its digits are doubled. */
export interface Precision {
  readonly from?: number;
  readonly to?: number;
}

/**
 * The enclosures of a value at digits that double, as long as the budget lasts; each holds the true value. Throws the
 * Refusal of the first, unless it is `undecided`; of the last, if all are.
 */
export function* enclosures(
  expression: Expression,
  environment: Environment<Rational>,
  { from = VALUE_LIMITS.firstDigits, to = VALUE_LIMITS.digits }: Precision = {},
): Generator<Enclosed, void> {
  const meter = new Meter(environment.budget);
  let last: Refusal | undefined;
  let isFound = false;
  for (let digits = from; digits <= Math.max(from, to); digits *= 2) {
    const field = enclosureField(decimalEnds(digits));
    let value: Value<Decimal>;
    try {
      value = evaluate(expression, field, inField(environment, field), meter);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const isSpent = error.kind === 'budget' && (isFound || last);
      if (error.kind !== 'undecided' && !isSpent) throw error;
      if (isSpent) break;
      last = error;
      continue;
    }
    isFound = true;
    yield { ...plainly(field.enclose(value)), digits, ...(isRational(value) && { exact: value }) };
    if (isRational(value)) return;
  }
  if (!isFound && last) throw last;
}

/** Ends as decimals that round as usual in what is computed with them. */
function plainly({ low, high }: Enclosure<Decimal>): Enclosure<Decimal> {
  return { low: new Plain(low), high: new Plain(high) };
}

const Plain = Decimal.clone({ precision: 100, rounding: Decimal.ROUND_HALF_EVEN, defaults: true });

/** The first enclosure whose relative width is at most 10^-digits, or the narrowest within the budget and `to` digits. */
export function evaluateEnclosed(
  expression: Expression,
  environment: Environment<Rational>,
  digits: number,
  to?: number,
): Enclosed {
  let best: Enclosed | undefined;
  for (const found of enclosures(expression, environment, {
    from: digits + GUARD_DIGITS,
    ...(to && { to }),
  })) {
    best = found;
    if (isWithin(found, digits)) break;
  }
  return best!;
}

const GUARD_DIGITS = 5;

/**
 * The enclosure of the exact value, however long it is on the way; of an irrational one, or where that costs too much, of
 * as many digits as there are.
 */
export function enclosedExactly(expression: Expression, environment: Environment<Rational>): Enclosed {
  try {
    return exactly(evaluateExact(expression, environment));
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'domain') throw error;
  }
  return evaluateEnclosed(expression, environment, VALUE_LIMITS.firstDigits);
}

function exactly(value: Rational): Enclosed {
  const ends = decimalEnds(VALUE_LIMITS.firstDigits);
  return {
    ...plainly({ low: ends.of(value, false), high: ends.of(value, true) }),
    digits: ends.digits,
    exact: value,
  };
}

/** An interval of doubles as an enclosure. */
export const enclosedInDoubles = ({ low, high }: Enclosure<number>): Enclosed => ({
  low: new Plain(low),
  high: new Plain(high),
  digits: 15,
});

/** The enclosure of a product of two enclosed values. */
export function enclosedProduct(a: Enclosed, b: Enclosed): Enclosed {
  if (a.exact && b.exact) return exactly(multiply(a.exact, b.exact));
  return { ...plainly(PRODUCTS.multiply(a, b)), digits: Math.min(a.digits, b.digits) };
}

const PRODUCTS = enclosing(decimalEnds(2 * VALUE_LIMITS.firstDigits));

/** Whether the width is at most 10^-digits of the least size. */
export function isWithin({ low, high }: Enclosure<Decimal>, digits: number): boolean {
  const size = Decimal.min(low.abs(), high.abs());
  if (low.isNegative() !== high.isNegative() && !low.eq(high)) return false;
  return WIDE.sub(high, low).lte(WIDE.mul(size, `1e-${digits}`));
}

/** For widths, which need no digits but must not be too small. */
const WIDE = Decimal.clone({ precision: 10, rounding: Decimal.ROUND_UP, defaults: true });

/**
 * The value to `digits` significant digits, less than one unit of the last one from the true value. A value that cannot
 * be told from zero is refused.
 */
export function evaluateDecimal(
  expression: Expression,
  environment: Environment<Rational>,
  digits: number,
): Decimal {
  const most = VALUE_LIMITS.digits / 2;
  if (!Number.isInteger(digits) || digits < 1 || digits > most)
    throw new RangeError(`${digits} digits; ask for an integer from 1 to ${most}`);
  const found = evaluateEnclosed(expression, environment, digits + 2);
  if (!isWithin(found, digits + 2))
    throw new Refusal(
      'budget',
      `the value cancels: ${found.digits} digits do not give ${digits} of it, which lies in ${formatEnclosure(found)}`,
    );
  const Real = Decimal.clone({ precision: 3 * digits, rounding: Decimal.ROUND_HALF_EVEN, defaults: true });
  return new Real(found.low.toSignificantDigits(digits, Decimal.ROUND_HALF_EVEN));
}

/** `[-1.2e-300, 3.4e-300]`, or `1.4142135623730950488` where the width is less than a unit of the last digit. */
export function formatEnclosure({ low, high }: Enclosure<Decimal>, digits = 20): string {
  const end = (x: Decimal, rounding: Decimal.Rounding): string =>
    x.toSignificantDigits(digits, rounding).toString();
  const [below, above] = [end(low, Decimal.ROUND_FLOOR), end(high, Decimal.ROUND_CEIL)];
  if (below === above) return below;
  const short = (x: Decimal, rounding: Decimal.Rounding): string =>
    x.toSignificantDigits(4, rounding).toString();
  return isWithin({ low, high }, digits - 1)
    ? low.toPrecision(digits, Decimal.ROUND_HALF_EVEN)
    : `[${short(low, Decimal.ROUND_FLOOR)}, ${short(high, Decimal.ROUND_CEIL)}]`;
}

/** How two values compare. */
export interface Order {
  /** `equal` only where that is proved: both are rational, or written in closed form. */
  readonly kind: 'less' | 'equal' | 'greater' | 'undecided';
  /** left - right lies between these; both are 0 where they are equal. */
  readonly difference: Enclosed;
}

/** Compares two expressions: by rational arithmetic where both are rational, else as `compareEnclosed` does. */
export function compareValues(
  left: Expression,
  right: Expression,
  environment: Environment<Rational>,
  precision: Precision = {},
): Order {
  try {
    const difference = subtract(evaluateExact(left, environment), evaluateExact(right, environment));
    const kind = isZero(difference) ? 'equal' : difference.num > 0n ? 'greater' : 'less';
    return { kind, difference: exactly(difference) };
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'domain') throw error;
  }
  return compareEnclosed(left, right, environment, precision);
}

/** The same by enclosures alone: digits are doubled until the difference has a sign, or is 0, or the budget ends. */
export function compareEnclosed(
  left: Expression,
  right: Expression,
  environment: Environment<Rational>,
  precision: Precision = {},
): Order {
  let difference: Enclosed | undefined;
  for (difference of enclosures({ kind: 'subtract', left, right }, environment, precision)) {
    const kind = signKind(difference);
    if (kind !== 'undecided') return { kind, difference };
  }
  return { kind: 'undecided', difference: difference! };
}

function signKind({ low, high, exact }: Enclosed): Order['kind'] {
  if (exact?.num === 0n || (low.isZero() && high.isZero())) return 'equal';
  if (low.gt(0)) return 'greater';
  return high.lt(0) ? 'less' : 'undecided';
}

const HOLDS: Record<Comparison, (order: -1 | 0 | 1) => boolean> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
};

const ORDERS = { less: -1, equal: 0, greater: 1 } as const;

/**
 * Whether a condition holds; what follows a false comparison is not evaluated. Throws a Refusal (`undecided`) where two
 * sides can be told neither apart nor equal.
 */
export function evaluateCondition(condition: Expression, environment: Environment<Rational>): boolean {
  if (condition.kind === 'and')
    return evaluateCondition(condition.left, environment) && evaluateCondition(condition.right, environment);
  if (condition.kind !== 'compare') throw new TypeError('a number is not a condition; use evaluateExact');
  const { left, right, operator } = condition;
  const { kind, difference } = compareValues(left, right, environment);
  if (kind !== 'undecided') return HOLDS[operator](ORDERS[kind]);
  throw new Refusal(
    'undecided',
    `${difference.digits} digits do not tell the sides of a condition apart: they differ by ${formatEnclosure(difference)}`,
  );
}

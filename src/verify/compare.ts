import {
  compareEnclosed,
  type Enclosed,
  type Environment,
  type Expression,
  evaluateEnclosed,
  evaluateExact,
  formatEnclosure,
  type Order,
  Refusal,
} from '../expression/index.ts';
import { compare, divide, isZero, type Rational, subtract } from '../rational/rational.ts';
import { formatDecimal, formatRational, toNumber } from '../rational/text.ts';
import type { ValueRecord } from './verdict.ts';

/** Digits of a value that is shown, and of one that must not look like another. */
const DIGITS = { shown: 20, more: 50 } as const;

/** The order of two values, and both as text. */
export interface Comparison {
  /** `equal` only where that is proved; `undecided` where the difference has no sign within the budget. */
  readonly kind: Order['kind'];
  /** Whether both values are rational. */
  readonly exact: boolean;
  readonly left: ValueRecord;
  readonly right: ValueRecord;
  /** left - right lies in it; exactly, where the values are rational. */
  readonly difference: { readonly text: string; readonly digits?: number };
  /** |left - right| / |left|; its least upper bound that is known, where that is undecided. */
  readonly relativeError: number;
}

/** The kind of an order by its sign. */
export const KINDS = { '-1': 'less', '0': 'equal', '1': 'greater' } as const;

/**
 * Compares two expressions at one point, exactly where both are rational, else by enclosures. Throws Refusal where one
 * has no value.
 */
export function compareAt(
  left: Expression,
  right: Expression,
  environment: Environment<Rational>,
): Comparison {
  const l = rationalValue(left, environment);
  const r = rationalValue(right, environment);
  if (l && r) {
    const gap = subtract(l, r);
    return {
      kind: KINDS[compare(l, r)],
      exact: true,
      left: recordRational(l),
      right: recordRational(r),
      difference: { text: formatRational(gap) },
      relativeError: isZero(l) ? Number(!isZero(r)) : Math.abs(toNumber(divide(gap, l))),
    };
  }
  const { kind, difference } = compareEnclosed(left, right, environment);
  const enclosed = (digits: number) => ({
    left: recordOf(l, left, environment, digits),
    right: recordOf(r, right, environment, digits),
  });
  const shown = enclosed(DIGITS.shown);
  // Two values that are not known to be equal must not look the same.
  const isAlike = kind !== 'equal' && shown.left.decimal === shown.right.decimal;
  const records = isAlike ? enclosed(DIGITS.more) : shown;
  const size = Math.abs(Number(records.left.decimal));
  return {
    kind,
    exact: false,
    ...records,
    difference: { text: formatEnclosure(difference), digits: difference.digits },
    relativeError: size > 0 ? furthest(difference) / size : Number(furthest(difference) > 0),
  };
}

const furthest = ({ low, high }: Enclosed): number =>
  Math.max(Math.abs(low.toNumber()), Math.abs(high.toNumber()));

/** A value to as many digits as are shown, or as are found with a few times as many. */
function recordOf(
  exact: Rational | undefined,
  expression: Expression,
  environment: Environment<Rational>,
  digits: number,
): ValueRecord {
  if (exact) return recordRational(exact, digits);
  const found = evaluateEnclosed(expression, environment, digits, 32 * digits);
  const middle = found.low.plus(found.high).div(2);
  return {
    text: formatEnclosure(found, digits),
    decimal: middle.toSignificantDigits(digits).toString(),
    exact: false,
  };
}

/** The exact value, or undefined when it is irrational. */
export function rationalValue(
  expression: Expression,
  environment: Environment<Rational>,
): Rational | undefined {
  try {
    return evaluateExact(expression, environment);
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'irrational') return undefined;
    throw error;
  }
}

/** Long exact values are shown by their decimals alone. */
function recordRational(value: Rational, digits: number = DIGITS.shown): ValueRecord {
  const text = formatRational(value);
  const decimal = formatDecimal(value, digits);
  return { text: text.length <= 120 ? text : decimal, decimal, exact: true };
}

import type { Decimal } from 'decimal.js';
import {
  type Environment,
  type Expression,
  evaluateDecimal,
  evaluateExact,
  Refusal,
} from '../expression/index.ts';
import { compare, divide, isZero, type Rational, subtract } from '../rational/rational.ts';
import { formatDecimal, formatRational, toNumber } from '../rational/text.ts';
import type { ValueRecord } from './verdict.ts';

/** Digits to which irrational values are compared. */
export const COMPARED_DIGITS = 50;
/** Digits of a value that is shown. */
const SHOWN_DIGITS = 20;
/** Irrational values that agree to this relative difference count as equal, to that many digits. */
const TOLERANCE = '1e-40';

/** The order of two values, how it was decided, and both as text. */
export interface Comparison {
  /** undefined where the values are too near to tell; `open` says how near. */
  readonly order: -1 | 0 | 1 | undefined;
  readonly open?: string;
  readonly exact: boolean;
  readonly left: ValueRecord;
  readonly right: ValueRecord;
  /** |left - right| / |left|. */
  readonly relativeError: number;
}

/** Compares two expressions at one point, exactly where both are rational. Throws Refusal where one has no value. */
export function compareAt(
  left: Expression,
  right: Expression,
  environment: Environment<Rational>,
): Comparison {
  const l = rationalValue(left, environment);
  const r = rationalValue(right, environment);
  if (l && r) {
    const relativeError = isZero(l) ? Number(!isZero(r)) : Math.abs(toNumber(divide(subtract(l, r), l)));
    return {
      order: compare(l, r),
      exact: true,
      left: recordRational(l),
      right: recordRational(r),
      relativeError,
    };
  }
  const ld = evaluateDecimal(left, environment, COMPARED_DIGITS);
  const rd = evaluateDecimal(right, environment, COMPARED_DIGITS);
  const gap = ld.minus(rd);
  const size = ld.abs().plus(rd.abs());
  const order = gap.abs().lte(size.times(TOLERANCE)) ? 0 : gap.isNegative() ? -1 : 1;
  // Two different values must not look the same.
  const looksSame = ld.toSignificantDigits(SHOWN_DIGITS).eq(rd.toSignificantDigits(SHOWN_DIGITS));
  const digits = order !== 0 && looksSame ? COMPARED_DIGITS : SHOWN_DIGITS;
  const text = (value: Rational | undefined, decimal: Decimal): ValueRecord =>
    value
      ? recordRational(value, digits)
      : { text: decimal.toSignificantDigits(digits).toString(), decimal: decimal.toString(), exact: false };
  return {
    order,
    exact: false,
    left: text(l, ld),
    right: text(r, rd),
    relativeError: ld.isZero() ? 1 : gap.div(ld).abs().toNumber(),
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
function recordRational(value: Rational, digits: number = SHOWN_DIGITS): ValueRecord {
  const text = formatRational(value);
  const decimal = formatDecimal(value, digits);
  return { text: text.length <= 120 ? text : decimal, decimal, exact: true };
}

import { Decimal } from 'decimal.js';
import { type Environment, type Expression, evaluateDecimal } from '../expression/index.ts';
import type { Rational } from '../rational/rational.ts';
import type { Architecture } from '../verify/architecture.ts';
import { isRefusal } from '../verify/refusal.ts';
import { type Subject, settingOf } from '../verify/subject.ts';

/** Digits to which two values are told apart, and to which they are computed. */
const DIGITS = { compared: 30, computed: 40 } as const;

/** A side of a claim at an architecture of its domain; undefined where it has no value. */
export function valueAt(
  subject: Subject,
  side: 'quantity' | 'formula',
  at: Architecture,
): Decimal | undefined {
  const environment = environmentAt(subject, at);
  return environment && numberAt(subject.claim[side].expression, environment);
}

/** The order of two values, 0 where they agree to all digits that count; undefined where one is missing. */
export function orderOf(a: Decimal | undefined, b: Decimal | undefined): -1 | 0 | 1 | undefined {
  if (!a || !b) return undefined;
  const gap = a.minus(b);
  const size = Decimal.max(a.abs(), b.abs());
  if (gap.abs().lte(size.times(`1e-${DIGITS.compared}`))) return 0;
  return gap.isNegative() ? -1 : 1;
}

function environmentAt(subject: Subject, at: Architecture): Environment<Rational> | undefined {
  try {
    return settingOf(subject, at).environment;
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

function numberAt(expression: Expression, environment: Environment<Rational>): Decimal | undefined {
  try {
    return evaluateDecimal(expression, environment, DIGITS.computed);
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

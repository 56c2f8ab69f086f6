import { add, multiply, type Rational, ZERO } from '../rational/rational.ts';

/** A dual number value + slope·ε, ε² = 0: its arithmetic differentiates exactly. */
export interface Dual {
  readonly value: Rational;
  readonly slope: Rational;
}

export const dual = (value: Rational, slope: Rational = ZERO): Dual => ({ value, slope });
export const DUAL_ZERO: Dual = dual(ZERO);

export const plus = (a: Dual, b: Dual): Dual => dual(add(a.value, b.value), add(a.slope, b.slope));
export const times = (a: Dual, b: Dual): Dual =>
  dual(multiply(a.value, b.value), add(multiply(a.value, b.slope), multiply(a.slope, b.value)));

export const dot = (a: readonly Dual[], b: readonly Dual[]): Dual =>
  a.reduce((sum, x, i) => plus(sum, times(x, b[i]!)), DUAL_ZERO);

import * as F from '../algebra/fraction.ts';
import { rational } from '../rational/rational.ts';

/** Σ_k coefficients[k] x^(order + k) + O(x^(order + length)), x = 1/n; coefficients are free of x. */
export interface Series {
  readonly order: number;
  readonly coefficients: readonly F.Fraction[];
}

export const constant = (value: F.Fraction, length: number): Series => ({
  order: 0,
  coefficients: [value, ...Array<F.Fraction>(length - 1).fill(F.ZERO)],
});

/** value · x^order. */
export const monomial = (value: F.Fraction, order: number, length: number): Series => ({
  ...constant(value, length),
  order,
});

const endOf = ({ order, coefficients }: Series): number => order + coefficients.length;

export function add(a: Series, b: Series): Series {
  const order = Math.min(a.order, b.order);
  const end = Math.min(endOf(a), endOf(b));
  const at = (s: Series, k: number): F.Fraction => s.coefficients[k - s.order] ?? F.ZERO;
  const coefficients = Array.from({ length: Math.max(0, end - order) }, (_, i) =>
    F.add(at(a, order + i), at(b, order + i)),
  );
  return { order, coefficients };
}

export const scale = (a: Series, factor: F.Fraction): Series => ({
  order: a.order,
  coefficients: a.coefficients.map((c) => F.multiply(c, factor)),
});

/** Every coefficient changed by a function. */
export const map = ({ order, coefficients }: Series, change: (c: F.Fraction) => F.Fraction): Series => ({
  order,
  coefficients: coefficients.map(change),
});

export const negate = (a: Series): Series => ({ order: a.order, coefficients: a.coefficients.map(F.negate) });

export function multiply(a: Series, b: Series): Series {
  const length = Math.min(a.coefficients.length, b.coefficients.length);
  const coefficients = Array.from({ length }, (_, k) =>
    F.sum(Array.from({ length: k + 1 }, (_, i) => F.multiply(a.coefficients[i]!, b.coefficients[k - i]!))),
  );
  return { order: a.order + b.order, coefficients };
}

/** With its leading zeros taken off; undefined when nothing is left. */
export function trimmed({ order, coefficients }: Series): Series | undefined {
  const lead = coefficients.findIndex((c) => !F.isZero(c));
  return lead < 0 ? undefined : { order: order + lead, coefficients: coefficients.slice(lead) };
}

/** 1/a; undefined when a vanishes to the order that is known. */
export function inverse(a: Series): Series | undefined {
  const known = trimmed(a);
  if (!known) return undefined;
  const [lead] = known.coefficients;
  const over = F.inverse(lead!);
  const coefficients: F.Fraction[] = [over];
  for (let k = 1; k < known.coefficients.length; k++) {
    const rest = F.sum(coefficients.map((c, i) => F.multiply(c, known.coefficients[k - i]!)));
    coefficients.push(F.negate(F.multiply(rest, over)));
  }
  return { order: -known.order, coefficients };
}

export function power(a: Series, exponent: number): Series | undefined {
  const base = exponent < 0 ? inverse(a) : a;
  if (!base) return undefined;
  let result = constant(F.ONE, base.coefficients.length);
  for (let i = 0; i < Math.abs(exponent); i++) result = multiply(result, base);
  return result;
}

/** log of 1 + O(x). */
export function logarithm({ coefficients }: Series): Series {
  // L' A = A' for the power series A.
  const length = coefficients.length;
  const found: F.Fraction[] = [F.ZERO];
  for (let k = 1; k < length; k++) {
    const known = F.sum(
      Array.from({ length: k - 1 }, (_, i) =>
        F.scale(F.multiply(found[i + 1]!, coefficients[k - i - 1]!), rational(i + 1, k)),
      ),
    );
    found.push(F.subtract(coefficients[k]!, known));
  }
  return { order: 0, coefficients: found };
}

/** exp of O(x). */
export function exponential({ order, coefficients }: Series): Series {
  const own = [...Array<F.Fraction>(order).fill(F.ZERO), ...coefficients];
  const found: F.Fraction[] = [F.ONE];
  for (let k = 1; k < own.length; k++) {
    found.push(
      F.sum(
        Array.from({ length: k }, (_, i) =>
          F.scale(F.multiply(own[i + 1]!, found[k - i - 1]!), rational(i + 1, k)),
        ),
      ),
    );
  }
  return { order: 0, coefficients: found };
}

import * as Q from '../rational/rational.ts';
import * as F from './fraction.ts';
import { keyOf, type Variable } from './polynomial.ts';

/** base^(d-1) Σ_k coefficients[k] d^k; base and coefficients are free of d. */
export interface Exponential {
  readonly base: F.Fraction;
  readonly coefficients: readonly F.Fraction[];
}

/** An exponential polynomial in the depth d, one entry a base; no zero is kept. */
export type ExponentialSum = ReadonlyMap<string, Exponential>;

export const ZERO: ExponentialSum = new Map();

const nameOf = ({ content, numerator, denominator }: F.Fraction): string =>
  `${content.num}/${content.den} ${keyOf(numerator)} / ${[...denominator].map(([key, { power }]) => `${key}^${power}`).sort()}`;

export function exponential(base: F.Fraction, coefficients: readonly F.Fraction[]): ExponentialSum {
  const last = coefficients.findLastIndex((c) => !F.isZero(c));
  return last < 0 ? ZERO : new Map([[nameOf(base), { base, coefficients: coefficients.slice(0, last + 1) }]]);
}

export const constant = (value: F.Fraction): ExponentialSum => exponential(F.ONE, [value]);

export function add(a: ExponentialSum, b: ExponentialSum): ExponentialSum {
  const total = new Map(a);
  for (const [key, term] of b) {
    const before = total.get(key)?.coefficients ?? [];
    const length = Math.max(before.length, term.coefficients.length);
    const coefficients = Array.from({ length }, (_, k) =>
      F.add(before[k] ?? F.ZERO, term.coefficients[k] ?? F.ZERO),
    );
    const entry = exponential(term.base, coefficients).get(key);
    if (entry) total.set(key, entry);
    else total.delete(key);
  }
  return total;
}

export function multiply(a: ExponentialSum, b: ExponentialSum): ExponentialSum {
  let total = ZERO;
  for (const left of a.values()) {
    for (const right of b.values()) {
      const length = left.coefficients.length + right.coefficients.length - 1;
      const coefficients = Array.from({ length }, (_, k) =>
        F.sum(left.coefficients.map((c, i) => F.multiply(c, right.coefficients[k - i] ?? F.ZERO))),
      );
      total = add(total, exponential(F.multiply(left.base, right.base), coefficients));
    }
  }
  return total;
}

/** Every coefficient changed by a function. */
export function mapCoefficients(
  a: ExponentialSum,
  change: (coefficient: F.Fraction) => F.Fraction,
): ExponentialSum {
  let total = ZERO;
  for (const { base, coefficients } of a.values())
    total = add(total, exponential(base, coefficients.map(change)));
  return total;
}

export const scale = (a: ExponentialSum, factor: F.Fraction): ExponentialSum =>
  mapCoefficients(a, (c) => F.multiply(c, factor));
export const negate = (a: ExponentialSum): ExponentialSum => scale(a, F.fromRational(Q.rational(-1)));
export const subtract = (a: ExponentialSum, b: ExponentialSum): ExponentialSum => add(a, negate(b));

export function power(a: ExponentialSum, exponent: number): ExponentialSum {
  let result = constant(F.ONE);
  for (let i = 0; i < exponent; i++) result = multiply(result, a);
  return result;
}

/** Puts fractions in the place of symbols, in bases too. */
export function substitute(a: ExponentialSum, values: ReadonlyMap<Variable, F.Fraction>): ExponentialSum {
  let total = ZERO;
  for (const { base, coefficients } of a.values()) {
    const changed = coefficients.map((c) => F.substitute(c, values));
    total = add(total, exponential(F.substitute(base, values), changed));
  }
  return total;
}

/** The quotient by a sum of one term coefficient · d^k · base^(d-1), if every power of d suffices; else undefined. */
export function divideByTerm(a: ExponentialSum, divisor: ExponentialSum): ExponentialSum | undefined {
  const [term] = divisor.values();
  if (divisor.size !== 1 || !term) return undefined;
  const shift = term.coefficients.length - 1;
  if (term.coefficients.slice(0, shift).some((c) => !F.isZero(c))) return undefined;
  const over = F.inverse(term.coefficients[shift]!);
  let total = ZERO;
  for (const { base, coefficients } of a.values()) {
    if (coefficients.slice(0, shift).some((c) => !F.isZero(c))) return undefined;
    const shifted = coefficients.slice(shift).map((c) => F.multiply(c, over));
    total = add(total, exponential(F.divide(base, term.base), shifted));
  }
  return total;
}

import { equal, type Fraction, fractionText, integer, multiply, ONE, power } from './fraction.ts';
import type { Laurent, LaurentSeries, Ring } from './laurent.ts';
import {
  addRatios,
  constant,
  constantValue,
  divided,
  invertRatio,
  multiplyRatios,
  type Polynomial,
  powersOf,
  type Ratio,
  ratio,
  ratioZero,
} from './polynomial.ts';
import { refuse } from './refusal.ts';

export const ratioOfNumber = (value: Fraction): Ratio => ratio(constant(value));
export const MINUS_ONE = ratioOfNumber(integer(-1));

export const RATIOS: Ring<Ratio> = {
  zero: ratioOfNumber(integer(0)),
  number: ratioOfNumber,
  add: addRatios,
  multiply: multiplyRatios,
  invert: invertRatio,
  isZero: ratioZero,
};

/** factor · rate^d · Π base^(slope d): a rational function of n, a positive number, and bases that are 1 at infinite width. */
export interface Exponential {
  readonly factor: Ratio;
  readonly rate: Fraction;
  readonly slopes: ReadonlyMap<string, number>;
}
/** A sum of exponentials, by what tells them apart. */
export type Exponentials = ReadonlyMap<string, Exponential>;

export function exponential(
  factor: Ratio,
  rate: Fraction = ONE,
  slopes: ReadonlyMap<string, number> = new Map(),
): Exponentials {
  if (ratioZero(factor)) return new Map();
  const kept = [...slopes].filter(([, slope]) => slope !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  const key = JSON.stringify([fractionText(rate), kept]);
  return new Map([[key, { factor, rate, slopes: new Map(kept) }]]);
}

/** The rational function, if there is no exponential; undefined otherwise. */
export function plain(sum: Exponentials): Ratio | undefined {
  const [only, ...more] = sum.values();
  if (!only) return RATIOS.zero;
  return more.length === 0 && only.slopes.size === 0 && equal(only.rate, ONE) ? only.factor : undefined;
}

export const EXPONENTIALS: Ring<Exponentials> = {
  zero: new Map(),
  number: (value) => exponential(ratioOfNumber(value)),
  add(a, b) {
    const sum = new Map(a);
    for (const [key, term] of b) {
      const factor = addRatios(sum.get(key)?.factor ?? RATIOS.zero, term.factor);
      if (ratioZero(factor)) sum.delete(key);
      else sum.set(key, { ...term, factor });
    }
    return sum;
  },
  multiply(a, b) {
    let sum = EXPONENTIALS.zero;
    for (const x of a.values())
      for (const y of b.values()) {
        const slopes = new Map(x.slopes);
        for (const [base, slope] of y.slopes) slopes.set(base, slope + (slopes.get(base) ?? 0));
        const rate = multiply(x.rate, y.rate);
        sum = EXPONENTIALS.add(sum, exponential(multiplyRatios(x.factor, y.factor), rate, slopes));
      }
    return sum;
  },
  invert(a) {
    const [only, ...more] = a.values();
    if (!only || more.length > 0) return refuse('a sum of exponentials in d as a divisor of powers of 2^n');
    const slopes = new Map([...only.slopes].map(([base, slope]) => [base, -slope]));
    return exponential(invertRatio(only.factor), power(only.rate, -1), slopes);
  },
  isZero: (a) => a.size === 0,
};

export const numberIn = ({ num, den }: Ratio): Fraction | undefined =>
  den.size === 0 ? constantValue(num) : undefined;

/** A polynomial in n and other variables as a series in 1/n. */
export function inWidth(inX: LaurentSeries<Ratio>, polynomial: Polynomial): Laurent<Ratio> {
  let series = inX.term(RATIOS.zero);
  for (const [monomial, coefficient] of polynomial) {
    const power = powersOf(monomial).get('n') ?? 0;
    const rest = divided(new Map([[monomial, coefficient]]), new Map([['n', power]]));
    series = inX.add(series, inX.term(ratio(rest), -power));
  }
  return series;
}

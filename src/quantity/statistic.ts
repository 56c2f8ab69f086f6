import { type Environment, type Expression, expandPolynomial } from '../expression/index.ts';
import { OBSERVABLES } from '../network/observables.ts';
import type { Rational } from '../rational/rational.ts';
import { toNumber } from '../rational/text.ts';

/** A number times observables, by their places in OBSERVABLES. */
interface Term {
  readonly coefficient: number;
  readonly factors: readonly number[];
}

const termsOf = (body: Expression, environment: Environment<Rational>): Term[] =>
  expandPolynomial(body, environment).map(({ coefficient, powers }) => ({
    coefficient: toNumber(coefficient),
    factors: OBSERVABLES.flatMap((name, index) => Array<number>(powers[name] ?? 0).fill(index)),
  }));

/** The body of an E(...) as a function of one network's observables, in the order of OBSERVABLES. */
export function statisticOf(
  body: Expression,
  environment: Environment<Rational>,
): (observables: Float64Array) => number {
  const terms = termsOf(body, environment);
  return (observables) => {
    let total = 0;
    for (const { coefficient, factors } of terms) {
      let term = coefficient;
      for (const index of factors) term *= observables[index]!;
      total += term;
    }
    return total;
  };
}

/**
 * The same of many networks at once, whose observables come in columns: writes its values to the first `count` places of `out`, which
 * has room for all of a column. To the bit what `statisticOf` gives.
 */
export function columnStatisticOf(
  body: Expression,
  environment: Environment<Rational>,
): (columns: readonly Float64Array[], count: number, out: Float64Array) => void {
  const terms = termsOf(body, environment);
  let term = new Float64Array(0);
  return (columns, count, out) => {
    if (term.length < out.length) term = new Float64Array(out.length);
    out.fill(0);
    for (const { coefficient, factors } of terms) {
      term.fill(coefficient);
      for (const index of factors) multiplyBy(term, columns[index]!, count);
      for (let k = 0; k < count; k++) out[k]! += term[k]!;
    }
  };
}

function multiplyBy(values: Float64Array, factors: Float64Array, count: number): void {
  for (let k = 0; k < count; k++) values[k]! *= factors[k]!;
}

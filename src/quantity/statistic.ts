import { type Environment, type Expression, expandPolynomial } from '../expression/index.ts';
import { OBSERVABLES } from '../network/observables.ts';
import type { Rational } from '../rational/rational.ts';
import { toNumber } from '../rational/text.ts';

/** The body of an E(...) as a function of one network's observables, in the order of OBSERVABLES. */
export function statisticOf(
  body: Expression,
  environment: Environment<Rational>,
): (observables: Float64Array) => number {
  const terms = expandPolynomial(body, environment).map(({ coefficient, powers }) => ({
    coefficient: toNumber(coefficient),
    factors: OBSERVABLES.flatMap((name, index) => Array<number>(powers[name] ?? 0).fill(index)),
  }));
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

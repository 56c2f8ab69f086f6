import { type Environment, type Expression, expandPolynomial } from '../expression/index.ts';
import type { Observable } from '../network/observables.ts';
import type { Rational } from '../rational/rational.ts';

/** What is 0 where a part of K is: K = 0 leaves no gradient, so that no part of K and of Q is left either. */
const VANISHING: Readonly<Record<'K' | 'Kw' | 'Kb', readonly Observable[]>> = {
  K: ['K', 'Kw', 'Kb', 'Q', 'Qww', 'Qwb', 'Qbw', 'Qbb'],
  Kw: ['Kw'],
  Kb: ['Kb'],
};

/** Whether the body of an E(...) is 0 for every network where `part` is: each of its terms has a factor that is. */
export function vanishesWith(
  body: Expression,
  environment: Environment<Rational>,
  part: keyof typeof VANISHING,
): boolean {
  return expandPolynomial(body, environment).every(({ powers }) =>
    VANISHING[part].some((name) => (powers[name] ?? 0) > 0),
  );
}

import {
  type Environment,
  type Expression,
  expandPolynomial,
  type Monomial,
} from '../../expression/index.ts';
import { OBSERVABLES } from '../../network/observables.ts';
import { expectationsIn } from '../../quantity/expectations.ts';
import { ONE, type Rational, rational } from '../../rational/rational.ts';
import type { Claim } from '../../statement/statement.ts';
import { isRefusal } from '../refusal.ts';

/** The bodies of a claim's E(...), by their text; none where one is not a quantity. */
export function bodiesOf({ quantity, formula }: Claim): ReadonlyMap<string, Expression> {
  try {
    return expectationsIn(quantity.expression, formula.expression);
  } catch (error) {
    if (isRefusal(error)) return new Map();
    throw error;
  }
}

/** The body of an E(...) with numbers for its symbols, expanded: what two statements mean alike is asked for once. */
export function plainBody(body: Expression, environment: Environment<Rational>): Expression {
  const terms = [...expandPolynomial(body, environment)].sort(byPowers).map(termOf);
  return (
    terms.reduce<Expression | undefined>(
      (sum, term) => (sum ? { kind: 'add', left: sum, right: term } : term),
      undefined,
    ) ?? constant(rational(0))
  );
}

const constant = (value: Rational): Expression => ({ kind: 'constant', value });

function termOf({ coefficient, powers }: Monomial): Expression {
  const factors = OBSERVABLES.flatMap((name): Expression[] => {
    const power = powers[name] ?? 0;
    const symbol: Expression = { kind: 'symbol', name };
    if (power === 0) return [];
    return [power === 1 ? symbol : { kind: 'power', left: symbol, right: constant(rational(power)) }];
  });
  const isOne = coefficient.num === ONE.num && coefficient.den === ONE.den;
  const all = isOne && factors.length > 0 ? factors : [constant(coefficient), ...factors];
  return all.reduce((left, right) => ({ kind: 'multiply', left, right }));
}

/** Higher powers of the first observables first. */
function byPowers(a: Monomial, b: Monomial): number {
  const name = OBSERVABLES.find((one) => (a.powers[one] ?? 0) !== (b.powers[one] ?? 0));
  return name ? (b.powers[name] ?? 0) - (a.powers[name] ?? 0) : 0;
}

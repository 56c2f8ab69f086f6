import { type Environment, type Expression, expandPolynomial, Refusal } from '../expression/index.ts';
import type { Observable } from '../network/observables.ts';
import { add, multiply, type Rational, ZERO } from '../rational/rational.ts';

/** A product of observables, as powers. */
export type Product = Readonly<Partial<Record<Observable, number>>>;

/** Anything that knows the expectations of products of observables exactly. */
export type MomentOracle = (products: readonly Product[]) => readonly Rational[];

/** E(body), by linearity from the oracle's moments. */
export function expectation(
  body: Expression,
  environment: Environment<Rational>,
  oracle: MomentOracle,
): Rational {
  const terms = expandPolynomial(body, environment);
  const values = oracle(terms.map(({ powers }) => powers));
  return terms.reduce((total, { coefficient }, i) => add(total, multiply(coefficient, values[i]!)), ZERO);
}

/** Var(body) = E(body²) - E(body)². */
export function variance(
  body: Expression,
  environment: Environment<Rational>,
  oracle: MomentOracle,
): Rational {
  const square: Expression = {
    kind: 'power',
    left: body,
    right: { kind: 'constant', value: { num: 2n, den: 1n } },
  };
  const mean = expectation(body, environment, oracle);
  const squared = expectation(square, environment, oracle);
  return add(squared, { num: -mean.num * mean.num, den: mean.den * mean.den });
}

/** The oracle, asked for each product once. */
export function remembering(oracle: MomentOracle): MomentOracle {
  const known = new Map<string, Rational>();
  return (products) =>
    products.map((product) => {
      const key = JSON.stringify(product);
      const value = known.get(key) ?? oracle([product])[0];
      if (!value) throw new Refusal('domain', `the oracle gives no value for ${key}`);
      known.set(key, value);
      return value;
    });
}

/** The environment in which E(...) has the oracle's value; each product is asked for once. */
export function withOracle(environment: Environment<Rational>, oracle: MomentOracle): Environment<Rational> {
  const remembered = remembering(oracle);
  return {
    ...environment,
    expectation: (body, bound) => {
      const symbols = new Map([...environment.symbols, ...bound]);
      return expectation(body, { ...environment, symbols }, remembered);
    },
  };
}

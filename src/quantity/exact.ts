import {
  children,
  type Environment,
  type Expression,
  expandPolynomial,
  freeNames,
  Refusal,
} from '../expression/index.ts';
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

/** The oracle, asked for each product once, and for all that it does not know yet together. */
export function remembering<T>(
  oracle: (products: readonly Product[]) => readonly T[],
): (products: readonly Product[]) => readonly T[] {
  const known = new Map<string, T>();
  return (products) => {
    const wanted = new Map(products.map((product) => [JSON.stringify(product), product]));
    const missing = [...wanted].filter(([key]) => !known.has(key));
    const values = missing.length === 0 ? [] : oracle(missing.map(([, product]) => product));
    for (const [i, [key]] of missing.entries()) {
      const value = values[i];
      if (!value) throw new Refusal('domain', `the oracle gives no value for ${key}`);
      known.set(key, value);
    }
    return products.map((product) => known.get(JSON.stringify(product))!);
  };
}

/** The products of which an expression's E(...) are made; but for those that depend on the index of a Sum or Prod. */
export function productsIn(expression: Expression, environment: Environment<Rational>): Product[] {
  const found: Product[] = [];
  const visit = (node: Expression, indices: readonly string[]): void => {
    if (node.kind === 'expectation') {
      const { symbols } = freeNames(node);
      if (!indices.some((index) => symbols.has(index)))
        found.push(...expandPolynomial(node.body, environment).map(({ powers }) => powers));
      return;
    }
    const inside = node.kind === 'fold' ? [...indices, node.index] : indices;
    for (const child of children(node)) visit(child, inside);
  };
  visit(expression, []);
  return found;
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

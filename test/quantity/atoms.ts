import fc from 'fast-check';
import {
  type Environment,
  type Expression,
  evaluateExact,
  parseExpression,
} from '../../src/expression/index.ts';
import { OBSERVABLES, type Observable } from '../../src/network/observables.ts';
import type { MomentOracle } from '../../src/quantity/exact.ts';
import { add, divide, multiply, power, type Rational, rational, sum } from '../../src/rational/rational.ts';

/** A law of the observables on a few points with whole coordinates, and the weight of each. */
export type Atoms = readonly {
  readonly weight: Rational;
  readonly at: Readonly<Record<Observable, number>>;
}[];

const coordinates = fc.record(
  Object.fromEntries(OBSERVABLES.map((name) => [name, fc.integer({ min: -5, max: 5 })])) as Record<
    Observable,
    fc.Arbitrary<number>
  >,
);

export const laws: fc.Arbitrary<Atoms> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 9 }), coordinates), { minLength: 1, maxLength: 4 })
  .map((points) => {
    const total = rational(points.reduce((all, [weight]) => all + weight, 0));
    return points.map(([weight, at]) => ({ weight: divide(rational(weight), total), at }));
  });

/** Moments of the law, from their definition. */
export const oracleOf =
  (law: Atoms): MomentOracle =>
  (products) =>
    products.map((product) =>
      sum(
        law.map(({ weight, at }) =>
          Object.entries(product).reduce(
            (term, [name, times]) => multiply(term, power(rational(at[name as Observable]), times)),
            weight,
          ),
        ),
      ),
    );

/** E(body) by averaging the values of the body itself. */
export const average = (body: Expression, law: Atoms, environment: Environment<Rational>): Rational =>
  law.reduce((total, { weight, at }) => {
    const here = Object.entries(at).map(([name, value]) => [name, rational(value)] as const);
    const value = evaluateExact(body, {
      ...environment,
      symbols: new Map([...environment.symbols, ...here]),
    });
    return add(total, multiply(weight, value));
  }, rational(0));

export const ENVIRONMENT: Environment<Rational> = {
  symbols: new Map([
    ['d', rational(3)],
    ['r', rational(2, 3)],
  ]),
  lists: new Map([['n', (index: number) => rational(index + 2)]]),
};

export const quantity = (text: string): Expression =>
  parseExpression(text, { symbols: new Set(['d', 'r']), lists: new Set(['n']), form: 'quantity' }).expression;

/** The body of `E(text)`. */
export function body(text: string): Expression {
  const whole = quantity(`E(${text})`);
  if (whole.kind !== 'expectation') throw new Error(`E(${text}) is no expectation`);
  return whole.body;
}

/** Polynomials in the observables with whole coefficients, as text. */
export const polynomials: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(fc.integer({ min: -9, max: 9 }), fc.array(fc.constantFrom(...OBSERVABLES), { maxLength: 3 })),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((terms) => terms.map(([factor, names]) => [`(${factor})`, ...names].join('*')).join(' + '));

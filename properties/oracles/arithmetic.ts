import { add, multiply, ONE, type Rational, rational, ZERO } from '../../src/rational/rational.ts';

type Factor = Rational | number;

/** The product of rationals and integers. */
export const times = (...factors: readonly Factor[]): Rational =>
  factors.map((x) => (typeof x === 'number' ? rational(x) : x)).reduce(multiply, ONE);

export const plus = (...terms: readonly Rational[]): Rational => terms.reduce(add, ZERO);

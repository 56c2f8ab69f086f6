import { describe, expect, test } from 'vitest';
import * as X from '../../src/algebra/exponential.ts';
import * as F from '../../src/algebra/fraction.ts';
import * as P from '../../src/algebra/polynomial.ts';
import { deepLimit, growthOf } from '../../src/asymptotics/deep.ts';
import { leadingAtDepth } from '../../src/asymptotics/fixed-depth.ts';
import { NoExpansion } from '../../src/asymptotics/joint.ts';
import { rational } from '../../src/rational/rational.ts';

const number = (num: number, den = 1): F.Fraction => F.fromRational(rational(num, den));
/** base^(d-1) · Σ_k coefficients[k] d^k. */
const term = (base: number, ...coefficients: number[]): X.ExponentialSum =>
  X.exponential(
    number(base),
    coefficients.map((c) => number(c)),
  );
const sum = (...terms: X.ExponentialSum[]): X.ExponentialSum => terms.reduce(X.add, X.ZERO);

describe('a quotient of exponential polynomials as d grows', () => {
  test.each<[string, X.ExponentialSum, X.ExponentialSum, unknown]>([
    [
      '(3·2^(d-1) + d)/2^(d-1) -> 3',
      sum(term(2, 3), term(1, 0, 1)),
      term(2, 1),
      { kind: 'value', value: rational(3) },
    ],
    [
      '(d² + 1)/(2d² + 5d) -> 1/2',
      term(1, 1, 0, 1),
      term(1, 0, 5, 2),
      { kind: 'value', value: rational(1, 2) },
    ],
    ['d/2^(d-1) -> 0', term(1, 0, 1), term(2, 1), { kind: 'value', value: rational(0) }],
    ['d²/d grows', term(1, 0, 0, 1), term(1, 0, 1), { kind: 'infinite', how: 'like a power of d' }],
    ['3^(d-1)/2^(d-1) grows', term(3, 1), term(2, 1), { kind: 'infinite', how: 'exponentially in d' }],
    // (-2)^(d-1) is positive at odd depths.
    [
      '(-2)^(d-1)/2^(d-1) alternates',
      term(-2, 1),
      term(2, 1),
      { kind: 'alternating', even: rational(-1), odd: rational(1) },
    ],
    [
      '(2^(d-1) + (-2)^(d-1))/2^(d-1) alternates between 0 and 2',
      sum(term(2, 1), term(-2, 1)),
      term(2, 1),
      { kind: 'alternating', even: rational(0), odd: rational(2) },
    ],
    [
      '((-1)^(d-1) + 2^(d-1))/2^(d-1) -> 1',
      sum(term(-1, 1), term(2, 1)),
      term(2, 1),
      { kind: 'value', value: rational(1) },
    ],
    ['0/d is 0', X.ZERO, term(1, 0, 1), { kind: 'value', value: rational(0) }],
    [
      'a base of 0 counts at d = 1 alone',
      sum(term(0, 7), term(1, 2)),
      term(1, 1),
      { kind: 'value', value: rational(2) },
    ],
  ])('%s', (_, numerator, denominator, limit) =>
    expect(deepLimit({ numerator, denominator })).toEqual(limit),
  );

  test('a symbol that is left, and a denominator that cancels at every second depth, are refused', () => {
    const symbol = X.constant(F.fromPolynomial(P.symbol('r')));
    expect(() => deepLimit({ numerator: symbol, denominator: term(1, 1) })).toThrow(NoExpansion);
    expect(() => deepLimit({ numerator: term(1, 1), denominator: sum(term(2, 1), term(-2, 1)) })).toThrow(
      NoExpansion,
    );
  });

  test('grows by the quotient of the dominant bases', () =>
    expect(growthOf({ numerator: sum(term(6, 1), term(5, 0, 9)), denominator: term(4, 0, 1) })).toEqual(
      rational(3, 2),
    ));
});

describe('a quotient at one depth as n grows', () => {
  const x = F.fromPolynomial(P.symbol('x'));
  const y = F.fromPolynomial(P.symbol('y'));
  const at = (value: F.Fraction, depth = 3) =>
    leadingAtDepth({ numerator: X.constant(value), denominator: X.constant(F.ONE) }, depth);

  test('has a leading power of 1/n and its coefficient', () => {
    expect(at(F.add(F.scale(x, rational(5)), F.multiply(x, x)))).toMatchObject({ order: 1 });
    expect(at(F.divide(number(3), x))).toEqual({ order: -1, coefficient: number(3) });
  });

  // (1 + 5x)^2 at d = 3.
  test('takes exponentials at the depth', () => {
    const base = F.add(F.ONE, F.scale(x, rational(5)));
    const numerator = X.subtract(X.exponential(base, [F.ONE]), X.constant(F.ONE));
    expect(leadingAtDepth({ numerator, denominator: X.constant(F.ONE) }, 3)).toEqual({
      order: 1,
      coefficient: number(10),
    });
    expect(leadingAtDepth({ numerator, denominator: X.constant(F.ONE) }, 1)).toBeUndefined();
  });

  test('loses 2^-n against every power of 1/n', () => {
    expect(at(F.divide(y, F.power(x, 9)))).toBeUndefined();
    expect(at(F.add(number(2), y))).toEqual({ order: 0, coefficient: number(2) });
    expect(() => at(F.inverse(y))).toThrow(NoExpansion);
  });
});

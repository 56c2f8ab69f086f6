import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateExact } from '../../src/expression/index.ts';
import { expectation, type Product, variance, withOracle } from '../../src/quantity/exact.ts';
import { add, compare, multiply, type Rational, rational, ZERO } from '../../src/rational/rational.ts';
import { average, body, ENVIRONMENT, laws, oracleOf, polynomials, quantity } from './atoms.ts';

const SEED = { seed: 9, numRuns: 50 };
const square = (x: Rational): Rational => multiply(x, x);

describe('expectation', () => {
  test('of a polynomial is the average of its values, for every law on finitely many points', () => {
    fc.assert(
      fc.property(laws, polynomials, (law, text) => {
        const value = expectation(body(text), ENVIRONMENT, oracleOf(law));
        expect(value).toEqual(average(body(text), law, ENVIRONMENT));
      }),
      SEED,
    );
  });

  test('is linear', () => {
    fc.assert(
      fc.property(laws, polynomials, polynomials, (law, one, other) => {
        const of = (text: string): Rational => expectation(body(text), ENVIRONMENT, oracleOf(law));
        const combined = add(multiply(rational(2, 3), of(one)), multiply(rational(-3), of(other)));
        expect(of(`r*(${one}) - d*(${other})`)).toEqual(combined);
        expect(of('r + n[2]')).toEqual(rational(14, 3));
      }),
      SEED,
    );
  });
});

describe('variance', () => {
  test('is the average squared distance from the mean, and does not feel a shift', () => {
    fc.assert(
      fc.property(laws, polynomials, (law, text) => {
        const of = (written: string): Rational => variance(body(written), ENVIRONMENT, oracleOf(law));
        const mean = average(body(text), law, ENVIRONMENT);
        const spread = average(body(`((${text}) - (${mean.num}/${mean.den}))^2`), law, ENVIRONMENT);
        expect(of(text)).toEqual(spread);
        expect(compare(of(text), ZERO)).toBeGreaterThanOrEqual(0);
        expect(of(`-3*(${text}) + 7*r`)).toEqual(multiply(rational(9), spread));
      }),
      SEED,
    );
  });

  test('of a constant is zero', () => {
    expect(variance(body('r + 1'), ENVIRONMENT, () => [rational(1)])).toEqual(ZERO);
  });
});

describe('an environment with an oracle', () => {
  const moments: Record<string, Rational> = { K: rational(3), K2: rational(11), K3: rational(50) };
  const asked: Product[] = [];
  const oracle = (products: readonly Product[]): Rational[] => {
    asked.push(...products);
    return products.map(({ K = 0 }) => moments[K === 1 ? 'K' : `K${K}`]!);
  };

  test('evaluates a quantity and asks for each product once', () => {
    asked.length = 0;
    const value = evaluateExact(
      quantity('(E(K^2) - E(K)^2)/E(K)^2 + E(K^2 + K)'),
      withOracle(ENVIRONMENT, oracle),
    );
    expect(value).toEqual(add(rational(2, 9), rational(14)));
    expect(asked).toEqual([{ K: 2 }, { K: 1 }]);
  });

  test('knows the index of the Sum around an E(...)', () => {
    const value = evaluateExact(quantity('Sum(j, 1, d, E(j*K^j))'), withOracle(ENVIRONMENT, oracle));
    expect(value).toEqual(rational(3 + 2 * 11 + 3 * 50));
  });

  test('refuses what the oracle does not know, and what is no polynomial', () => {
    const known = withOracle(ENVIRONMENT, oracle);
    expect(() => evaluateExact(quantity('E(K^4)'), known)).toThrow('the oracle gives no value for {"K":4}');
    expect(() => evaluateExact(quantity('E(exp(K))'), known)).toThrow('exp of an observable');
    expect(() => evaluateExact(quantity('E(1/K)'), known)).toThrow('a division by an observable');
    expect(() => evaluateExact(quantity('E(K)/(E(K) - 3)'), known)).toThrow('division by zero');
  });
});

test('a variance agrees with the moments that define it', () => {
  fc.assert(
    fc.property(laws, (law) => {
      const [first, second] = oracleOf(law)([{ K: 1 }, { K: 2 }]);
      const expected = add(second!, multiply(rational(-1), square(first!)));
      expect(variance(body('K'), ENVIRONMENT, oracleOf(law))).toEqual(expected);
    }),
    SEED,
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Expression, evaluateDecimal, parseExpression } from '../../src/expression/index.ts';
import { type Estimate, quantityInterval } from '../../src/quantity/interval.ts';
import { rational } from '../../src/rational/rational.ts';
import { unitsOf } from '../simulate/units.ts';
import { ENVIRONMENT, quantity } from './atoms.ts';

/** The interval of a quantity of E(K) and E(f), each in an interval of confidence 95% and 99%. */
function interval(
  text: string,
  K: readonly [number, number] = [1, 2],
  f: readonly [number, number] = [0, 0],
) {
  return quantityInterval(
    quantity(text),
    ENVIRONMENT,
    new Map<string, Estimate>([
      ['K', { low: K[0], high: K[1], confidence: 0.95 }],
      ['f', { low: f[0], high: f[1], confidence: 0.99 }],
    ]),
  );
}

/** Contains [low, high], and is wider by rounding alone. */
function expectAbout(found: Estimate, low: number, high: number): void {
  const slack = 1e-14 * Math.max(1, Math.abs(low), Math.abs(high));
  expect(found.low).toBeLessThanOrEqual(low);
  expect(found.low).toBeGreaterThanOrEqual(low - slack);
  expect(found.high).toBeGreaterThanOrEqual(high);
  expect(found.high).toBeLessThanOrEqual(high + slack);
}

const point = fc.double({ min: -3, max: 3, noNaN: true }).filter((x) => x === 0 || Math.abs(x) > 1e-3);
const points = fc.tuple(point, point, fc.double({ min: 0, max: 1, noNaN: true })).map(([a, b, t]) => {
  const [low, high] = [Math.min(a, b), Math.max(a, b)];
  return { low, high, inside: Math.min(high, low + t * (high - low)) };
});
/** The text as a formula in which K and f are numbers. */
const withSymbols = (text: string): Expression =>
  parseExpression(text, { symbols: new Set(['d', 'r', 'K', 'f']), lists: new Set(['n']), form: 'formula' })
    .expression;
const exactly = (x: number) => rational(unitsOf(x), 2n ** 1074n);

describe('whatever values the intervals hold, the result holds that of the quantity', () => {
  test.each([
    'E(K) + E(f)',
    'E(K) - d*E(f) + r',
    'E(K) * E(f)',
    'E(K) / (E(f)^2 + 1)',
    'E(K)^2 - 3*E(f)^3',
    '(E(K)^2 + 1)^(-3)',
    '(E(f)^2 + r)^(1/3)',
    'exp(E(K)) - pi*E(f)',
    'exp(-1) * E(K)',
    'log(E(K)^2 + 1)',
    'sqrt(E(f)^4 + E(K)^2 + 1)',
    'abs(E(K)) + min(E(K), E(f), 1) - max(E(f), r)',
    '(1 + E(K)^2)^(E(f)/2)',
    'Sum(i, 1, d, E(K)^i / n[i])',
    '2^(1/2) * E(K) + binomial(d, 2)*E(f)',
  ])('%s', (text) => {
    // Off by 1000, for a value that cannot be told from zero has no digits.
    const plain = withSymbols(`1000 + ${text.replaceAll(/E\((\w)\)/g, '$1')}`);
    fc.assert(
      fc.property(points, points, (K, f) => {
        const found = interval(text, [K.low, K.high], [f.low, f.high]);
        const values = new Map([
          ['K', exactly(K.inside)],
          ['f', exactly(f.inside)],
        ]);
        const symbols = new Map([...ENVIRONMENT.symbols, ...values]);
        const value = evaluateDecimal(plain, { ...ENVIRONMENT, symbols }, 40).minus(1000);
        expect(value.gte(found.low) && value.lte(found.high)).toBe(true);
      }),
      { seed: 91, numRuns: 60 },
    );
  });
});

describe('by hand', () => {
  test.each([
    ['even powers of an interval that holds 0', 'E(K)^2', [-1, 2], 0, 4],
    ['odd powers', 'E(K)^3', [-1, 2], -1, 8],
    ['negative powers', 'E(K)^(-2)', [-4, -2], 1 / 16, 1 / 4],
    ['the power 0', 'E(K)^0', [-1, 2], 1, 1],
    ['roots', 'E(K)^(1/2)', [0, 4], 0, 2],
    ['a root of zero', 'sqrt(E(K))', [0, 4], 0, 2],
    ['a product of signs', 'E(K)*E(K)', [-1, 2], -2, 4],
    ['a quotient', '1/E(K)', [2, 4], 1 / 4, 1 / 2],
    ['a difference', 'd - E(K)', [1, 2], 1, 2],
    ['the size', 'abs(E(K))', [-3, 2], 0, 3],
    ['a floor', 'floor(E(K))', [1.5, 2.5], 1, 2],
    ['a falling exponential', 'exp(-E(K))', [0, 1], Math.exp(-1), 1],
  ] as const)('%s', (_, text, K, low, high) => {
    expectAbout(interval(text, K), low, high);
  });

  test('an expectation alone keeps its interval', () => {
    expect(interval('E(K)', [0.1, 0.3])).toEqual({ low: 0.1, high: 0.3, confidence: 0.95 });
  });

  test('misses add up, once for each expectation, and nothing is left of too many', () => {
    expect(interval('E(K)/(1 + E(K)^2)').confidence).toBeCloseTo(0.95, 15);
    expect(interval('E(K)*E(f)').confidence).toBeCloseTo(0.94, 15);
    expect(interval('d*r').confidence).toBe(1);
    const unsure: Estimate = { low: 0, high: 1, confidence: 0.4 };
    const both = new Map([
      ['K', unsure],
      ['f', unsure],
    ]);
    expect(quantityInterval(quantity('E(K) + E(f)'), ENVIRONMENT, both).confidence).toBe(0);
  });

  test('a long sum is rounded, not refused', () => {
    const { low, high } = interval('Sum(i, 1, 3000, 1/i)');
    // mpmath: harmonic(3000) = 8.5837498899591864
    expect(low).toBeLessThan(8.58374988996);
    expect(high).toBeGreaterThan(8.583749889959);
    expect(high - low).toBeLessThan(1e-10);
  });
});

describe('refused', () => {
  test.each([
    ['1/E(K)', [-1, 2], 'division by an interval that holds zero'],
    ['1/E(K)', [0, 2], 'division by an interval that holds zero'],
    ['E(K)^(-2)', [-1, 2], 'division by an interval that holds zero'],
    ['log(E(K))', [0, 2], 'the logarithm of an interval that is not positive'],
    ['sqrt(E(K))', [-0.1, 2], 'the square root of an interval that is not all positive'],
    ['E(K)^(1/3)', [-0.1, 2], 'a fractional power of an interval that is not positive'],
    ['E(K)^(-1/3)', [0, 2], 'a fractional power of an interval that is not positive'],
    ['factorial(E(K))', [1, 2], 'factorial is of whole numbers, not of intervals'],
    ['E(K) + factorial(6000)', [1, 2], 'a factorial of more than 5000'],
    ['n[E(K)]', [1, 1], 'a value may or may not be a whole number'],
    ['exp(E(K))', [0, 1000], 'a value is beyond the range of double numbers'],
    ['E(K) + 1/(d-3)', [0, 1], 'division by zero'],
  ] as const)('%s', (text, K, message) => {
    expect(() => interval(text, K)).toThrow(message);
  });

  test('an interval that is not finite, out of order or not given', () => {
    for (const K of [
      [0, Number.POSITIVE_INFINITY],
      [Number.NaN, 1],
      [2, 1],
    ] as const)
      expect(() => interval('E(K)', K)).toThrow(RangeError);
    expect(() => interval('E(Q)')).toThrow('no interval for E(Q); given: K, f');
  });
});

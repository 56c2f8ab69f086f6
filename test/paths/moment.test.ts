import { describe, expect, test } from 'vitest';
import { PathLimit } from '../../src/paths/limit.ts';
import { pathMoment } from '../../src/paths/moment.ts';
import { ONE, rational, ZERO } from '../../src/rational/rational.ts';
import { formatRational } from '../../src/rational/text.ts';
import { networkOf, powersOf, references } from '../exact/reference.ts';
import { network } from './networks.ts';

describe('expectations as sums over tuples of paths', () => {
  const small = references('brute_force.json').filter(
    ({ widths, moments }) => widths.reduce((a, b) => a * b) <= 8 && Object.keys(moments).length > 3,
  );
  const products = [
    'f^2',
    'f^4',
    'Kw',
    'Kb',
    'Kw^2',
    'Kw*Kb',
    'Kb^2',
    'f^2*K',
    'f*Qww',
    'f*Qwb',
    'f*Qbw',
    'f*Q',
  ];

  test.each(small.map((one) => [`${one.widths}, r = ${one.r}, ${one.gates}, ${one.output}`, one] as const))(
    'are those of the reference %s',
    (_, one) => {
      const subject = networkOf(one);
      const found = products.map((product) => [
        product,
        formatRational(pathMoment(subject, powersOf(product))),
      ]);
      expect(found).toEqual(products.map((product) => [product, one.moments[product]]));
    },
  );
  test('there are references of all kinds', () => {
    expect(small.length).toBeGreaterThan(30);
    for (const kind of ['relu', 'fair'])
      for (const output of ['relu', 'linear'])
        expect(small.some((one) => one.gates === kind && one.output === output)).toBe(true);
    expect(small.some(({ layers }) => layers.some(({ s }) => s !== '0'))).toBe(true);
  });

  test('dead layers: widths 3,4,5,1, r = 1/2, where the mean is 95/16, not 6', () => {
    const mean = (gates: 'relu' | 'fair') => {
      const subject = network([3, 4, 5, 1], { r: rational(1, 2), gates });
      return formatRational(pathMoment(subject, { K: 1 }));
    };
    expect(mean('relu')).toBe('95/16');
    expect(mean('fair')).toBe('6');
  });

  test('of nothing is 1', () => {
    expect(pathMoment(network([2, 2, 1]), {})).toEqual(ONE);
  });
});

describe('odd powers of f and Q', () => {
  test('have mean 0 under a linear output, by the sign of its weights', () => {
    for (const powers of [{ f: 1 }, { f: 3 }, { Qww: 1 }, { f: 1, K: 2 }, { f: 2, Q: 1 }])
      expect(pathMoment(network([2, 2, 1]), powers)).toEqual(ZERO);
  });

  test('are refused under a ReLU output, where they are no sum of even tuples', () => {
    const relu = network([2, 2, 1], { outputActivation: 'relu' });
    expect(() => pathMoment(relu, { f: 1 })).toThrow(PathLimit);
    expect(() => pathMoment(relu, { f: 1, Q: 1 })).not.toThrow();
  });
});

describe('other laws and inputs', () => {
  /** Signs, ±1. */
  const signs = { weightMoment: () => ONE };
  const inputs = (...squares: number[]) => ({ squaredInput: squares.map((square) => rational(square)) });

  test('E (±x ± y)⁴ = x⁴ + y⁴ + 6 x² y²', () => {
    expect(pathMoment(network([2, 1]), { f: 4 }, { ...signs, ...inputs(1, 4) })).toEqual(
      rational(1 + 16 + 24),
    );
  });

  test('E (±x ± y)² = x² + y²', () => {
    expect(pathMoment(network([2, 1]), { f: 2 }, { ...signs, ...inputs(1, 4) })).toEqual(rational(5));
  });

  test('moments of the edges of each layer: E f⁴ = E V⁴ E W⁴ x⁴ / 2 of one neuron', () => {
    const weightMoment = ({ layer }: { layer: number }, power: number) => rational(10 * layer + power);
    // Layer 1 to the fourth is 14, layer 2 is 24; x² = 3.
    expect(pathMoment(network([1, 1, 1]), { f: 4 }, { weightMoment, ...inputs(3) })).toEqual(
      rational((14 * 24 * 9) / 2),
    );
  });
});

test('what is too much to enumerate is refused', () => {
  expect(() => pathMoment(network([400, 400, 1]), { f: 2 })).toThrow(PathLimit);
  expect(() => pathMoment(network([30, 30, 1]), { f: 4 })).toThrow(PathLimit);
});

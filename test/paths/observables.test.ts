import { describe, expect, test } from 'vitest';
import { OBSERVABLES } from '../../src/network/observables.ts';
import { PathLimit } from '../../src/paths/limit.ts';
import { PathSums } from '../../src/paths/observables.ts';
import { ONE, type Rational, rational, ZERO } from '../../src/rational/rational.ts';
import { network } from './networks.ts';

/** A sum as a map from monomials, written `w1 w2^2 g1` for one neuron a layer, to their coefficients. */
function written(sums: PathSums, observable: (typeof OBSERVABLES)[number]): Record<string, Rational> {
  const names = sums.variables.list.map((variable) =>
    variable.kind === 'input' ? 'x' : `${variable.kind[0]}${variable.layer}`,
  );
  return Object.fromEntries(
    [...sums.sum(observable)].map(([monomial, coefficient]) => {
      const factors = names.flatMap((name, i) => {
        const power = monomial.charCodeAt(i);
        return power === 0 ? [] : [power === 1 ? name : `${name}^${power}`];
      });
      return [factors.join(' '), coefficient];
    }),
  );
}

describe('one neuron with drawn biases: f = w2 g1 (w1 x + b1) + b2', () => {
  const plain = network([1, 1, 1], { sigmaB2: ONE });
  const scales = [
    { weightScale: rational(3), biasScale: rational(5) },
    { weightScale: rational(7), biasScale: rational(11) },
  ];
  const sums = new PathSums({
    ...plain,
    layers: plain.layers.map((layer, i) => ({ ...layer, ...scales[i]! })),
  });

  test('f has a path from the input and one from each bias', () => {
    expect(written(sums, 'f')).toEqual({ 'x w1 w2 g1': ONE, 'w2 b1 g1': ONE, b2: ONE });
  });

  test('K_w = u1 (x w2 g1)² + u2 (g1 (w1 x + b1))²', () => {
    expect(written(sums, 'Kw')).toEqual({
      'x^2 w2^2 g1': rational(3),
      'x^2 w1^2 g1': rational(7),
      'x w1 b1 g1': rational(14),
      'b1^2 g1': rational(7),
    });
  });

  test('K_b = c1 (w2 g1)² + c2, and K is both', () => {
    expect(written(sums, 'Kb')).toEqual({ 'w2^2 g1': rational(5), '': rational(11) });
    expect(written(sums, 'K')).toEqual({ ...written(sums, 'Kw'), ...written(sums, 'Kb') });
  });

  test('Q_ww = 4 u1 u2 x² w2 a, Q_wb = 2 u2 c1 w2 a, Q_bw = 2 c1 u2 w2 a, with a = g1 (w1 x + b1)', () => {
    expect(written(sums, 'Qww')).toEqual({ 'x^3 w1 w2 g1': rational(84), 'x^2 w2 b1 g1': rational(84) });
    const mixed = { 'x w1 w2 g1': rational(70), 'w2 b1 g1': rational(70) };
    expect(written(sums, 'Qwb')).toEqual(mixed);
    expect(written(sums, 'Qbw')).toEqual(mixed);
    expect(written(sums, 'Qbb')).toEqual({});
    expect(written(sums, 'Q')).toEqual({
      ...written(sums, 'Qww'),
      'x w1 w2 g1': rational(140),
      'w2 b1 g1': rational(140),
    });
  });

  test('each is found once', () => {
    for (const observable of OBSERVABLES) expect(sums.sum(observable)).toBe(sums.sum(observable));
  });
});

test('a ReLU output has a gate of its own, also above its bias', () => {
  const sums = new PathSums(network([1, 1], { sigmaB2: ONE, outputActivation: 'relu' }));
  expect(written(sums, 'f')).toEqual({ 'x w1 g1': ONE, 'b1 g1': ONE });
});

test('biases that are not trained, or not drawn, have no paths where they do not count', () => {
  const untrained = new PathSums(network([1, 1, 1], { sigmaB2: ONE, biasGradient: ZERO }));
  expect(written(untrained, 'Kb')).toEqual({});
  expect(Object.keys(written(untrained, 'f'))).toHaveLength(3);
  const zero = new PathSums(network([1, 1, 1]));
  expect(Object.keys(written(zero, 'f'))).toEqual(['x w1 w2 g1']);
  expect(Object.keys(written(zero, 'Kb'))).toEqual(['w2^2 g1', '']);
});

test('numbers of terms at widths 2, 3, 1: 6 paths; K_w of pairs of paths with an edge in common', () => {
  const sums = new PathSums(network([2, 3, 1]));
  expect(sums.sum('f').size).toBe(6);
  // Edges of layer 1: x_i² v_j², 6. Edges of layer 2, by neuron: (w x + w' x')², 3 terms each.
  expect(sums.sum('Kw').size).toBe(6 + 9);
  // (v_j g_j)² of 3 neurons, and the constant.
  expect(sums.sum('Kb').size).toBe(3 + 1);
});

test('too many paths are refused', () => {
  expect(() => new PathSums(network([400, 400, 1]))).toThrow(PathLimit);
});

import { describe, expect, test } from 'vitest';
import type { Network } from '../../src/network/network.ts';
import { backPropagation } from '../../src/paths/back-propagation.ts';
import { type Rational, rational, ZERO } from '../../src/rational/rational.ts';
import { network } from './networks.ts';

const numbers = (values: readonly number[]): Rational[] => values.map((value) => rational(value));
const rows = (matrix: readonly (readonly number[])[]): Rational[][] => matrix.map(numbers);

/** u_l and c_l of each layer, in order. */
function scaled(widths: readonly number[], u: readonly number[], c: readonly number[]): Network {
  const plain = network(widths);
  const layers = plain.layers.map((layer, i) => ({
    ...layer,
    weightScale: rational(u[i]!),
    biasScale: rational(c[i]!),
  }));
  return { ...plain, layers };
}

describe('one neuron: f = w2 relu(w1 x + b1) + b2', () => {
  const drawn = (gates: readonly (readonly boolean[])[]) => ({
    network: scaled([1, 1, 1], [3, 5], [7, 11]),
    input: numbers([2]),
    weights: [rows([[2]]), rows([[5]])],
    biases: [numbers([-1]), numbers([7])],
    gates,
  });

  test('open: every part by hand', () => {
    // a1 = 3. K_w = u1 (x w2)² + u2 a1², K_b = c1 w2² + c2.
    const values = backPropagation(drawn([[true], [true]]));
    expect(values.f).toEqual(rational(5 * 3 + 7));
    expect(values.Kw).toEqual(rational(3 * 100 + 5 * 9));
    expect(values.Kb).toEqual(rational(7 * 25 + 11));
    expect(values.K).toEqual(rational(345 + 186));
    // ∂f/∂w1 = 10, ∂f/∂w2 = 3, ∂f/∂b1 = 5; ∂K_w/∂w1 = 2 u2 a1 x = 60, ∂K_w/∂w2 = 2 u1 x² w2 = 120, ∂K_w/∂b1 = 2 u2 a1 = 30.
    expect(values.Qww).toEqual(rational(3 * 10 * 60 + 5 * 3 * 120));
    // ∂K_b/∂w2 = 2 c1 w2 = 70, ∂K_b/∂w1 = 0.
    expect(values.Qwb).toEqual(rational(5 * 3 * 70));
    expect(values.Qbw).toEqual(rational(7 * 5 * 30));
    expect(values.Qbb).toEqual(ZERO);
    expect(values.Q).toEqual(rational(3600 + 1050 + 1050));
  });

  test('closed: nothing but the output is left', () => {
    const values = backPropagation(drawn([[false], [true]]));
    expect(values).toEqual({
      f: rational(7),
      Kw: ZERO,
      Kb: rational(11),
      K: rational(11),
      Qww: ZERO,
      Qwb: ZERO,
      Qbw: ZERO,
      Qbb: ZERO,
      Q: ZERO,
    });
  });

  test('a closed output: nothing at all', () => {
    for (const value of Object.values(backPropagation(drawn([[true], [false]])))) expect(value).toEqual(ZERO);
  });
});

describe('two neurons and two inputs: f = Σ_i v_i a_i', () => {
  /** W = (1 2; 3 -1), v = (2, 5), x = (3, 1): a = (5, 8). */
  const drawn = (open: readonly boolean[]) => ({
    network: scaled([2, 2, 1], [1, 1], [0, 0]),
    input: numbers([3, 1]),
    weights: [
      rows([
        [1, 2],
        [3, -1],
      ]),
      rows([[2, 5]]),
    ],
    biases: [numbers([0, 0]), numbers([0])],
    gates: [open, [true]],
  });

  test('both open: K_w = |x|² |v|² + |a|², Q_ww = 4 |x|² Σ v_i a_i', () => {
    const { f, Kw, Kb, Qww, Q } = backPropagation(drawn([true, true]));
    expect(f).toEqual(rational(2 * 5 + 5 * 8));
    expect(Kw).toEqual(rational(10 * 29 + 89));
    expect(Kb).toEqual(ZERO);
    expect(Qww).toEqual(rational(4 * 10 * 50));
    expect(Q).toEqual(Qww);
  });

  test('one open: the sums over neurons have one term', () => {
    const { f, Kw, Qww } = backPropagation(drawn([false, true]));
    expect(f).toEqual(rational(40));
    expect(Kw).toEqual(rational(10 * 25 + 64));
    expect(Qww).toEqual(rational(4 * 10 * 40));
  });
});

test('three weights in a row: f = w1 w2 w3 x, K = Σ (f/w_l)², Q = Σ_{k ≠ l} 2 f³/(w_k w_l)²', () => {
  const { f, K, Q } = backPropagation({
    network: scaled([1, 1, 1, 1], [1, 1, 1], [0, 0, 0]),
    input: numbers([1]),
    weights: [rows([[2]]), rows([[3]]), rows([[5]])],
    biases: [numbers([0]), numbers([0]), numbers([0])],
    gates: [[true], [true], [true]],
  });
  expect(f).toEqual(rational(30));
  expect(K).toEqual(rational(15 ** 2 + 10 ** 2 + 6 ** 2));
  // Pairs (2, 3), (2, 5), (3, 5), each twice.
  expect(Q).toEqual(rational(4 * 30 * (5 ** 2 + 3 ** 2 + 2 ** 2)));
});

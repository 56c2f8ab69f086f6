import { describe, expect, test } from 'vitest';
import type { Network } from '../../src/network/network.ts';
import { Stream } from '../../src/random/stream.ts';
import { rational } from '../../src/rational/rational.ts';
import { DenseSampler } from '../../src/simulate/dense.ts';
import { gramPlaces } from '../../src/simulate/gram.ts';
import { type Example, oneExample, twoClasses } from '../../src/training/data.ts';
import { GradientDescent } from '../../src/training/descent.ts';
import { denseGram } from '../simulate/dense-gram.ts';
import { descend, flat, gramOf, lossOf } from './naive.ts';
import { CONVENTIONS, networkWith, withoutBiases } from './networks.ts';

const SEED = 5;

function drawn(network: Network, examples: readonly Example[], index = 0): GradientDescent {
  const descent = new GradientDescent(network, examples);
  descent.draw(new Stream(SEED, index));
  return descent;
}

function closeTo(found: ArrayLike<number>, wanted: readonly number[], relative: number): void {
  const scale = Math.max(...wanted.map(Math.abs));
  expect(found.length).toBe(wanted.length);
  expect(Math.max(...wanted.map((value, i) => Math.abs(found[i]! - value))) / scale).toBeLessThan(relative);
}

/** f and Q of the dense sampler, and K. */
function observed(
  network: Network,
  index: number,
): { readonly f: number; readonly Q: number; readonly K: number } {
  const raw = new Float64Array(7);
  new DenseSampler(network).sample(new Stream(SEED, index), raw);
  const [f, Kw, Kb, ...parts] = [...raw];
  return { f: f!, Q: parts.reduce((sum, part) => sum + part, 0), K: Kw! + Kb! };
}

const driftOf = (network: Network, index: number): number => {
  const { f, Q } = observed(network, index);
  return f * Q;
};

const indices = Array.from({ length: 20 }, (_, index) => index);

describe.each(CONVENTIONS)('gradient descent, %s', (_, network) => {
  // Samples that have something to train: behind a ReLU on the output, and with dead layers, many have not.
  const index = indices.find((i) => driftOf(network, i) !== 0)!;
  const examples = twoClasses(network);

  test('steps as plain descent of ω does, where a parameter is √λ ω, derivatives by differences', () => {
    const descent = drawn(network, examples, index);
    const start = flat(descent.parameters);
    const eta = 0.2 / (8 * descent.gram()[0]!);
    for (let step = 0; step < 3; step++) descent.step(eta);
    const wanted = descend(network, start, examples, eta, 3);
    expect(Math.max(...wanted.map((value, p) => Math.abs(value - start[p]!)))).toBeGreaterThan(1e-3);
    closeTo(flat(descent.parameters), wanted, 1e-7);
  });

  test('the matrix is that of gradients by differences, before and after a step', () => {
    const descent = drawn(network, examples, index);
    closeTo(descent.gram(), gramOf(network, flat(descent.parameters), examples), 1e-7);
    descent.step(0.2 / (8 * descent.gram()[0]!));
    closeTo(descent.gram(), gramOf(network, flat(descent.parameters), examples), 1e-7);
    expect(descent.loss()).toBeCloseTo(lossOf(network, flat(descent.parameters), examples), 10);
  });

  test('the first step moves K by -η f Q, with Q of the dense sampler, to second order in η', () => {
    const { f, Q, K } = observed(network, index);
    const remainder = (eta: number): number => {
      const descent = drawn(network, oneExample(network), index);
      closeTo(descent.gram(), [K], 1e-14);
      descent.step(eta);
      return descent.gram()[0]! - K + eta * f * Q;
    };
    const eta = 1e-4 / K;
    expect(Math.abs(f * Q)).toBeGreaterThan(0);
    expect(Math.abs(remainder(eta))).toBeLessThan(0.01 * Math.abs(eta * f * Q));
    expect(remainder(eta) / remainder(eta / 2)).toBeCloseTo(4, 1);
  });

  test('the loss falls by η (f - y)ᵀ K (f - y) to second order in η', () => {
    const fall = (eta: number): readonly [number, number] => {
      const descent = drawn(network, examples, index);
      const errors = examples.map(({ label }, i) => descent.outputs[i]! - label);
      const K = descent.gram();
      const before = descent.loss();
      const wanted = errors.reduce(
        (sum, one, i) => sum + one * errors.reduce((total, other, j) => total + K[i * 8 + j]! * other, 0),
        0,
      );
      descent.step(eta);
      return [before - descent.loss(), eta * wanted];
    };
    const eta = 1e-4 / (8 * drawn(network, examples, index).gram()[0]!);
    const [large, largeWanted] = fall(eta);
    const [small, smallWanted] = fall(eta / 2);
    expect(large).toBeGreaterThan(0);
    expect((large - largeWanted) / (small - smallWanted)).toBeCloseTo(4, 1);
  });
});

describe('gradient descent', () => {
  test('draws the networks of the dense samplers, and its matrix is the Gram matrix of simulate', () => {
    const network = networkWith();
    const examples = twoClasses(network);
    const rows = denseGram(
      network,
      examples.map(({ input }) => input),
      SEED,
      1,
    );
    const descent = drawn(network, examples);
    expect([...descent.outputs]).toEqual([...rows.subarray(0, 8)]);
    const wanted = Array.from({ length: 64 }, (_, at) => {
      const { Kw, Kb } = gramPlaces(8, Math.floor(at / 8), at % 8);
      return rows[Kw]! + rows[Kb]!;
    });
    closeTo(descent.gram(), wanted, 1e-14);
  });

  test('nothing moves where there is no error', () => {
    const network = networkWith();
    const [{ input }] = oneExample(network) as [Example];
    const [label] = drawn(network, oneExample(network)).outputs;
    const descent = drawn(network, [{ input, label: label! }]);
    const before = flat(descent.parameters);
    descent.step(1);
    expect(flat(descent.parameters)).toEqual(before);
  });

  test('biases that do not count in K are not trained', () => {
    const network = networkWith({ biasGradient: rational(0) });
    const index = indices.find((i) => driftOf(network, i) !== 0)!;
    const descent = drawn(network, twoClasses(network), index);
    const before = descent.parameters.biases.map((biases) => [...biases]);
    const weights = [...descent.parameters.weights[0]!];
    descent.step(0.01);
    expect(descent.parameters.biases.map((biases) => [...biases])).toEqual(before);
    expect([...descent.parameters.weights[0]!]).not.toEqual(weights);
  });

  test('an example twice is one at twice the learning rate', () => {
    const network = networkWith();
    const [example] = twoClasses(network) as [Example];
    const twice = drawn(network, [example, example]);
    const once = drawn(network, [example]);
    for (let step = 0; step < 5; step++) {
      twice.step(0.01);
      once.step(0.02);
    }
    closeTo(flat(twice.parameters), flat(once.parameters), 1e-13);
  });

  test('without biases, inputs and labels times 2 at a quarter of the learning rate give the same weights, bit by bit', () => {
    const network = withoutBiases();
    const examples = twoClasses(network);
    const doubled = examples.map(({ input, label }) => ({
      input: input.map((x) => 2 * x),
      label: 2 * label,
    }));
    const one = drawn(network, examples);
    const other = drawn(network, doubled);
    for (let step = 0; step < 5; step++) {
      one.step(0.02);
      other.step(0.005);
    }
    expect(flat(one.parameters)).toEqual(flat(other.parameters));
  });

  test.each([
    ['fair gates', networkWith({ gates: 'fair' }), undefined, /gates/],
    ['weights of another law', networkWith({ mu4: rational(1) }), undefined, /Gaussian/],
    ['no examples', networkWith(), [], /no examples/],
    [
      'an input of the wrong length',
      networkWith(),
      [{ input: [1, 2], label: 0 }],
      /2 coordinates, expected 3/,
    ],
  ] as const)('refuses %s', (_, network, examples, message) => {
    expect(() => new GradientDescent(network, examples ?? oneExample(network))).toThrow(message);
  });
});

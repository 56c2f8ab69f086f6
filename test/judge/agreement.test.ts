import { describe, expect, test } from 'vitest';
import { phase } from '../../src/network/phase.ts';
import { multiply, rational } from '../../src/rational/rational.ts';
import { sampleNetworks } from './networks.ts';
import { exactLaws, PRODUCTS, simulateAgainst } from './simulated.ts';

const networks = sampleNetworks(200);
/** All products on all networks together raise a false alarm with probability 1e-6 at most. */
const level = 1e-6 / (networks.length * PRODUCTS.length);

describe('the exact oracle agrees with simulated networks', () => {
  test('200 random networks cover three phases, both gate rules, both outputs, with and without random biases', () => {
    const kinds = networks.map(({ layers, gates, outputActivation }) => {
      const sigmaW2 = multiply(layers[0]!.weightVariance, rational(layers[0]!.fanIn));
      return [phase(sigmaW2, rational(0)), gates, outputActivation, layers[0]!.biasVariance.num > 0n].join();
    });
    expect(new Set(kinds).size).toBe(3 * 2 * 2 * 2);
  });

  test('on every moment of degree at most 2 and every part of the drift', () => {
    const rejected = networks.flatMap((network, seed) => {
      const predictions = exactLaws(network).map(({ mean }, product) => ({ product, mean }));
      const rejections = simulateAgainst(network, predictions, { seed, count: 2000, level });
      return rejections.flatMap((isRejected, i) => (isRejected ? [{ network, product: PRODUCTS[i] }] : []));
    });
    expect(rejected).toEqual([]);
  });
});

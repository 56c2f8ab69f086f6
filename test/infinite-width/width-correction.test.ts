import { describe, expect, test } from 'vitest';
import { moments } from '../../src/exact/moment.ts';
import { kernels } from '../../src/infinite-width/kernels.ts';
import { widthCorrection } from '../../src/infinite-width/width-correction.ts';
import { OutOfRange } from '../../src/limits/error.ts';
import type { Network } from '../../src/network/network.ts';
import { multiply, ONE, rational, subtract } from '../../src/rational/rational.ts';
import { toNumber } from '../../src/rational/text.ts';
import { gramPlaces, gramRowLength, gramSampler } from '../../src/simulate/gram.ts';
import { biased, he, networkOf, type Scales } from '../simulate/networks.ts';

/** NTK parametrization of gain 1, so that layers of unequal widths weigh alike. */
const ntk = (fanIn: number): Scales => ({
  weightVariance: rational(1, fanIn),
  weightScale: rational(1, fanIn),
  biasVariance: ONE,
  biasScale: ONE,
});

/** Var K at one input. */
function exactVariance(network: Network): number {
  const [K, square] = moments(network, [{ K: 1 }, { K: 2 }]);
  return toNumber(subtract(square!, multiply(K!, K!)));
}

describe('near cosine 1 it is the correction of the exact moments', () => {
  test.each([
    ['one hidden layer', [3, 4000, 1], ntk],
    ['two', [3, 4000, 6000, 1], ntk],
    ['four', [3, 4000, 6000, 5000, 4000, 1], ntk],
    ['He weights', [3, 5000, 4000, 5000, 1], he],
  ] as const)('%s', (_, widths, scales) => {
    const network = networkOf(widths, scales);
    const exact = exactVariance({ ...network, gates: 'fair' });
    const { mean, variance } = widthCorrection(network, subtract(ONE, rational(1, 10 ** 6)));
    // 1 - ρ is felt as its root.
    expect(Math.abs(variance / exact - 1)).toBeLessThan(0.01);
    expect(Math.abs(mean)).toBeLessThan(0.01 * exact);
  });
});

describe('one hidden layer', () => {
  test.each([he, biased])('has no correction of the mean, and the variance is exact: 1/n (%#)', (scales) => {
    const at = (n: number) => widthCorrection(networkOf([3, n, 1], scales), rational(1, 3));
    expect(at(7).mean).toBe(0);
    expect(at(7).variance).toBeGreaterThan(0);
  });
});

describe('at other cosines, what simulated networks say', () => {
  // As many as tell the correction of the mean from none.
  test.each([
    ['He weights, two hidden layers', [2, 20, 30, 1], he, -0.5, 40_000],
    ['He weights, three', [2, 24, 24, 24, 1], he, -0.5, 130_000],
    ['random biases, three', [2, 16, 24, 16, 1], ntk, 0, 220_000],
    ['random biases, three, obtuse', [2, 16, 24, 16, 1], ntk, -0.8, 200_000],
  ] as const)('%s', (_, widths, scales, cosine, count) => {
    const network = networkOf(widths, scales, { r: ONE });
    const rho = rational(Math.round(10 * cosine), 10);
    const length = Math.SQRT2;
    const inputs = [
      [length, 0],
      [length * cosine, length * Math.sqrt(1 - cosine ** 2)],
    ];
    const size = gramRowLength(2);
    const rows = new Float64Array(count * size);
    gramSampler({ network, inputs, seed: 1 }).fill(0, count, rows);
    const { Kw, Kb } = gramPlaces(2, 0, 1);
    const limit = kernels({ network, rho, digits: 17 }).ntk.toNumber();
    let [sum, squares] = [0, 0];
    for (let at = 0; at < rows.length; at += size) {
      const off = rows[at + Kw]! + rows[at + Kb]! - limit;
      sum += off;
      squares += off ** 2;
    }
    const shift = sum / count;
    const distance = squares / count;
    const { mean, variance } = widthCorrection(network, rho);
    // Five standard errors, passed once in 1.7 million choices of a seed, and terms of order 1/n².
    const error = 5 * Math.sqrt(distance / count);
    expect(Math.abs(shift - mean)).toBeLessThan(error + 0.1 * Math.abs(mean));
    expect(Math.abs(mean)).toBeGreaterThan(1.5 * error);
    expect(Math.abs(distance / variance - 1)).toBeLessThan(0.25);
  });
});

describe('where there is no correction to compute is an OutOfRange', () => {
  test('a ReLU on the output', () => {
    const network = networkOf([3, 4, 1], he, { outputActivation: 'relu' });
    expect(() => widthCorrection(network, rational(1, 2))).toThrow(OutOfRange);
  });
  test('equal inputs', () => {
    expect(() => widthCorrection(networkOf([3, 4, 1], he), ONE)).toThrow(/exactly/);
  });
});

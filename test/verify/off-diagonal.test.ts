import { describe, expect, test } from 'vitest';
import { moments } from '../../src/exact/moment.ts';
import { type Rational, rational, ZERO } from '../../src/rational/rational.ts';
import { toNumber } from '../../src/rational/text.ts';
import * as offDiagonal from '../../src/verify/off-diagonal.ts';
import { he, networkOf } from '../simulate/networks.ts';
import { estimateBy } from './samplers.ts';

const meanOffDiagonal = estimateBy(offDiagonal.meanOffDiagonal);
const distanceOffDiagonal = estimateBy(offDiagonal.distanceOffDiagonal);

const EFFORT = { seed: 3, draws: 40_000, falseAlarmRate: 1e-9 };
const call = (widths: readonly number[], rho: Rational) => ({
  network: networkOf(widths, (fanIn) => ({ ...he(fanIn), biasScale: ZERO })),
  numbers: [rho],
  environment: { symbols: new Map(), lists: new Map() },
});

describe('the mean of the NTK off the diagonal', () => {
  test('at cosine 1 is E K, exact, and at its deviation Var K', () => {
    const one = call([3, 6, 6, 1], rational(1));
    const [K, square] = moments(one.network, [{ K: 1 }, { K: 2 }]).map(toNumber) as [number, number];
    const mean = meanOffDiagonal(one, EFFORT);
    expect(mean.low <= K && K <= mean.high).toBe(true);
    // Θ is E K, but for dead layers.
    const { low, high } = distanceOffDiagonal(one, EFFORT);
    expect(low <= square - K ** 2 && square - K ** 2 <= high).toBe(true);
  });

  test('with one hidden layer is 2r (κ1 + κ0 ρ) by hand: 1/π at a right angle, r = 1/2', () => {
    const { low, high, estimate, samples } = meanOffDiagonal(call([3, 5, 1], ZERO), EFFORT);
    const exact = 1 / Math.PI;
    expect(low <= exact && exact <= high).toBe(true);
    expect(Math.abs(estimate - exact)).toBeLessThan((high - low) / 2);
    expect(high - low).toBeLessThan(0.2);
    expect(samples).toBe(Math.floor((36 * 40_000) / (20 + 2 * 6)));
  });

  test('without hidden layers is |x|² ρ u, in every network', () => {
    const { low, high, estimate } = meanOffDiagonal(call([3, 1], rational(1, 2)), EFFORT);
    expect(estimate).toBeCloseTo(1 / 2, 12);
    expect(low <= 1 / 2 && 1 / 2 <= high).toBe(true);
  });

  test('the same seed, the same interval', () => {
    const at = call([3, 4, 4, 1], rational(-1, 2));
    expect(meanOffDiagonal(at, EFFORT)).toEqual(meanOffDiagonal(at, EFFORT));
    expect(meanOffDiagonal(at, { ...EFFORT, seed: 4 })).not.toEqual(meanOffDiagonal(at, EFFORT));
  });

  test('one input neuron has inputs of cosine 1 and -1 alone', () => {
    expect(() => meanOffDiagonal(call([1, 4, 1], ZERO), EFFORT)).toThrow(/one input neuron/);
    const { low, high } = meanOffDiagonal(call([1, 4, 1], rational(-1)), EFFORT);
    expect(low <= 0 && 0 <= high).toBe(true);
  });
});

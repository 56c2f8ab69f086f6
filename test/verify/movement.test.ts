import { describe, expect, test } from 'vitest';
import { buildNetwork } from '../../src/network/build.ts';
import type { Network } from '../../src/network/network.ts';
import { ONE, type Rational, rational, ZERO } from '../../src/rational/rational.ts';
import { shareMoved } from '../../src/verify/movement.ts';
import { refusal } from '../expression/helpers.ts';
import { estimateBy } from './samplers.ts';

const network = (widths: readonly number[], r: Rational = ONE): Network =>
  buildNetwork({
    widths,
    r,
    parametrization: 'ntk',
    sigmaW2: rational(2),
    sigmaB2: ZERO,
    biasGradient: ZERO,
    outputBias: false,
    outputActivation: 'linear',
    gates: 'relu',
  });

const environment = { symbols: new Map<string, Rational>(), lists: new Map() };
/** One step at rate 1/2 by default: what moves at all has moved by more than the threshold. */
const call = (subject: Network, numbers = [ONE, rational(1, 2), rational(1, 10 ** 12)]) => ({
  network: subject,
  numbers,
  environment,
});
const effort = { seed: 1, draws: 1_000_000, falseAlarmRate: 1e-6 };
const kernel = estimateBy(shareMoved('kernel'));

/** One hidden neuron: closed at half of the networks, where nothing moves. */
const coin = call(network([1, 1, 1]));

describe('the share of networks whose K has moved', () => {
  test('is 1/2 where one neuron decides it', () => {
    const { low, high, estimate, samples } = kernel(coin, effort);
    expect(samples).toBe(20_000);
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(0.5);
    expect(low).toBeLessThan(estimate);
    expect(high).toBeGreaterThan(estimate);
    // No wider than Hoeffding's interval.
    expect(high - low).toBeLessThanOrEqual(2 * Math.sqrt(Math.log(4 / 1e-6) / (2 * samples)));
  });

  test('is 3/4 with two', () => {
    const { low, high } = kernel(call(network([1, 2, 1])), effort);
    expect(low).toBeLessThan(0.75);
    expect(high).toBeGreaterThan(0.75);
    expect(low).toBeGreaterThan(0.7);
  });

  test('is 0 without a hidden layer, where K is constant, and 1 at a threshold below 0', () => {
    const none = kernel(call(network([3, 1])), effort);
    expect([none.estimate, none.low]).toEqual([0, 0]);
    // 0 of 20000: (1 - p)^20000 would be below the level, each side taking at least a quarter of it.
    expect(none.high).toBeLessThanOrEqual(1.0001 * (1 - (1e-6 / 4) ** (1 / 20_000)));
    const all = kernel(call(network([3, 1]), [ONE, rational(1, 2), rational(-1)]), effort);
    expect([all.estimate, all.high]).toEqual([1, 1]);
  });

  test('is the same for the same seed, another for another', () => {
    expect(kernel(coin, effort)).toEqual(kernel(coin, effort));
    expect(kernel(coin, { ...effort, seed: 2 }).estimate).not.toBe(kernel(coin, effort).estimate);
  });

  test('is in the interval as often as it says: of 300 intervals at level 1/5 at most 60 miss', () => {
    const misses = Array.from({ length: 300 }, (_, seed) =>
      kernel(coin, { seed, draws: 0, falseAlarmRate: 0.2 }),
    ).filter(({ low, high }) => low > 0.5 || high < 0.5);
    expect(misses.length).toBeLessThanOrEqual(60);
  });
});

describe('how many networks', () => {
  test('follows the draws, the weights, the steps and the inputs, within limits', () => {
    const samples = (widths: number[], steps: number, draws: number, measure: 'kernel' | 'gram' = 'kernel') =>
      estimateBy(shareMoved(measure))(call(network(widths), [rational(steps), rational(1, 2), ONE]), {
        ...effort,
        draws,
      }).samples;
    // 2·3 + 3 = 9 weights.
    expect(samples([2, 3, 1], 1, 90)).toBe(2100);
    expect(samples([2, 3, 1], 2, 90)).toBe(1050);
    expect(samples([2, 3, 1], 1, 90, 'gram')).toBe(262);
    expect(samples([2, 3, 1], 1, 1)).toBe(100);
    expect(samples([1, 1], 1, 1e9)).toBe(20_000);
  });
});

describe('what cannot be trained is refused', () => {
  test.each<[string, () => unknown, RegExp]>([
    ['half a step', () => kernel(call(network([1, 1]), [rational(1, 2), ONE, ONE]), effort), /0\.5 steps/],
    ['no rate', () => kernel(call(network([1, 1]), [ONE, ZERO, ONE]), effort), /a learning rate of 0/],
    ['an input of zero', () => kernel(call(network([1, 1], ZERO)), effort), /K of size 0/],
    [
      'two classes of one coordinate',
      () => estimateBy(shareMoved('gram'))(coin, effort),
      /n_0 = 1; two classes/,
    ],
  ])('%s', (_, run, message) => {
    const { kind, message: found } = refusal(run);
    expect([kind, found]).toEqual(['domain', expect.stringMatching(message)]);
  });
});

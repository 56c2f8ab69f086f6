import { describe, expect, test } from 'vitest';
import type { Network } from '../../src/network/network.ts';
import type { SamplerRequest } from '../../src/simulate/sampler.ts';
import { influence, planMeanTest, rejectsMean } from '../../src/statistics/catoni.ts';
import { exactLaws, isRandom, PRODUCTS } from '../judge/simulated.ts';
import { KINDS } from './kinds.ts';
import { biased, he, networkOf } from './networks.ts';
import { eachSample, needsQ, productOf } from './sampled.ts';
import { farthest, sampleDistance } from './two-samples.ts';

/** Probability of a false alarm of each single check; there are fewer than 1300. */
const LEVEL = 1e-9;

type Options = Pick<SamplerRequest, 'method' | 'skipsInactive' | 'needsQ'>;
const UNTILTED: readonly (readonly [string, Options])[] = [
  ['dense', {}],
  ['dense without inactive weights', { skipsInactive: true }],
  ['vector', { method: 'vector', needsQ: false }],
  ['collapsed', { method: 'collapsed', needsQ: false }],
];

/** The products whose sample means disagree with the exact oracle; what is not random has to be right to rounding. */
function disagreements(network: Network, options: Options, count: number): unknown[] {
  const laws = exactLaws(network);
  const checks = PRODUCTS.flatMap((powers, i) => {
    if (options.needsQ === false && needsQ(powers)) return [];
    const { mean, variance } = laws[i]!;
    const plan = isRandom(laws[i]!) ? planMeanTest(mean, variance, count, LEVEL) : undefined;
    return [{ powers, mean, plan, read: productOf(powers), sum: 0, worst: 0 }];
  });
  eachSample({ network, seed: 1, ...options }, count, (observables) => {
    for (const check of checks) {
      const value = check.read(observables);
      if (check.plan) check.sum += influence(check.plan, value);
      else check.worst = Math.max(check.worst, Math.abs(value - check.mean));
    }
  });
  return checks
    .filter(({ plan, mean, sum, worst }) => (plan ? rejectsMean(plan, sum) : worst > 1e-11 * Math.abs(mean)))
    .map(({ powers }) => powers);
}

/** log K, f, Kw/K of the first samples. */
function columns(request: SamplerRequest, count: number): Record<'logK' | 'f' | 'share', Float64Array> {
  const [logK, f, share] = [0, 1, 2].map(() => new Float64Array(count));
  eachSample(request, count, (observables, _, i) => {
    logK![i] = Math.log(observables[1]!);
    f![i] = observables[0]!;
    share![i] = observables[1] === 0 ? 0 : observables[2]! / observables[1]!;
  });
  return { logK: logK!, f: f!, share: share! };
}

/** How many samples each law is drawn. */
interface Counts {
  /** For the exact moments, of the method dense, which is the slowest. */
  readonly dense: number;
  readonly others: number;
  /** For the laws that are compared with those of the definition. */
  readonly compared: number;
}

/** The laws of the methods that are not tilted, as far as so many samples show them. */
export function describeSamplers(counts: Counts): void {
  describe.each(UNTILTED)('%s: the exact moments', (name, options) => {
    // A deviation of 6.5/√count standard deviations is seen.
    const count = name.startsWith('dense') ? counts.dense : counts.others;
    test.each(KINDS)('%s', (_, network) => {
      expect(disagreements(network, options, count)).toEqual([]);
    });
  });

  describe.each([
    ['random biases', networkOf([3, 4, 5, 1], biased)],
    ['no random biases, dead layers', networkOf([3, 2, 3, 2, 1], he)],
    ['no random biases, fair gates', networkOf([3, 2, 3, 2, 1], he, { gates: 'fair' })],
    ['ReLU on the output', networkOf([3, 3, 4, 1], biased, { outputActivation: 'relu' })],
  ])('the laws of log K, f and Kw/K are those of the definition: %s', (_, network) => {
    const count = counts.compared;
    const dense = columns({ network, seed: 2, needsQ: false }, count);
    test.each(UNTILTED.slice(1))('%s', (_name, options) => {
      const found = columns({ network, seed: 3, ...options, needsQ: false }, count);
      for (const column of ['logK', 'f', 'share'] as const)
        expect(sampleDistance(found[column], dense[column]), column).toBeLessThan(
          farthest(count, count, LEVEL),
        );
    });
  });
}

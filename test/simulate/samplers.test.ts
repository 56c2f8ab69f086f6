import { describe, expect, test } from 'vitest';
import type { Network } from '../../src/network/network.ts';
import { kernelSampler } from '../../src/simulate/kernel.ts';
import { METHODS, ROW, type SamplerRequest } from '../../src/simulate/sampler.ts';
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

describe.each(UNTILTED)('%s: the exact moments', (name, options) => {
  // A deviation of 6.5/√count standard deviations is seen.
  const count = name.startsWith('dense') ? 20_000 : 60_000;
  test.each(KINDS)('%s', (_, network) => {
    expect(disagreements(network, options, count)).toEqual([]);
  });
});

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

describe.each([
  ['random biases', networkOf([3, 4, 5, 1], biased)],
  ['no random biases, dead layers', networkOf([3, 2, 3, 2, 1], he)],
  ['no random biases, fair gates', networkOf([3, 2, 3, 2, 1], he, { gates: 'fair' })],
  ['ReLU on the output', networkOf([3, 3, 4, 1], biased, { outputActivation: 'relu' })],
])('the laws of log K, f and Kw/K are those of the definition: %s', (_, network) => {
  const count = 120_000;
  const dense = columns({ network, seed: 2, needsQ: false }, count);
  test.each(UNTILTED.slice(1))('%s', (_name, options) => {
    const found = columns({ network, seed: 3, ...options, needsQ: false }, count);
    for (const column of ['logK', 'f', 'share'] as const)
      expect(sampleDistance(found[column], dense[column]), column).toBeLessThan(
        farthest(count, count, LEVEL),
      );
  });
});

const rowsOf = (request: SamplerRequest, pieces: readonly number[]): Float64Array[] => {
  const sampler = kernelSampler(request);
  let from = 7;
  return pieces.map((count) => {
    const rows = new Float64Array(count * ROW.length);
    sampler.fill(from, count, rows);
    from += count;
    return rows;
  });
};
const bits = (pieces: readonly Float64Array[]): bigint[] =>
  pieces.flatMap((rows) => [...new BigUint64Array(rows.buffer)]);

test.each(METHODS)('%s: however a range is split, the same bits', (method) => {
  for (const outputActivation of ['linear', 'relu'] as const)
    for (const gates of ['fair', 'relu'] as const)
      for (const scales of [he, biased])
        for (const skipsInactive of [false, true]) {
          const network = networkOf([3, 2, 5, 3, 1], scales, { outputActivation, gates });
          const request = { network, seed: 4, method, skipsInactive };
          const whole = bits(rowsOf(request, [600]));
          expect(bits(rowsOf(request, [1, 0, 255, 2, 256, 86]))).toEqual(whole);
          expect(bits(rowsOf(request, Array<number>(600).fill(1)))).toEqual(whole);
        }
});

test('without inactive weights the draws are others', () => {
  const network = networkOf([3, 5, 4, 1], biased);
  const [all] = rowsOf({ network, seed: 5 }, [50]);
  const [fewer] = rowsOf({ network, seed: 5, skipsInactive: true }, [50]);
  for (let k = 0; k < 50; k++) expect(fewer![k * ROW.length]).not.toBe(all![k * ROW.length]);
});

import { describe, expect, test } from 'vitest';
import { moments } from '../../src/exact/moment.ts';
import { Stream } from '../../src/random/stream.ts';
import { multiply, subtract } from '../../src/rational/rational.ts';
import { toNumber } from '../../src/rational/text.ts';
import { DenseSampler } from '../../src/simulate/dense.ts';
import { RAW } from '../../src/simulate/sampler.ts';
import { influence, planMeanTest, rejectsMean } from '../../src/statistics/catoni.ts';
import { he, networkOf } from '../simulate/networks.ts';

const LEVEL = 0.01;
/** The two-sided quantile of the normal law at LEVEL. */
const Z = 2.5758;

/** How many of `runs` samples of a variable reject its true mean: by our test, and by a z-test that estimates its variance. */
function falseAlarms(draw: () => number, mean: number, variance: number, samples: number, runs: number) {
  const plan = planMeanTest(mean, variance, samples, LEVEL);
  const rejections = { catoni: 0, plugIn: 0 };
  for (let run = 0; run < runs; run++) {
    const drawn = Float64Array.from({ length: samples }, draw);
    const total = drawn.reduce((sum, x) => sum + influence(plan, x), 0);
    const average = drawn.reduce((sum, x) => sum + x, 0) / samples;
    const scatter = drawn.reduce((sum, x) => sum + (x - average) ** 2, 0) / (samples - 1);
    if (rejectsMean(plan, total)) rejections.catoni++;
    if (Math.abs(average - mean) > Z * Math.sqrt(scatter / samples)) rejections.plugIn++;
  }
  return rejections;
}

describe('at a nominal false-alarm rate of 1%', () => {
  test('log-normal samples: ours stays below it, a z-test with the sample variance is at ten times as much', () => {
    const stream = new Stream(31);
    const sigma = 2;
    const mean = Math.exp(sigma ** 2 / 2);
    const variance = Math.expm1(sigma ** 2) * Math.exp(sigma ** 2);
    const runs = 2000;
    const rejections = falseAlarms(() => Math.exp(sigma * stream.normal()), mean, variance, 200, runs);
    expect(rejections.catoni).toBeLessThanOrEqual(LEVEL * runs);
    expect(rejections.plugIn).toBeGreaterThan(10 * LEVEL * runs);
  });

  test('K² of a deep narrow network: ours stays below it, the z-test rejects the truth most of the time', () => {
    const network = networkOf([2, ...Array<number>(9).fill(4), 1], he);
    const [square, fourth] = moments(network, [{ K: 2 }, { K: 4 }]);
    const variance = subtract(fourth!, multiply(square!, square!));
    const sampler = new DenseSampler(network, { needsQ: false });
    const stream = new Stream(32);
    const out = new Float64Array(RAW.length);
    let index = 0;
    const draw = (): number => {
      stream.restart(index++);
      sampler.sample(stream, out);
      return (out[1]! + out[2]!) ** 2;
    };
    const runs = 200;
    const rejections = falseAlarms(draw, toNumber(square!), toNumber(variance), 200, runs);
    expect(rejections.catoni).toBeLessThanOrEqual(LEVEL * runs);
    expect(rejections.plugIn).toBeGreaterThan(0.5 * runs);
  });
});

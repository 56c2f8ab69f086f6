import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Stream } from '../../src/random/stream.ts';
import {
  planRobustMean,
  type RobustPlan,
  robustInfluence,
  robustInterval,
  robustSamplesNeeded,
} from '../../src/statistics/robust-mean.ts';
import { binomial, mostMisses, twoPoints } from './binomial.ts';

/** Log-normal with mean 1 and log-variance 5, so of variance e^5 - 1: its standard error is 12/√n, and rarely seen. */
const LOG_VARIANCE = 5;
const VARIANCE = Math.expm1(LOG_VARIANCE);
const logNormal = (stream: Stream): number =>
  Math.exp(Math.sqrt(LOG_VARIANCE) * stream.normal() - LOG_VARIANCE / 2);

const averageOf = (count: number, draw: () => number): number => {
  let total = 0;
  for (let i = 0; i < count; i++) total += draw();
  return total / count;
};

/** The probability that the interval misses the mean of a law of two points, exactly. */
function missProbability(
  plan: RobustPlan,
  share: number,
  { samples = plan.samples, variance = plan.variance } = {},
): number {
  const { low, high } = twoPoints(share, 3, variance);
  const main = binomial(samples, share);
  let missed = 0;
  for (const [k0, pilotWeight] of binomial(plan.pilotSamples, share).entries()) {
    if (pilotWeight < 1e-30) continue;
    const anchor = low + ((high - low) * k0) / plan.pilotSamples;
    const atLow = robustInfluence(plan, anchor, low);
    const atHigh = robustInfluence(plan, anchor, high);
    for (const [k, weight] of main.entries()) {
      const interval = robustInterval(plan, anchor, k * atHigh + (samples - k) * atLow, samples);
      if (interval.low > 3 || interval.high < 3) missed += pilotWeight * weight;
    }
  }
  return missed;
}

describe('on laws of two points, by the binomial distribution', () => {
  const shares = [0.5, 0.1, 0.01, 1e-3, 1e-5, 0.99, 0.999];
  test.each([0.5, 0.1, 0.01, 1e-4])('the mean is missed with at most the probability %d', (level) => {
    for (const total of [2, 3, 10, 100, 600]) {
      const plan = planRobustMean(7, total, level);
      for (const share of shares)
        expect(missProbability(plan, share), `share ${share}, ${total} samples`).toBeLessThanOrEqual(level);
    }
  });

  test('also at counts that the plan did not foresee, and when the variance is smaller than it says', () => {
    const plan = planRobustMean(7, 300, 0.1);
    for (const samples of [0, 1, 5, 50, 900])
      for (const share of shares)
        expect(missProbability(plan, share, { samples }), `share ${share}`).toBeLessThanOrEqual(0.1);
    for (const variance of [1e-6, 0.5, 6.9])
      for (const share of shares) expect(missProbability(plan, share, { variance })).toBeLessThanOrEqual(0.1);
  });
});

describe('on a log-normal law of variance e^5 - 1', () => {
  test('an adversary who looks after every sample, and stops at a miss, sees none more often than nominal', () => {
    const [runs, level] = [3000, 0.1];
    const plan = planRobustMean(VARIANCE, 500, level);
    const stream = new Stream(41);
    let missed = 0;
    for (let run = 0; run < runs; run++) {
      const anchor = averageOf(plan.pilotSamples, () => logNormal(stream));
      let total = 0;
      for (let n = 1; n <= 2 * plan.samples; n++) {
        total += robustInfluence(plan, anchor, logNormal(stream));
        const { low, high } = robustInterval(plan, anchor, total, n);
        if (low <= 1 && 1 <= high) continue;
        missed++;
        break;
      }
    }
    expect(missed).toBeLessThanOrEqual(mostMisses(runs, level));
  });

  test('the half-width is within 3% of σ√(2 log(2/level)/n) on average', () => {
    const [runs, total, level] = [100, 20_000, 0.05];
    const plan = planRobustMean(VARIANCE, total, level);
    const stream = new Stream(42);
    const width = averageOf(runs, () => {
      const anchor = averageOf(plan.pilotSamples, () => logNormal(stream));
      const sum = averageOf(plan.samples, () => robustInfluence(plan, anchor, logNormal(stream)));
      const { low, high } = robustInterval(plan, anchor, sum * plan.samples);
      return high - low;
    });
    const ideal = 2 * Math.sqrt((2 * VARIANCE * Math.log(2 / level)) / total);
    expect(width / ideal).toBeGreaterThan(0.97);
    expect(width / ideal).toBeLessThan(1.03);
  });
});

test('the ends solve the equations of the derivation', () => {
  // mpmath: L = log(2/(.05-.0025)); s = sqrt(2*L/(968*4)); T, a = 3, 1
  // a + findroot(lambda m: 968*log(1+s*m+s*s*(4+m*m)/2)+L-T, (T-L)/(968*s))
  // a + findroot(lambda m: 968*log(1-s*m+s*s*(4+m*m)/2)+L+T, (T+L)/(968*s))
  const plan = planRobustMean(4, 1000, 0.05);
  expect(plan.pilotSamples).toBe(32);
  expect(plan.scale).toBeCloseTo(0.0439534687074417, 15);
  const interval = robustInterval(plan, 1, 3);
  expect(interval.low).toBeCloseTo(0.8944583039525793, 13);
  expect(interval.high).toBeCloseTo(1.247115991379423, 13);
  expect(interval).toMatchObject({ confidence: 0.95, kind: 'exact-variance' });
});

test('it leaves out no mean that agrees with both inequalities, near or far', () => {
  const inputs = fc.record({
    total: fc.integer({ min: 2, max: 400 }),
    samples: fc.integer({ min: 1, max: 800 }),
    level: fc.constantFrom(0.5, 0.05, 1e-3, 1e-6),
    // Σ psi over the samples, near what a mean within [-1, 1]/scale makes of it
    share: fc.double({ min: -1, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(inputs, ({ total, samples, level, share }) => {
      const plan = planRobustMean(1, total, level);
      const { scale: s, pilotLevel, pilotSamples } = plan;
      const log = Math.log(2 / (level - pilotLevel));
      const sum = share * samples;
      const { low, high } = robustInterval(plan, 0, sum, samples);
      const reach = 1 / Math.sqrt(pilotSamples * pilotLevel);
      const slack = 1e-9 * reach;
      const left: number[] = [];
      for (let i = -1000; i <= 1000; i++) {
        // Fine near 0, where the set is small, and as far as the pilot allows.
        const m = reach * (i / 1000) ** 3;
        const bound = (sign: number): number =>
          samples * Math.log1p(sign * s * m + (s ** 2 * (1 + m ** 2)) / 2) + log;
        if (m < low - slack || m > high + slack) if (sum <= bound(1) && -sum <= bound(-1)) left.push(m);
      }
      expect(left).toEqual([]);
    }),
    { seed: 43, numRuns: 300 },
  );
});

test('it moves and scales with the variable', () => {
  const unit = robustInterval(planRobustMean(1, 400, 0.01), 0, 2);
  const moved = robustInterval(planRobustMean(9, 400, 0.01), 5, 2);
  expect(moved.low).toBeCloseTo(5 + 3 * unit.low, 12);
  expect(moved.high).toBeCloseTo(5 + 3 * unit.high, 12);
});

describe('what is not enough for Catoni leaves the interval of Chebyshev', () => {
  const plan = planRobustMean(1, 1000, 0.1);
  const chebyshev = 1 / Math.sqrt(plan.pilotSamples * plan.pilotLevel);

  test.each([
    ['no samples after the pilot', 0, 0],
    ['few of them', 3, 0],
    ['a sum that no mean near the anchor explains', plan.samples, 900],
    ['one that is too small for any', plan.samples, -900],
  ])('%s', (_, samples, total) => {
    const { low, high } = robustInterval(plan, 2, total, samples);
    expect(low).toBeCloseTo(2 - chebyshev, 9);
    expect(high).toBeCloseTo(2 + chebyshev, 9);
  });

  test('a level that is far too small for the samples', () => {
    const strict = planRobustMean(1, 100, 1e-6);
    expect(strict.pilotSamples).toBe(50);
    const { high } = robustInterval(strict, 0, 0);
    expect(high).toBeCloseTo(1 / Math.sqrt(50 * strict.pilotLevel), 6);
  });
});

test('the far piece is excluded by the pilot of every plan that has samples enough', () => {
  for (const level of [0.3, 0.05, 1e-3, 1e-6]) {
    const log = Math.log(2 / (0.95 * level));
    const enough = Math.ceil(Math.sqrt((8 * log) / (0.05 * level))) + 1;
    for (const total of [enough, 2 * enough, 10 * enough, 1000 * enough]) {
      const { scale, pilotSamples, pilotLevel, variance } = planRobustMean(3, total, level);
      expect(scale * Math.sqrt(variance / (pilotSamples * pilotLevel))).toBeLessThanOrEqual(1.01);
    }
  }
});

test('the samples needed are the fewest, and near 2 log(2/level) variance/(relative error · mean)²', () => {
  for (const [error, mean, variance, level] of [
    [0.1, 2, 3, 0.05],
    [0.01, -1, VARIANCE, 0.01],
    [0.5, 1, 10, 0.2],
  ] as const) {
    const needed = robustSamplesNeeded(error, mean, variance, level);
    const halfWidth = (total: number): number =>
      robustInterval(planRobustMean(variance, total, level), 0, 0).high;
    expect(halfWidth(needed)).toBeLessThanOrEqual(error * Math.abs(mean));
    expect(halfWidth(needed - 1)).toBeGreaterThan(error * Math.abs(mean));
    const ideal = (2 * Math.log(2 / level) * variance) / (error * mean) ** 2;
    expect(needed / ideal).toBeGreaterThan(1);
    expect(needed / ideal).toBeLessThan(1.5);
  }
  expect(robustSamplesNeeded(1e-9, 1, 1e9, 0.05)).toBe(Number.POSITIVE_INFINITY);
});

test.each([
  ['no variance', 0, 100, 0.1],
  ['an infinite variance', Number.POSITIVE_INFINITY, 100, 0.1],
  ['one sample', 1, 1, 0.1],
  ['a level of 0', 1, 100, 0],
  ['a level of 1', 1, 100, 1],
])('refused: %s', (_, variance, total, level) => {
  expect(() => planRobustMean(variance, total, level)).toThrow(RangeError);
});

test('refused: a relative error of nothing, or of a mean of 0', () => {
  expect(() => robustSamplesNeeded(0.1, 0, 1, 0.1)).toThrow('of the mean 0; wanted a positive size');
  expect(() => robustSamplesNeeded(0, 1, 1, 0.1)).toThrow(RangeError);
});

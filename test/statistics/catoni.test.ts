import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  detectableDeviation,
  influence,
  type MeanTest,
  planMeanTest,
  rejectsMean,
  samplesNeeded,
} from '../../src/statistics/catoni.ts';
import { rejectionProbability, twoPoints } from './binomial.ts';

const SHARES = [0.5, 0.3, 0.1, 0.01, 1e-3, 1e-4, 1e-6, 0.99, 0.9999];
const SIZES = [1, 2, 3, 5, 10, 30, 100, 1000, 5000];
const LEVELS = [0.9, 0.5, 0.1, 0.01, 1e-4, 1e-8];

describe('false alarms on laws of two points, by the binomial distribution', () => {
  test.each(LEVELS)(
    'are no likelier than the level %d, however skewed the law and few the samples',
    (level) => {
      for (const share of SHARES) {
        for (const samples of SIZES) {
          const law = twoPoints(share, 3, 7);
          const rate = rejectionProbability(planMeanTest(3, 7, samples, level), law);
          expect(rate, `share ${share}, ${samples} samples`).toBeLessThanOrEqual(level);
        }
      }
    },
  );

  test('nor are they when the variance is smaller than it was said to be', () => {
    for (const share of SHARES) {
      const plan = planMeanTest(0, 1, 200, 0.05);
      for (const variance of [1e-6, 0.01, 0.5])
        expect(rejectionProbability(plan, twoPoints(share, 0, variance))).toBeLessThanOrEqual(0.05);
    }
  });

  test('the law is what it is said to be, and the binomial weights sum to one', () => {
    const { share, low, high } = twoPoints(0.01, 3, 7);
    const mean = (1 - share) * low + share * high;
    expect(mean).toBeCloseTo(3, 12);
    expect((1 - share) * (low - mean) ** 2 + share * (high - mean) ** 2).toBeCloseTo(7, 12);
    const always: MeanTest = { ...planMeanTest(3, 7, 500, 0.1), threshold: 0 };
    expect(rejectionProbability(always, { share, low, high })).toBeCloseTo(1, 10);
  });
});

describe('power on laws of two points, by the binomial distribution', () => {
  const powers = SHARES.filter((share) => share >= 1e-4);
  test.each([0.1, 0.01, 1e-4, 1e-8])('a deviation that is detectable at level %d is detected', (level) => {
    for (const samples of [100, 1000, 5000]) {
      const plan = planMeanTest(-2, 9, samples, level);
      const deviation = detectableDeviation(plan);
      if (deviation === Number.POSITIVE_INFINITY) continue;
      for (const share of powers) {
        for (const off of [deviation, -deviation, 2 * deviation, -10 * deviation]) {
          const power = rejectionProbability(plan, twoPoints(share, -2 + off, 9));
          expect(power, `share ${share}, ${samples} samples, off by ${off}`).toBeGreaterThanOrEqual(0.99);
        }
      }
    }
  });

  test('it is within 8 times the standard error of a mean: the promise is not empty', () => {
    // z(0.995) + z(0.99) = 4.9 standard errors at level 0.01 for a normal mean
    const plan = planMeanTest(0, 1, 10_000, 0.01);
    expect(detectableDeviation(plan)).toBeLessThan(0.08);
  });

  test('nothing is promised with too few samples', () => {
    expect(detectableDeviation(planMeanTest(0, 1, 5, 1e-6))).toBe(Number.POSITIVE_INFINITY);
  });
});

const sizes = fc.integer({ min: 50, max: 10 ** 7 });
const levels = fc.double({ min: 1e-12, max: 0.5, noNaN: true });
const variances = fc.double({ min: 1e-20, max: 1e20, noNaN: true });
const SEED = { seed: 6, numRuns: 200 };

describe('detectable deviations and sample sizes', () => {
  test('fall with samples and grow with the variance, the power and the strictness of the level', () => {
    fc.assert(
      fc.property(sizes, levels, variances, (samples, level, variance) => {
        const at = (n: number, v: number, l: number, power?: number): number =>
          detectableDeviation(planMeanTest(0, v, n, l), power);
        const one = at(samples, variance, level);
        expect(at(2 * samples, variance, level)).toBeLessThanOrEqual(one);
        expect(at(samples, 2 * variance, level)).toBeGreaterThanOrEqual(one);
        expect(at(samples, variance, level / 2)).toBeGreaterThanOrEqual(one);
        expect(at(samples, variance, level, 0.999)).toBeGreaterThanOrEqual(one);
      }),
      SEED,
    );
  });

  test('scale with the standard deviation', () => {
    fc.assert(
      fc.property(sizes, levels, variances, (samples, level, variance) => {
        const unit = detectableDeviation(planMeanTest(0, 1, samples, level));
        const scaled = detectableDeviation(planMeanTest(5, variance, samples, level)) / Math.sqrt(variance);
        if (unit === Number.POSITIVE_INFINITY) return void expect(scaled).toBe(unit);
        expect(scaled / unit).toBeCloseTo(1, 9);
      }),
      SEED,
    );
  });

  test('samplesNeeded is the least number of samples that detects', () => {
    const deviations = fc.double({ min: 0.005, max: 5, noNaN: true });
    fc.assert(
      fc.property(deviations, levels, (deviation, level) => {
        const needed = samplesNeeded(deviation, 2, level);
        const detects = (samples: number): boolean =>
          detectableDeviation(planMeanTest(0, 2, samples, level)) <= deviation;
        expect([detects(needed), needed > 1 && detects(needed - 1)]).toEqual([true, false]);
        expect(samplesNeeded(deviation / 2, 2, level)).toBeGreaterThanOrEqual(needed);
        expect(samplesNeeded(deviation, 4, level)).toBeGreaterThanOrEqual(needed);
      }),
      { seed: 7, numRuns: 50 },
    );
  });
});

test('the influence of a sample is odd about the mean, rises, and lies within the bounds that the proof needs', () => {
  const plan = planMeanTest(2, 3, 40, 0.01);
  const values = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(values, values, (x, y) => {
      const u = influence(plan, 2 + x);
      expect(influence(plan, 2 - x)).toBeCloseTo(-u, 6);
      if (x < y) expect(u).toBeLessThanOrEqual(influence(plan, 2 + y));
      // -log(1 - t + t²/2) <= psi(t) <= log(1 + t + t²/2), Catoni's condition
      const t = plan.scale * x;
      expect(u).toBeLessThanOrEqual(Math.log1p(t + (t * t) / 2) + 1e-9);
      expect(u).toBeGreaterThanOrEqual(-Math.log1p(-t + (t * t) / 2) - 1e-9);
    }),
    SEED,
  );
  expect(influence(plan, 2)).toBe(0);
});

test('both sides reject, at the threshold and beyond', () => {
  const plan = planMeanTest(0, 1, 10, 0.1);
  const sums = [0, plan.threshold * 0.999, plan.threshold, -plan.threshold, -2 * plan.threshold];
  expect(sums.map((total) => rejectsMean(plan, total))).toEqual([false, false, true, true, true]);
});

describe('refused', () => {
  test.each([
    ['a variance of 0', 0, 10, 0.1],
    ['a negative variance', -1, 10, 0.1],
    ['no variance', Number.NaN, 10, 0.1],
    ['an infinite variance', Number.POSITIVE_INFINITY, 10, 0.1],
    ['no samples', 1, 0, 0.1],
    ['samples that are no number', 1, Number.NaN, 0.1],
    ['a level of 0', 1, 10, 0],
    ['a level of 1', 1, 10, 1],
    ['a level that is no number', 1, 10, Number.NaN],
  ])('%s', (_, variance, samples, level) => {
    expect(() => planMeanTest(0, variance, samples, level)).toThrow(RangeError);
  });

  test.each([0, -1, Number.NaN])('a deviation of %d', (deviation) => {
    expect(() => samplesNeeded(deviation, 1, 0.1)).toThrow(
      `deviation ${deviation}; wanted a positive number`,
    );
  });
});

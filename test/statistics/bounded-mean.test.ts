import { describe, expect, test } from 'vitest';
import { Stream } from '../../src/random/stream.ts';
import { boundedMean, boundedSamplesNeeded } from '../../src/statistics/bounded-mean.ts';
import { binomial, mostMisses } from './binomial.ts';

const UNIT = { low: 0, high: 1 };

describe('on laws of two points at the bounds, by the binomial distribution', () => {
  test.each([0.5, 0.1, 0.01, 1e-4])('the mean is missed with at most the probability %d', (level) => {
    const bounds = { low: -2, high: 5 };
    for (const share of [0.5, 0.1, 0.01, 1e-3, 1e-5, 0.99]) {
      for (const count of [1, 2, 3, 10, 100, 1000]) {
        const missed = binomial(count, share).reduce((total, weight, k) => {
          const p = k / count;
          const variance = count > 1 ? (49 * count * p * (1 - p)) / (count - 1) : Number.NaN;
          const { low, high } = boundedMean({ count, mean: -2 + 7 * p, variance }, bounds, level);
          const truth = -2 + 7 * share;
          return low <= truth && truth <= high ? total : total + weight;
        }, 0);
        expect(missed, `share ${share}, ${count} samples`).toBeLessThanOrEqual(level);
      }
    }
  });
});

test('on cubes of uniform numbers, skewed and of small variance, coverage is at least nominal', () => {
  const [runs, level, count] = [4000, 0.1, 60];
  const stream = new Stream(51);
  let missed = 0;
  for (let run = 0; run < runs; run++) {
    const values = Float64Array.from({ length: count }, () => stream.uniform() ** 3);
    const mean = values.reduce((sum, x) => sum + x, 0) / count;
    const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (count - 1);
    const { low, high } = boundedMean({ count, mean, variance }, UNIT, level);
    if (!(low <= 0.25 && 0.25 <= high)) missed++;
  }
  expect(missed).toBeLessThanOrEqual(mostMisses(runs, level));
});

describe('known values', () => {
  // mpmath: kl = lambda y: x*log(x/y)+(1-x)*log((1-x)/(1-y)); x = 0.1
  // findroot(lambda y: kl(y)-log(80)/100, (.03,.035)), and (.2,.22)
  test('Chernoff-Hoeffding is the narrower where the variance is that of a coin', () => {
    const { low, high } = boundedMean({ count: 100, mean: 0.1, variance: 0.09 * (100 / 99) }, UNIT, 0.05);
    expect(low).toBeCloseTo(0.0341841321898835, 12);
    expect(high).toBeCloseTo(0.2110351864309869, 12);
  });

  test('empirical Bernstein is where it is small', () => {
    // sqrt(2*1e-4*log(120)/1000)+7*log(120)/(3*999)
    const { low, high } = boundedMean({ count: 1000, mean: 0.5, variance: 1e-4 }, UNIT, 0.05);
    expect((high - low) / 2).toBeCloseTo(0.01216051450824442, 12);
    expect((high + low) / 2).toBeCloseTo(0.5, 12);
  });

  test('a constant at a bound: one end is the bound, the other 1 - (level/4)^(1/n)', () => {
    const zero = boundedMean({ count: 100, mean: 0, variance: 0 }, UNIT, 0.05);
    expect(zero.low).toBe(0);
    expect(zero.high).toBeCloseTo(0.04287403023849283, 12);
    const one = boundedMean({ count: 100, mean: 1, variance: 0 }, UNIT, 0.05);
    expect(one.high).toBe(1);
    expect(one.low).toBeCloseTo(1 - 0.04287403023849283, 12);
    expect(zero).toMatchObject({ confidence: 0.95, kind: 'bounded' });
  });

  test('it is never wider than Hoeffding at level/2, ±(b-a)√(log(4/level)/2n)', () => {
    for (const mean of [0, 0.01, 0.3, 0.5, 0.9, 1])
      for (const count of [1, 10, 1000, 10 ** 7]) {
        const { low, high } = boundedMean({ count, mean, variance: 0.25 }, UNIT, 0.01);
        const hoeffding = Math.sqrt(Math.log(400) / (2 * count));
        expect(low).toBeGreaterThanOrEqual(mean - hoeffding - 1e-12);
        expect(high).toBeLessThanOrEqual(mean + hoeffding + 1e-12);
      }
  });
});

test('one sample needs no variance', () => {
  const { low, high } = boundedMean({ count: 1, mean: 0.5, variance: Number.NaN }, UNIT, 0.5);
  expect([low >= 0, high <= 1, low < high]).toEqual([true, true, true]);
});

test('the samples needed are the fewest', () => {
  const moments = { mean: 0.2, variance: 0.01 };
  for (const error of [0.5, 0.1, 0.01]) {
    const needed = boundedSamplesNeeded(error, moments, UNIT, 0.05);
    const halfWidth = (count: number): number => {
      const { low, high } = boundedMean({ ...moments, count }, UNIT, 0.05);
      return (high - low) / 2;
    };
    expect(halfWidth(needed)).toBeLessThanOrEqual(error * 0.2);
    expect(halfWidth(needed - 1)).toBeGreaterThan(error * 0.2);
  }
});

describe('refused', () => {
  const sample = { count: 10, mean: 0.5, variance: 0.1 };
  test.each([
    ['bounds out of order', sample, { low: 1, high: 0 }, 0.1],
    ['infinite bounds', sample, { low: 0, high: Number.POSITIVE_INFINITY }, 0.1],
    ['no samples', { ...sample, count: 0 }, UNIT, 0.1],
    ['a mean beyond the bounds', { ...sample, mean: 1.01 }, UNIT, 0.1],
    ['no mean', { ...sample, mean: Number.NaN }, UNIT, 0.1],
    ['a negative variance', { ...sample, variance: -1 }, UNIT, 0.1],
    ['a level of 0', sample, UNIT, 0],
  ])('%s', (_, moments, bounds, level) => {
    expect(() => boundedMean(moments, bounds, level)).toThrow(/wanted|although/);
  });

  test('a relative error of a mean of 0', () => {
    expect(() => boundedSamplesNeeded(0.1, { mean: 0, variance: 0 }, UNIT, 0.1)).toThrow(RangeError);
  });
});

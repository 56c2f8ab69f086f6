import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OutOfRange } from '../../src/limits/error.ts';
import { Stream } from '../../src/random/stream.ts';
import { LogHistogram } from '../../src/simulate/log-histogram.ts';
import { logNormalDistance } from '../../src/simulate/log-normal-distance.ts';

/** The normal distribution function, by its Taylor series about 0: Φ(z) = 1/2 + φ(z) Σ z^(2k+1)/(1·3···(2k+1)). */
function cdf(z: number): number {
  if (Math.abs(z) > 9) return z < 0 ? 0 : 1;
  let term = z;
  let sum = z;
  for (let k = 1; Math.abs(term) > 1e-20; k++) {
    term *= (z * z) / (2 * k + 1);
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}

const histogramOf = (values: Iterable<number>): LogHistogram => {
  const histogram = new LogHistogram();
  for (const x of values) histogram.add(x);
  return histogram;
};

/** The distance itself: F_n jumps at each value from the share below it to the share up to it. */
function distance(values: readonly number[], mean: number, variance: number): number {
  const n = values.length;
  const at = (x: number): number => {
    const below = values.filter((other) => other < x).length / n;
    const upTo = values.filter((other) => other <= x).length / n;
    // At log 0 = -∞ the law is 0, and nothing is below.
    if (x === 0) return upTo;
    const law = cdf((Math.log(x) - mean) / Math.sqrt(variance));
    return Math.max(upTo - law, law - below);
  };
  return Math.max(...values.map(at));
}

test('the distribution function of these tests', () => {
  // mpmath: ncdf(x) for x in (-5, -1, 0.5, 6)
  expect(cdf(-5)).toBeCloseTo(2.8665157187919391e-7, 14);
  expect(cdf(-1)).toBeCloseTo(0.158655253931457, 14);
  expect(cdf(0.5)).toBeCloseTo(0.6914624612740131, 14);
  expect(cdf(6)).toBeCloseTo(0.9999999990134123, 14);
});

describe('the bounds hold the distance', () => {
  test('of a few values, zeros and ties among them', () => {
    const value = fc.oneof(fc.double({ min: 0.1, max: 10, noNaN: true }), fc.constantFrom(0, 1, 2));
    const spread = fc.double({ min: 0.01, max: 20, noNaN: true });
    const center = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 20 }),
        center,
        spread,
        (list, mean, variance) => {
          const { low, high } = logNormalDistance(histogramOf(list), { mean, variance }, cdf);
          const exact = distance(list, mean, variance);
          expect(low).toBeLessThanOrEqual(exact + 1e-15);
          expect(high).toBeGreaterThanOrEqual(exact - 1e-15);
        },
      ),
      { seed: 81, numRuns: 500 },
    );
  });

  test('of a log-normal sample, and are apart by no more than the mass of a bin', () => {
    const stream = new Stream(82);
    const [mean, sd, n] = [-1, 1.5, 20_000];
    const values = Array.from({ length: n }, () => Math.exp(mean + sd * stream.normal()));
    const histogram = histogramOf(values);
    const law = { mean, variance: sd ** 2 };
    const { low, high } = logNormalDistance(histogram, law, cdf);
    const ordered = Float64Array.from(values).sort();
    const exact = ordered.reduce((most, x, i) => {
      const g = cdf((Math.log(x) - mean) / sd);
      return Math.max(most, (i + 1) / n - g, g - i / n);
    }, 0);
    expect(low).toBeLessThanOrEqual(exact);
    expect(high).toBeGreaterThanOrEqual(exact);
    const fullest = Math.max(...histogram.bins().map(([, count]) => count)) / n;
    expect(high - low).toBeLessThanOrEqual(fullest + 1e-9);
    // Massart: a distance beyond √(log(2e9)/2n) = 0.0232 has a probability below 1e-9.
    expect(high).toBeLessThan(0.0232 + fullest);
  });
});

test('a law that is far away is at distance 1, within the mass of nothing', () => {
  const { low, high } = logNormalDistance(histogramOf([1]), { mean: 100, variance: 1 }, cdf);
  expect(low).toBeCloseTo(1, 11);
  expect(high).toBe(1);
});

test('zeros alone are at distance 1', () => {
  expect(logNormalDistance(histogramOf([0, 0]), { mean: 0, variance: 1 }, cdf)).toEqual({ low: 1, high: 1 });
});

test('a variance that is small against the rounding of logarithms widens the bounds', () => {
  const { low, high } = logNormalDistance(histogramOf([2]), { mean: 0, variance: 1e-40 }, cdf);
  expect(low).toBe(0);
  expect(high).toBe(1);
});

test('refused', () => {
  const unit = { mean: 0, variance: 1 };
  expect(() => logNormalDistance(histogramOf([]), unit, cdf)).toThrow('a distance needs a value, got none');
  expect(() => logNormalDistance(histogramOf([1, -1]), unit, cdf)).toThrow('1 of the values are negative');
  for (const variance of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => logNormalDistance(histogramOf([1]), { mean: 0, variance }, cdf)).toThrow(OutOfRange);
});

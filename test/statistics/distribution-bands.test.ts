import { expect, test } from 'vitest';
import { Stream } from '../../src/random/stream.ts';
import { distanceInterval, dkwHalfWidth, quantileRanks } from '../../src/statistics/distribution-bands.ts';
import { binomial, mostMisses } from './binomial.ts';

test('the half-width is √(log(2/level)/2n)', () => {
  // mpmath: sqrt(log(2/mpf('0.05'))/2000)
  expect(dkwHalfWidth(1000, 0.05)).toBeCloseTo(0.04294694083467375, 15);
});

/** sup |F_n - F| for ordered samples of the uniform law. */
const distanceFromUniform = (ordered: Float64Array): number =>
  ordered.reduce(
    (most, x, i) => Math.max(most, Math.abs(x - i / ordered.length), Math.abs((i + 1) / ordered.length - x)),
    0,
  );

test('the band holds a uniform law as often as it says, and not much oftener', () => {
  const [runs, level, n] = [5000, 0.2, 40];
  const stream = new Stream(61);
  const ε = dkwHalfWidth(n, level);
  let missed = 0;
  for (let run = 0; run < runs; run++) {
    const ordered = Float64Array.from({ length: n }, () => stream.uniform()).sort();
    const distance = distanceFromUniform(ordered);
    if (distance > ε) missed++;
    // The true distance from the uniform law is 0.
    const { low } = distanceInterval({ low: distance, high: distance }, n, level);
    expect(low > 0).toBe(distance > ε);
  }
  expect(missed).toBeLessThanOrEqual(mostMisses(runs, level));
  expect(missed).toBeGreaterThan((runs * level) / 2);
});

test('all quantiles of an exponential law lie between their ranks at once', () => {
  const [runs, level, n] = [4000, 0.1, 60];
  const stream = new Stream(62);
  const ps = Array.from({ length: 99 }, (_, i) => (i + 1) / 100);
  const ranks = ps.map((p) => quantileRanks(n, p, level));
  let missed = 0;
  for (let run = 0; run < runs; run++) {
    const ordered = Float64Array.from({ length: n }, () => -Math.log(stream.uniform())).sort();
    const at = (rank: number): number =>
      rank === 0 ? Number.NEGATIVE_INFINITY : rank > n ? Number.POSITIVE_INFINITY : ordered[rank - 1]!;
    const holds = ps.every((p, i) => {
      const quantile = -Math.log1p(-p);
      return at(ranks[i]!.low) <= quantile && quantile <= at(ranks[i]!.high);
    });
    if (!holds) missed++;
  }
  expect(missed).toBeLessThanOrEqual(mostMisses(runs, level));
});

test('the quantiles of a coin do too, by the binomial distribution', () => {
  const [n, level] = [50, 0.05];
  for (const tails of [0.5, 0.3, 0.05, 0.97]) {
    for (const p of [0.01, 0.25, 0.5, tails, 0.9, 0.999]) {
      const ranks = quantileRanks(n, p, level);
      const quantile = p <= tails ? 0 : 1;
      const missed = binomial(n, tails).reduce((total, weight, zeros) => {
        const at = (rank: number): number =>
          rank === 0 ? Number.NEGATIVE_INFINITY : rank > n ? Number.POSITIVE_INFINITY : rank <= zeros ? 0 : 1;
        return at(ranks.low) <= quantile && quantile <= at(ranks.high) ? total : total + weight;
      }, 0);
      expect(missed, `p = ${p}, F(0) = ${tails}`).toBeLessThanOrEqual(level);
    }
  }
});

test('ranks by hand', () => {
  // ε = 0.0429…: 1000 (0.5 ± ε) = 457.05…, 542.95…
  expect(quantileRanks(1000, 0.5, 0.05)).toEqual({ low: 458, high: 543 });
  expect(quantileRanks(1000, 0.01, 0.05)).toEqual({ low: 0, high: 53 });
  expect(quantileRanks(1000, 0.99, 0.05)).toEqual({ low: 948, high: 1001 });
});

test('a distance stays within [0, 1]', () => {
  expect(distanceInterval({ low: 0.01, high: 0.99 }, 1000, 0.05)).toEqual({
    low: 0,
    high: 1,
    confidence: 0.95,
    kind: 'dkw',
  });
});

test.each([
  ['no samples', 0, 0.5, 0.1],
  ['a level of 1', 10, 0.5, 1],
  ['the 0-quantile', 10, 0, 0.1],
  ['the 1-quantile', 10, 1, 0.1],
])('refused: %s', (_, samples, p, level) => {
  expect(() => quantileRanks(samples, p, level)).toThrow(RangeError);
});

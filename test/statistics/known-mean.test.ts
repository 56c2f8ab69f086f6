import { describe, expect, test } from 'vitest';
import { addends, agrees, type KnownMean, planKnownMean } from '../../src/statistics/known-mean.ts';

const LEVEL = 1e-6;

function sumsOf(known: KnownMean, values: readonly number[]): [number, number] {
  const sums: [number, number] = [0, 0];
  for (const x of values) {
    const [first, second] = addends(known, x);
    sums[0] += first;
    sums[1] += second;
  }
  return sums;
}

/** 0 and 1 as often as makes the mean `part` of 256. */
const coins = (part: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => ((i * 97) % 256 < part ? 1 : 0));

describe('values in [0, 1]', () => {
  const known = planKnownMean({ mean: 64 / 256, variance: null }, 25_600, LEVEL);
  // Hoeffding at level 1e-6/2: a mean may be off by 0.017, and Bernstein's √(2·0.19·log/n) is 0.015.
  test.each([
    [64, true],
    [66, true],
    [72, false],
    [56, false],
  ] as const)('with mean %d/256 agree with 64/256: %s', (part, expected) => {
    expect(agrees(known, sumsOf(known, coins(part, 25_600)), 25_600, LEVEL)).toBe(expected);
  });

  test('that are all alike agree with their mean, to rounding', () => {
    const one = planKnownMean({ mean: 1 - 1e-12, variance: null }, 100, LEVEL);
    expect(agrees(one, [100, 100], 100, LEVEL)).toBe(true);
    expect(agrees(one, [50, 50], 100, LEVEL)).toBe(false);
  });
});

describe('values with a known variance', () => {
  // 255/256 of them 0, the others 256: mean 1, variance 255.
  const heavy = (count: number): number[] => coins(1, count).map((x) => 256 * x);
  const count = 25_600;

  test.each([
    [1, true],
    [1.2, true],
    [2, false],
    [0.3, false],
  ] as const)('with mean 1 agree with %d: %s', (mean, expected) => {
    const known = planKnownMean({ mean, variance: 255 }, count, LEVEL);
    expect(agrees(known, sumsOf(known, heavy(count)), count, LEVEL)).toBe(expected);
  });

  test('the influence of one sample grows like its logarithm alone', () => {
    const known = planKnownMean({ mean: 1, variance: 255 }, count, LEVEL);
    expect(addends(known, 1e300)[0]).toBeLessThan(1400);
  });
});

import { expect, test } from 'vitest';
import { levelOfLook, lookCounts } from '../../src/statistics/spending.ts';

test('one planned look has the whole level, several have equal shares', () => {
  expect(levelOfLook(0.05, 0, 1)).toBe(0.05);
  expect([0, 1, 2, 3].map((look) => levelOfLook(0.1, look, 4))).toEqual([0.025, 0.025, 0.025, 0.025]);
});

test('the levels of endless looks fall and sum to the level', () => {
  // The rest after n looks is between 6 level/π² times 1/(n+1) and 1/n.
  const n = 10_000;
  const levels = Array.from({ length: n }, (_, look) => levelOfLook(0.05, look));
  const rest = (1 - levels.reduce((sum, x) => sum + x, 0) / 0.05) * (Math.PI ** 2 / 6);
  expect(rest).toBeGreaterThan(1 / (n + 1));
  expect(rest).toBeLessThan(1 / n);
  expect(levels[1]! / levels[0]!).toBeCloseTo(1 / 4, 14);
});

test('sample counts double up to the last', () => {
  expect(lookCounts(100, 1000)).toEqual([100, 200, 400, 800, 1000]);
  expect(lookCounts(100, 800)).toEqual([100, 200, 400, 800]);
  expect(lookCounts(100, 100)).toEqual([100]);
  expect(lookCounts(100, 30)).toEqual([30]);
});

test.each([
  ['a look before the first', 0.1, -1, 3],
  ['a look after the last', 0.1, 3, 3],
  ['half a look', 0.1, 0.5, 3],
  ['half a plan', 0.1, 0, 2.5],
  ['no plan', 0.1, 0, Number.NaN],
  ['a level of 1', 1, 0, 3],
])('refused: %s', (_, level, look, planned) => {
  expect(() => levelOfLook(level, look, planned)).toThrow(RangeError);
});

test('refused: counts that are not whole', () => {
  expect(() => lookCounts(0, 10)).toThrow(RangeError);
  expect(() => lookCounts(10, 10.5)).toThrow(RangeError);
});

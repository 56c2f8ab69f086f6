import fc from 'fast-check';
import { expect, test } from 'vitest';
import { capacityFor, FALSE_ALARM_BUDGET, shareOfBudget } from '../../src/statistics/budget.ts';

test('shares are equal and add up to the budget', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-12, max: 0.999, noNaN: true }),
      fc.integer({ min: 1, max: 10 ** 6 }),
      (budget, checks) => {
        expect((shareOfBudget(budget, checks) * checks) / budget).toBeCloseTo(1, 12);
      },
    ),
    { seed: 8 },
  );
});

test('a run without checks keeps its whole budget', () => {
  expect(shareOfBudget(FALSE_ALARM_BUDGET, 0)).toBe(FALSE_ALARM_BUDGET);
});

test.each([0, 1, -1, 2, Number.NaN])('a budget of %d is refused', (budget) => {
  expect(() => shareOfBudget(budget, 3)).toThrow(`budget ${budget}; wanted a probability between 0 and 1`);
});

test('every planned check has a share, and up to ten thousand the shares are the same', () => {
  expect([0, 1, 10_000].map(capacityFor)).toEqual([10_000, 10_000, 10_000]);
  expect([10_001, 100_000, 100_001].map(capacityFor)).toEqual([100_000, 100_000, 1_000_000]);
});

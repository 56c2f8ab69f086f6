import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linearAxis, logAxis, spread } from '../../src/report/axis.ts';

const span = (low: number, high: number) => ({ low, high, from: 0, to: 100 });

describe('axes', () => {
  test('the ends of the values are the ends of the axis, and ticks lie between', () => {
    const positive = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(positive, fc.double({ min: 1.01, max: 1e6, noNaN: true }), (low, factor) => {
        for (const axis of [linearAxis(span(low, low * factor)), logAxis(span(low, low * factor))]) {
          expect(axis.at(low)).toBeCloseTo(0, 6);
          expect(axis.at(low * factor)).toBeCloseTo(100, 6);
          for (const tick of axis.ticks) {
            expect(axis.at(tick)).toBeGreaterThan(-1e-6);
            expect(axis.at(tick)).toBeLessThan(100 + 1e-6);
          }
        }
      }),
    );
  });

  test('a log axis gives equal factors equal lengths', () => {
    const { at } = logAxis(span(1, 16));
    expect(at(2)).toBeCloseTo(25, 9);
    expect(at(8)).toBeCloseTo(75, 9);
  });

  test('one value alone has an axis too', () => {
    expect(linearAxis(span(3, 3)).at(3)).toBe(50);
    expect(logAxis(span(3, 3)).at(3)).toBeCloseTo(50, 9);
  });

  test.each([
    [linearAxis, 0, 8, [0, 1, 2, 3, 4, 5, 6, 7, 8]],
    [linearAxis, 2, 50, [10, 20, 30, 40, 50]],
    [logAxis, 1, 7, [1, 1.5, 2, 3, 4, 5, 6]],
    [logAxis, 1, 1000, [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]],
  ] as const)('ticks are round: %o from %d to %d', (axis, low, high, ticks) => {
    expect(axis(span(low, high)).ticks).toEqual(ticks);
  });
});

describe('labels', () => {
  test('stand apart, in their order, and stay where there is room', () => {
    const places = fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(places, (wanted) => {
        const moved = spread(wanted, 10);
        const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!);
        for (let k = 1; k < order.length; k++)
          expect(moved[order[k]!]! - moved[order[k - 1]!]!).toBeGreaterThan(10 - 1e-9);
        const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
        expect(sum(moved)).toBeCloseTo(sum(wanted), 6);
      }),
    );
    expect(spread([40, 0, 20], 10)).toEqual([40, 0, 20]);
    expect(spread([5, 5], 10)).toEqual([0, 10]);
  });

  test('do not go beyond the most', () => {
    expect(spread([100, 100, 50], 10, 100)).toEqual([90, 100, 50]);
    expect(spread([100, 95, 85], 10, 95)).toEqual([95, 85, 75]);
  });
});

import { describe, expect, test } from 'vitest';
import { relativeChange, shapeChange } from '../../src/training/movement.ts';

const A = Float64Array.of(3, 0, 0, 4);
const ZEROS = new Float64Array(4);

describe('the change of a matrix', () => {
  test('relative to |A|: 3, 4 to 3 + 5, 4 is 1; of one entry it is |B/A - 1|', () => {
    expect(relativeChange(A, Float64Array.of(8, 0, 0, 4))).toBeCloseTo(1, 15);
    expect(relativeChange(Float64Array.of(4), Float64Array.of(1))).toBe(0.75);
    expect(relativeChange(Float64Array.of(-2), Float64Array.of(-5))).toBe(1.5);
  });

  test('does not depend on the unit, as far as doubles go', () => {
    const to = Float64Array.of(8, 0, 0, 4);
    for (const unit of [2 ** -1000, 2 ** 1000]) {
      const scaled = [A, to].map((matrix) => matrix.map((entry) => unit * entry)) as [
        Float64Array,
        Float64Array,
      ];
      expect(relativeChange(...scaled)).toBe(relativeChange(A, to));
      expect(shapeChange(...scaled)).toBe(shapeChange(A, to));
    }
  });

  test('of shape: 0 for multiples, √2 for orthogonal matrices, 2 for opposite ones', () => {
    expect(
      shapeChange(
        A,
        A.map((entry) => 8 * entry),
      ),
    ).toBe(0);
    expect(shapeChange(A, Float64Array.of(4, 0, 0, -3))).toBeCloseTo(Math.SQRT2, 15);
    expect(
      shapeChange(
        A,
        A.map((entry) => -entry),
      ),
    ).toBe(2);
  });

  test('nothing to nothing is no change; nothing to something, or to what is not finite, is the largest', () => {
    expect([relativeChange(ZEROS, ZEROS), shapeChange(ZEROS, ZEROS)]).toEqual([0, 0]);
    expect([relativeChange(ZEROS, A), shapeChange(ZEROS, A)]).toEqual([Number.POSITIVE_INFINITY, 2]);
    expect([relativeChange(A, ZEROS), shapeChange(A, ZEROS)]).toEqual([1, 2]);
    const broken = Float64Array.of(1, 0, 0, Number.NaN);
    expect([relativeChange(A, broken), shapeChange(A, broken)]).toEqual([Number.POSITIVE_INFINITY, 2]);
  });
});

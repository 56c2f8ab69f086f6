import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateQuantity } from '../../src/quantity/estimate.ts';
import { expectationsIn } from '../../src/quantity/expectations.ts';
import { ENVIRONMENT, quantity } from './atoms.ts';

type Matrix = readonly (readonly number[])[];

function estimate(text: string, means: readonly number[], matrix: Matrix) {
  const expression = quantity(text);
  const texts = [...expectationsIn(expression).keys()];
  return estimateQuantity(expression, ENVIRONMENT, { texts, means, covariance: (i, j) => matrix[i]![j]! });
}

const positive = fc.double({ min: 0.1, max: 100, noNaN: true });
const small = fc.double({ min: -1, max: 1, noNaN: true });
/** Covariances L Lᵀ of two means. */
const matrices = fc.tuple(small, small, small).map(
  ([a, b, c]): Matrix => [
    [a * a, a * b],
    [a * b, b * b + c * c],
  ],
);
const SEED = { seed: 11, numRuns: 200 };

describe('the standard error of', () => {
  test('E(K^2)/E(K)^2 is that of the delta method, with gradient (1/m², -2 s/m³)', () => {
    fc.assert(
      fc.property(positive, positive, matrices, (second, mean, matrix) => {
        const result = estimate('E(K^2)/E(K)^2', [second, mean], matrix);
        const [g, h] = [1 / mean ** 2, (-2 * second) / mean ** 3];
        const squared = g * g * matrix[0]![0]! + 2 * g * h * matrix[0]![1]! + h * h * matrix[1]![1]!;
        expect(result.estimate).toBeCloseTo(second / mean ** 2, 9);
        const scale = Math.abs(g * Math.sqrt(matrix[0]![0]!)) + Math.abs(h * Math.sqrt(matrix[1]![1]!));
        expect(Math.abs(result.standardError - Math.sqrt(Math.max(0, squared)))).toBeLessThanOrEqual(
          1e-4 * scale,
        );
      }),
      SEED,
    );
  });

  test('a linear quantity is exact', () => {
    fc.assert(
      fc.property(positive, positive, matrices, (one, other, matrix) => {
        const result = estimate('2*E(K) - d*E(f^2) + r', [one, other], matrix);
        const squared = 4 * matrix[0]![0]! - 12 * matrix[0]![1]! + 9 * matrix[1]![1]!;
        expect(result.estimate).toBeCloseTo(2 * one - 3 * other + 2 / 3, 9);
        expect(result.standardError).toBeCloseTo(Math.sqrt(Math.max(0, squared)), 4);
      }),
      SEED,
    );
  });

  test('sqrt(E(K)) is half the relative one', () => {
    expect(estimate('sqrt(E(K))', [4], [[0.01]])).toMatchObject({ estimate: 2 });
    expect(estimate('sqrt(E(K))', [4], [[0.01]]).standardError).toBeCloseTo(0.1 / (2 * 2), 9);
  });

  test('a mean of zero is found too, and of a constant is zero', () => {
    expect(estimate('3*E(f)', [0], [[0.04]]).standardError).toBeCloseTo(0.6, 9);
    expect(estimate('E(K) - E(K) + d', [5], [[1]])).toEqual({ estimate: 3, standardError: 0 });
  });
});

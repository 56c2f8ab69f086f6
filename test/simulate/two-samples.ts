import { dkwHalfWidth } from '../../src/statistics/distribution-bands.ts';

/** The Kolmogorov-Smirnov distance of two samples, which it sorts: sup |F - G| of their distribution functions. */
export function sampleDistance(left: Float64Array, right: Float64Array): number {
  left.sort();
  right.sort();
  let most = 0;
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    const x = Math.min(left[i]!, right[j]!);
    while (left[i]! <= x) i++;
    while (right[j]! <= x) j++;
    most = Math.max(most, Math.abs(i / left.length - j / right.length));
  }
  return most;
}

/** Two samples of one law are farther apart with at most the probability `level`, whatever the law. */
export const farthest = (left: number, right: number, level: number): number =>
  dkwHalfWidth(left, level / 2) + dkwHalfWidth(right, level / 2);

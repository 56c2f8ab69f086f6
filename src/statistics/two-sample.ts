import { dkwHalfWidth } from './distribution-bands.ts';
import { checkLevel } from './interval.ts';

/**
 * Whether samples have the law that many more draws come from: the Kolmogorov-Smirnov distance of the two empirical
 * distribution functions, whatever the law is, with atoms or without. Each is within its band of Dvoretzky, Kiefer, Wolfowitz
 * and Massart, so that by the triangle inequality the distance is below both half-widths together, but for a
 * probability of at most `level`.
 */
export interface LawTest {
  readonly samples: number;
  readonly draws: number;
  /** Probability of a false alarm. */
  readonly level: number;
  /** The distance from which on the law is rejected. */
  readonly threshold: number;
}

/** What the band of the draws takes of a level: it is narrow as they are many. */
const DRAWS_SHARE = 0.1;

/** Throws a RangeError unless both counts are at least 1 and 0 < level < 1. */
export function planLawTest(samples: number, draws: number, level: number): LawTest {
  checkLevel(level);
  const threshold =
    dkwHalfWidth(samples, level * (1 - DRAWS_SHARE)) + dkwHalfWidth(draws, level * DRAWS_SHARE);
  return { samples, draws, level, threshold };
}

/**
 * The smallest distance of the samples' true law that is rejected with probability at least `power`: where the laws differ
 * most, each share of samples below is off by √(log(1/miss)/(2n)) at most but for this probability (Hoeffding 1963).
 * Infinity where no law is as far.
 */
export function detectableDistance({ samples, draws, threshold }: LawTest, power = 0.99): number {
  const miss = 1 - power;
  const off = (count: number, share: number): number => Math.sqrt(Math.log(1 / (miss * share)) / (2 * count));
  const distance = threshold + off(samples, 1 - DRAWS_SHARE) + off(draws, DRAWS_SHARE);
  return distance <= 1 ? distance : Number.POSITIVE_INFINITY;
}

/**
 * The Kolmogorov-Smirnov distance of two ascending lists, of which values that differ by less than `rounding` times
 * their size may be the same: an atom at 1/10 is somewhere else in single precision. It never is the larger for that.
 */
export function lawDistance(one: Float64Array, other: Float64Array, rounding = 0): number {
  return Math.max(excess(one, other, rounding), excess(other, one, rounding));
}

/** The supremum over x of the share of `one` up to x, less that of `other` up to x and a little more. */
function excess(one: Float64Array, other: Float64Array, rounding: number): number {
  let most = 0;
  let j = 0;
  for (let i = 0; i < one.length; i++) {
    const x = one[i]!;
    if (one[i + 1] === x) continue;
    const limit = Number.isFinite(x) ? x + rounding * Math.abs(x) : x;
    while (j < other.length && other[j]! <= limit) j++;
    most = Math.max(most, (i + 1) / one.length - j / other.length);
  }
  return most;
}

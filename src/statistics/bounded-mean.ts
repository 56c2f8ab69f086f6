import { OutOfRange } from '../limits/error.ts';
import { checkLevel, type Interval } from './interval.ts';
import { leastSamples, wantedHalfWidth } from './least-samples.ts';

/** More than the rounding of both ends, over the size of the bounds. */
const ROUNDING = 2 ** -50;

/** The bounds a and b that every value obeys by construction. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Sums of a sample that merge. `variance` is the unbiased one (divided by count - 1); it is unread for one sample. */
export interface SampleMoments {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
}

/**
 * The mean of a law on [a, b] from a sample of it: what two intervals, each of level/2, have in common.
 *
 * Chernoff-Hoeffding (Hoeffding, JASA 58, 1963, theorem 1; never wider than the usual ±(b-a)√(log/2n), which follows
 * from it by Pinsker's inequality): on [0, 1] exp is below its chord, so P(sample mean >= x) <= exp(-n kl(x, mean)),
 * kl the divergence of two coins. So kl(sample mean, mean) <= log(4/level)/n, each side failing with level/4.
 *
 * Empirical Bernstein (Maurer & Pontil, COLT 2009, theorems 4 and 10), V the sample variance, L = log(6/level):
 * |sample mean - mean| <= √(2VL/n) + 7(b-a)L/(3(n-1)). Three events of level/6 each: Bennett's inequality on either
 * side, and √variance <= √V + (b-a)√(2L/(n-1)), which both sides share.
 *
 * Throws an OutOfRange unless low < high are finite, count >= 1, the mean lies within them and 0 < level < 1.
 */
export function boundedMean(
  { count, mean, variance }: SampleMoments,
  bounds: Bounds,
  level: number,
): Interval {
  checkLevel(level);
  const { low, high } = bounds;
  const width = high - low;
  if (!(width > 0 && Number.isFinite(width)))
    throw new OutOfRange(`values between ${low} and ${high}; wanted two finite numbers in order`);
  if (!(count >= 1)) throw new RangeError(`${count} samples; wanted at least 1`);
  if (!(mean >= low && mean <= high))
    throw new OutOfRange(`a sample mean of ${mean} although every value is between ${low} and ${high}`);

  const position = (mean - low) / width;
  const divergence = Math.log(4 / level) / count;
  const up = farthestCoin(position, divergence);
  const down = farthestCoin(1 - position, divergence);
  const deviation = bernstein(count, variance, width, level / 2);
  const rounding = ROUNDING * (Math.abs(low) + Math.abs(high));
  return {
    low: Math.max(low, Math.max(high - width * down, mean - deviation) - rounding),
    high: Math.min(high, Math.min(low + width * up, mean + deviation) + rounding),
    confidence: 1 - level,
    kind: 'bounded',
  };
}

/**
 * The fewest samples with which the half-width is at most `relativeError` of |mean|, if the sample has this mean and
 * variance (a pilot's); Infinity beyond 2^53. Throws a RangeError for a mean of 0, and as `boundedMean` does.
 */
export function boundedSamplesNeeded(
  relativeError: number,
  { mean, variance }: Pick<SampleMoments, 'mean' | 'variance'>,
  bounds: Bounds,
  level: number,
): number {
  const wanted = wantedHalfWidth(relativeError, mean);
  return leastSamples((count) => {
    const { low, high } = boundedMean({ count, mean, variance }, bounds, level);
    return (high - low) / 2 <= wanted;
  });
}

/** Half-width of the empirical Bernstein interval at this level, both sides together. */
function bernstein(count: number, variance: number, width: number, level: number): number {
  if (count < 2) return Number.POSITIVE_INFINITY;
  if (!(variance >= 0)) throw new RangeError(`a sample variance of ${variance}; wanted at least 0`);
  const log = Math.log(3 / level);
  return Math.sqrt((2 * variance * log) / count) + (7 * width * log) / (3 * (count - 1));
}

/** The largest y >= x in [0, 1] with kl(x, y) <= divergence, rounded up. */
function farthestCoin(x: number, divergence: number): number {
  let inside = x;
  let outside = 1;
  for (;;) {
    const middle = (inside + outside) / 2;
    if (middle <= inside || middle >= outside) return outside;
    if (coinDivergence(x, middle) <= divergence) inside = middle;
    else outside = middle;
  }
}

/** kl(x, y) = x log(x/y) + (1-x) log((1-x)/(1-y)), for x < y < 1, with 0 log 0 = 0. */
function coinDivergence(x: number, y: number): number {
  const heads = x === 0 ? 0 : x * Math.log1p((x - y) / y);
  return heads + (1 - x) * Math.log1p((y - x) / (1 - y));
}

import { boundedMean } from './bounded-mean.ts';
import { influence, meanThreshold, planMeanTest } from './catoni.ts';

/**
 * Something that is averaged beside what is wanted, because its mean is known: samples that miss it are not drawn as
 * they should be. It lies in [0, 1] (scale null), or has a variance of which a bound is known.
 */
export interface KnownMean {
  readonly mean: number;
  /** Of Catoni's influence function, in units of 1/X. */
  readonly scale: number | null;
}

/** Throws a RangeError unless the variance is null or positive, samples >= 1 and 0 < level < 1. */
export function planKnownMean(
  { mean, variance }: { readonly mean: number; readonly variance: number | null },
  samples: number,
  level: number,
): KnownMean {
  return { mean, scale: variance === null ? null : planMeanTest(mean, variance, samples, level).scale };
}

/** What one sample adds to the two sums that `agrees` takes. */
export function addends({ mean, scale }: KnownMean, x: number): readonly [number, number] {
  return scale === null ? [x, x * x] : [influence({ mean, scale }, x), 0];
}

/** Means of doubles are off by this much. */
const ROUNDING = 1e-9;

/** Whether the sums over all planned samples agree with the mean; if it is right they do with probability 1 - level. */
export function agrees(
  { mean, scale }: KnownMean,
  [first, second]: readonly [number, number],
  samples: number,
  level: number,
): boolean {
  if (scale === null) {
    const average = first / samples;
    const variance = Math.max(0, (second - samples * average ** 2) / Math.max(1, samples - 1));
    const { low, high } = boundedMean(
      { count: samples, mean: average, variance },
      { low: 0, high: 1 },
      level,
    );
    return mean >= low - ROUNDING && mean <= high + ROUNDING;
  }
  return Math.abs(first) < meanThreshold(samples, level);
}

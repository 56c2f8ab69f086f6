/**
 * What an interval's confidence rests on:
 * - `exact-variance`: a mean, from the exact variance of the law (`robust-mean.ts`);
 * - `bounded`: a mean, from bounds that every value obeys by construction (`bounded-mean.ts`);
 * - `dkw`: a feature of the whole law, from the band about its distribution function (`distribution-bands.ts`).
 */
export type IntervalKind = 'exact-variance' | 'bounded' | 'dkw';

/** An interval that holds the true value with probability at least `confidence`, for every law and sample size. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
  readonly kind: IntervalKind;
}

/** A level is the probability of a miss: 1 - confidence. Throws a RangeError unless 0 < level < 1. */
export function checkLevel(level: number): void {
  if (!(level > 0 && level < 1)) throw new RangeError(`level ${level}; wanted a number between 0 and 1`);
}

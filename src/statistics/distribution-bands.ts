import { checkLevel, type Interval } from './interval.ts';

/** More than the rounding of p ± ε, which must not move a rank inward. */
const ROUNDING = 2 ** -50;

/**
 * ε of the band about the empirical distribution function F_n that holds the true one everywhere, |F_n - F| <= ε, with
 * probability at least 1 - level: √(log(2/level)/(2n)). Dvoretzky, Kiefer & Wolfowitz (1956), with Massart's constant
 * (Ann. Probab. 18, 1990), for every law, with atoms or without.
 *
 * Throws a RangeError unless samples >= 1 and 0 < level < 1.
 */
export function dkwHalfWidth(samples: number, level: number): number {
  checkLevel(level);
  if (!(samples >= 1)) throw new RangeError(`${samples} samples; wanted at least 1`);
  return Math.sqrt(Math.log(2 / level) / (2 * samples));
}

/** Ranks in the ordered sample X(1) <= … <= X(n); by convention X(0) = -∞ and X(n+1) = ∞. */
export interface Ranks {
  readonly low: number;
  readonly high: number;
}

/**
 * Ranks between which the p-quantile inf {x: F(x) >= p} lies, for all p at once, with probability at least 1 - level.
 *
 * Below X(j) it is F <= (j-1)/n + ε, less than p when j - 1 < n (p - ε): the quantile is at least X(j). At X(k) it is
 * F >= k/n - ε, at least p when k >= n (p + ε): the quantile is at most X(k).
 *
 * Throws a RangeError unless 0 < p < 1, and as `dkwHalfWidth` does.
 */
export function quantileRanks(samples: number, p: number, level: number): Ranks {
  if (!(p > 0 && p < 1)) throw new RangeError(`the ${p}-quantile; wanted a number between 0 and 1`);
  const band = dkwHalfWidth(samples, level) + ROUNDING;
  return {
    low: Math.max(0, Math.ceil(samples * (p - band))),
    high: Math.min(samples + 1, Math.ceil(samples * (p + band))),
  };
}

/**
 * The Kolmogorov-Smirnov distance of the true law from a given one, when that of the sample lies in [low, high]: by
 * the triangle inequality the two differ by at most ε.
 */
export function distanceInterval(
  sample: Pick<Interval, 'low' | 'high'>,
  samples: number,
  level: number,
): Interval {
  const band = dkwHalfWidth(samples, level);
  return {
    low: Math.max(0, sample.low - band),
    high: Math.min(1, sample.high + band),
    confidence: 1 - level,
    kind: 'dkw',
  };
}

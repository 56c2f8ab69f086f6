import { influence } from './catoni.ts';
import { checkLevel, type Interval } from './interval.ts';
import { leastShift } from './robust-mean.ts';

/**
 * `robustInterval` without a pilot, for a mean that is known to lie within `reach` of an anchor that is fixed before
 * any sample is drawn: at tiny levels Chebyshev's inequality for a pilot would ask for more samples than there are.
 */
export interface AnchoredPlan {
  /** Of the variable, or an upper bound. */
  readonly variance: number;
  readonly anchor: number;
  /** |mean - anchor| is at most this, for certain. */
  readonly reach: number;
  readonly samples: number;
  /** Probability of a miss. */
  readonly level: number;
  /** s = √(2L/(N variance)), L = log(2/level), in units of 1/X. */
  readonly scale: number;
}

/** Throws a RangeError unless variance and reach are positive and finite, samples >= 1 and 0 < level < 1. */
export function planAnchoredMean(plan: Omit<AnchoredPlan, 'scale'>): AnchoredPlan {
  const { variance, reach, samples, level } = plan;
  checkLevel(level);
  for (const [name, value] of Object.entries({ variance, reach }))
    if (!(value > 0) || !Number.isFinite(value))
      throw new RangeError(`${name} ${value}; wanted a positive number`);
  if (!(samples >= 1)) throw new RangeError(`${samples} samples; wanted at least 1`);
  return { ...plan, scale: Math.sqrt((2 * Math.log(2 / level)) / samples / variance) };
}

/** What one sample adds to T = Σ psi(s (X - anchor)). */
export const anchoredInfluence = ({ anchor, scale }: AnchoredPlan, x: number): number =>
  influence({ mean: anchor, scale }, x);

/**
 * All means within reach that agree with Catoni's inequalities ±T <= N log(1 ± u + (s² variance + u²)/2) + L, where
 * u = s (mean - anchor) (robust-mean.ts); if none does, which has at most the probability `level`, all within reach.
 */
export function anchoredInterval(plan: AnchoredPlan, total: number): Interval {
  const { variance, anchor, reach, samples, level, scale } = plan;
  const [v, furthest, log] = [scale ** 2 * variance, scale * reach, Math.log(2 / level)];
  const least = leastShift((total - log) / samples, v, furthest);
  const most = -leastShift((-total - log) / samples, v, furthest);
  const isEmpty = least > most || least > furthest || most < -furthest;
  const [low, high] = isEmpty ? [-furthest, furthest] : [least, most];
  return {
    low: anchor + low / scale,
    high: anchor + high / scale,
    confidence: 1 - level,
    kind: 'exact-variance',
  };
}

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

/**
 * What one sample adds to T = Σ psi(s (X - anchor)), with psi(y) = y - y³/6 up to |y| = √2 and constant beyond (Catoni & Giulini,
 * arXiv:1712.02747, section 2): like Catoni's own it lies between -log(1 - y + y²/2) and log(1 + y + y²/2), which is all that
 * is used of it, and it takes no logarithm.
 */
export function anchoredInfluence({ anchor, scale }: AnchoredPlan, x: number): number {
  const y = scale * (x - anchor);
  if (y >= Math.SQRT2) return MOST;
  return y <= -Math.SQRT2 ? -MOST : y - (y * y * y) / 6;
}

/** psi(√2). */
const MOST = (2 * Math.SQRT2) / 3;

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

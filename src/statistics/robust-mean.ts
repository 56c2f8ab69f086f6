import { influence } from './catoni.ts';
import { checkLevel, type Interval } from './interval.ts';
import { leastSamples, wantedHalfWidth } from './least-samples.ts';

/**
 * A confidence interval for the mean of a heavy-tailed variable whose variance is known exactly (an upper bound does
 * too): where the tails are heavy the sample's own variance is useless, and with it every interval made of it.
 *
 * The mean of a pilot of N0 samples is the anchor. Of the samples after it only T = Σ psi(s (X - anchor)) is kept,
 * psi Catoni's influence function (Ann. IHP 48, 2012). With m = mean - anchor, v = s² variance, L = log(2/δ'):
 *
 * - Catoni: E exp(±psi(s (X - anchor))) <= 1 ± sm + (v + s²m²)/2, for psi(y) <= log(1 + y + y²/2). The products of
 *   exp(±psi) over these bounds are supermartingales, and Ville's inequality gives, with probability >= 1 - δ' and at
 *   every sample count n at once, ±T <= n log(1 ± sm + (v + s²m²)/2) + L. (Catoni-style confidence sequences: Wang &
 *   Ramdas, SPA 163, 2023.) So one may look at any time, and stop because of what one saw, at no cost in level.
 * - Chebyshev: s|m| <= c = √(v/(N0 δ0)) with probability >= 1 - δ0. Either condition of Catoni's alone also admits a
 *   piece with s|m| > 1, which c <= 1 excludes.
 *
 * At the planned count n = N the scale s = √(2L/(N variance)) makes the half-width nearly √(2L variance/N).
 */
export interface RobustPlan {
  readonly variance: number;
  /** Probability of a miss, δ = δ' + δ0. */
  readonly level: number;
  /** δ0: the part of the level spent on the pilot. */
  readonly pilotLevel: number;
  /** N0: the first samples; their mean is the anchor. */
  readonly pilotSamples: number;
  /** N: how many samples after the pilot the scale is best for. */
  readonly samples: number;
  /** s, in units of 1/X. */
  readonly scale: number;
}

/** δ0/δ: its loss in width is 1/40 over L, some 0.7% at a level of 5%. */
const PILOT_SHARE = 0.05;

/**
 * Plans `total` samples, pilot and all. A pilot of √total loses least on average: the width grows by the factor
 * 1 + N0/(2 total) for the samples it takes and 1 + m²/(2 variance) = 1 + 1/(2 N0) for an anchor that is off. It is
 * larger where c <= 1 asks for it: N0 (total - N0) >= 2L/δ0, or half of all where even that is too few.
 *
 * Throws a RangeError unless the variance is positive and finite, total >= 2 and 0 < level < 1.
 */
export function planRobustMean(variance: number, total: number, level: number): RobustPlan {
  checkLevel(level);
  if (!(variance > 0) || !Number.isFinite(variance))
    throw new RangeError(`variance ${variance}; wanted a positive number`);
  if (!(total >= 2)) throw new RangeError(`${total} samples; wanted at least 2, one of them for the pilot`);
  const pilotLevel = PILOT_SHARE * level;
  const log = Math.log(2 / (level - pilotLevel));
  const product = (2 * log) / pilotLevel;
  // The smaller root of N0 (total - N0) = product, written without cancellation.
  const excluding = (2 * product) / (total + Math.sqrt(Math.max(0, total ** 2 - 4 * product)));
  const pilotSamples = Math.min(Math.floor(total / 2), Math.ceil(Math.max(excluding, Math.sqrt(total))));
  const samples = total - pilotSamples;
  const scale = Math.sqrt((2 * log) / samples / variance);
  return { variance, level, pilotLevel, pilotSamples, samples, scale };
}

/** What one sample after the pilot adds to T. */
export const robustInfluence = (plan: RobustPlan, anchor: number, x: number): number =>
  influence({ mean: anchor, scale: plan.scale }, x);

/**
 * The interval for the mean from the anchor and T over `samples` samples after the pilot: the hull of all means that
 * agree with both Catoni's and Chebyshev's inequalities. When none does, which has at most the probability `level`, it
 * is Chebyshev's alone. Valid whatever the law, at every sample count; without samples it is Chebyshev's.
 */
export function robustInterval(
  plan: RobustPlan,
  anchor: number,
  total: number,
  samples: number = plan.samples,
): Interval {
  const { variance, level, pilotLevel, pilotSamples, scale } = plan;
  const v = scale ** 2 * variance;
  const reach = Math.sqrt(v / (pilotSamples * pilotLevel));
  const log = Math.log(2 / (level - pilotLevel));
  const least = leastShift((total - log) / samples, v, reach);
  const most = -leastShift((-total - log) / samples, v, reach);
  const [low, high] = least <= reach && most >= -reach && least <= most ? [least, most] : [-reach, reach];
  return {
    low: anchor + low / scale,
    high: anchor + high / scale,
    confidence: 1 - level,
    kind: 'exact-variance',
  };
}

/**
 * The least u = sm in [-reach, reach] with log(1 + u + (v + u²)/2) >= bound, that is (1 + u)² >= 1 + excess with
 * excess = 2 (exp(bound) - 1) - v.
 */
export function leastShift(bound: number, v: number, reach: number): number {
  const excess = 2 * Math.expm1(bound) - v;
  if (!(excess > -1)) return -reach;
  const root = Math.sqrt(1 + excess);
  if (reach >= 1 + root) return -reach;
  return Math.max(-reach, excess / (root + 1));
}

/**
 * The fewest samples, pilot and all, with which the half-width is at most `relativeError` of |mean|, if the anchor is
 * right (`mean` being a first estimate); Infinity beyond 2^53. Throws a RangeError for a mean of 0.
 */
export function robustSamplesNeeded(
  relativeError: number,
  mean: number,
  variance: number,
  level: number,
): number {
  const wanted = wantedHalfWidth(relativeError, mean);
  return leastSamples((total) => {
    const { low, high } = robustInterval(planRobustMean(variance, total, level), 0, 0);
    return (high - low) / 2 <= wanted;
  }, 2);
}

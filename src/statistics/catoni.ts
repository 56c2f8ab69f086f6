import { checkLevel } from './interval.ts';
import { leastSamples } from './least-samples.ts';

/**
 * A test of the mean of a heavy-tailed variable whose variance under the hypothesis is known exactly.
 *
 * K² is close to log-normal, so a z-test with the sample's own standard error rejects the truth and prefers wrong
 * formulas. Catoni's influence function (Ann. IHP 48, 2012) makes a rigorous test at every sample size that needs a
 * finite variance and nothing else: with psi(y) = ±log(1 + |y| + y²/2), E exp(±psi(Y)) <= 1 + E Y²/2 for a centred Y,
 * so by Markov's inequality |Σ psi(scale (X - mean))| stays below n log(1 + scale² variance/2) + log(2/level) but for
 * a probability of at most `level`, whatever the law of X.
 */
export interface MeanTest {
  readonly mean: number;
  readonly variance: number;
  readonly samples: number;
  /** Probability of a false alarm, both sides together. */
  readonly level: number;
  /** scale = sqrt(2 log(2/level) / (samples variance)) balances the two terms of the threshold. */
  readonly scale: number;
  readonly threshold: number;
}

/** Plans the test. Throws a RangeError unless variance > 0, samples >= 1 and 0 < level < 1. */
export function planMeanTest(mean: number, variance: number, samples: number, level: number): MeanTest {
  if (!(variance > 0) || !Number.isFinite(variance))
    throw new RangeError(`variance ${variance}; wanted a positive number`);
  if (!(samples >= 1)) throw new RangeError(`${samples} samples; wanted at least 1`);
  checkLevel(level);
  // Divided one after the other: samples times variance may be beyond a double.
  const scale = Math.sqrt((2 * Math.log(2 / level)) / samples / variance);
  return { mean, variance, samples, level, scale, threshold: meanThreshold(samples, level) };
}

/** What the sum of influences reaches at a false alarm: N log(1 + scale² variance/2) + L, where scale² variance = 2L/N. */
export function meanThreshold(samples: number, level: number): number {
  const log = Math.log(2 / level);
  return samples * Math.log1p(log / samples) + log;
}

/** The influence of one sample: the statistic of the test is the sum of these. */
export function influence({ mean, scale }: Pick<MeanTest, 'mean' | 'scale'>, x: number): number {
  const y = scale * (x - mean);
  const size = Math.abs(y);
  // Beyond, y² could overflow, and 1 + |y| is beyond its digits.
  const log = size < 1e100 ? Math.log1p(size + (y * y) / 2) : 2 * Math.log(size) - Math.LN2;
  return Math.sign(y) * log;
}

/** Whether the sum of influences rejects the hypothesis that the mean is `test.mean`. */
export const rejectsMean = (test: MeanTest, statistic: number): boolean =>
  Math.abs(statistic) >= test.threshold;

/**
 * The smallest |true mean - mean| that the test detects with probability at least `power`, when the true variance is
 * the same; Infinity when none is guaranteed. From E exp(-psi(Y)) <= 1 - E Y + E Y²/2.
 */
export function detectableDeviation(test: MeanTest, power = 0.99): number {
  const { scale, samples, variance, threshold } = test;
  const detects = (deviation: number): boolean => {
    const bound = 1 - scale * deviation + (scale * scale * (variance + deviation * deviation)) / 2;
    return -samples * Math.log(bound) + Math.log(1 - power) >= threshold;
  };
  // The bound falls until scale·deviation = 1 and rises after it.
  if (!detects(1 / scale)) return Number.POSITIVE_INFINITY;
  let missed = 0;
  let detected = 1 / scale;
  for (let i = 0; i < 60; i++) {
    const middle = (missed + detected) / 2;
    if (detects(middle)) detected = middle;
    else missed = middle;
  }
  return detected;
}

/** The fewest samples that detect a deviation of the mean with probability at least `power`; Infinity beyond 2^53. */
export function samplesNeeded(deviation: number, variance: number, level: number, power = 0.99): number {
  if (!(deviation > 0)) throw new RangeError(`deviation ${deviation}; wanted a positive number`);
  return leastSamples(
    (samples) => detectableDeviation(planMeanTest(0, variance, samples, level), power) <= deviation,
  );
}

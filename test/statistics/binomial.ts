import type { MeanTest } from '../../src/statistics/catoni.ts';
import { influence, rejectsMean } from '../../src/statistics/catoni.ts';

/** A law on two points with this mean and variance: `share` of the mass is on the upper point. */
export interface TwoPoints {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

export function twoPoints(share: number, mean: number, variance: number): TwoPoints {
  const sd = Math.sqrt(variance);
  return {
    share,
    low: mean - sd * Math.sqrt(share / (1 - share)),
    high: mean + sd * Math.sqrt((1 - share) / share),
  };
}

/** The probability that the test rejects when samples follow the law: a sum over the binomial distribution, exactly. */
export function rejectionProbability(test: MeanTest, { share, low, high }: TwoPoints): number {
  const n = test.samples;
  const [atLow, atHigh] = [influence(test, low), influence(test, high)];
  return binomial(n, share).reduce(
    (total, weight, k) => (rejectsMean(test, k * atHigh + (n - k) * atLow) ? total + weight : total),
    0,
  );
}

/** The probabilities of 0, 1, …, n successes. */
export function binomial(n: number, share: number): readonly number[] {
  let logChoose = 0;
  return Array.from({ length: n + 1 }, (_, k) => {
    if (k > 0) logChoose += Math.log((n - k + 1) / k);
    return Math.exp(logChoose + k * Math.log(share) + (n - k) * Math.log1p(-share));
  });
}

/**
 * How often an event of at most this probability may happen in `runs` independent runs, before a test says that it is
 * likelier: the test is wrong for fewer than one in 10^9 choices of its seed.
 */
export function mostMisses(runs: number, level: number): number {
  const weights = binomial(runs, level);
  let tail = 0;
  for (let k = runs; k > 0; k--) {
    tail += weights[k]!;
    if (tail > 1e-9) return k;
  }
  return 0;
}

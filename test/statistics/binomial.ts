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
  let logChoose = 0;
  let total = 0;
  for (let k = 0; k <= n; k++) {
    if (k > 0) logChoose += Math.log((n - k + 1) / k);
    if (rejectsMean(test, k * atHigh + (n - k) * atLow))
      total += Math.exp(logChoose + k * Math.log(share) + (n - k) * Math.log1p(-share));
  }
  return total;
}

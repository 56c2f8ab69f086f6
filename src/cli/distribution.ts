import { normalCdf } from '../expression/index.ts';
import type { PartialResult } from '../jobs/partial.ts';
import { edgesOf } from '../simulate/log-histogram.ts';
import { logNormalDistance } from '../simulate/log-normal-distance.ts';
import type { KernelPart } from '../simulate/sampler.ts';
import { distanceInterval, quantileRanks } from '../statistics/distribution-bands.ts';

const PROBABILITIES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const;
/** Bins of the histogram that is printed: one of log₂ 1/2 wide. */
const PER_OCTAVE = 2;

/** The law of a positive observable, as far as the samples tell. */
export interface DistributionRecord {
  readonly observable: KernelPart;
  /** The band that the intervals of the quantiles and of the distance come from holds all of them at once. */
  readonly confidence: number;
  /** null: beyond what was seen. */
  readonly quantiles: readonly {
    readonly p: number;
    readonly low: number | null;
    readonly high: number | null;
  }[];
  readonly zeros: number;
  /** [from, to, count]. */
  readonly histogram: readonly (readonly [number, number, number])[];
  /**
   * The Kolmogorov-Smirnov distance of log X, where X ≠ 0, from the normal law of the mean and variance that log X has in
   * the sample (to the width of a bin): of the sample, and an interval for the true one.
   */
  readonly normal: {
    readonly mean: number;
    readonly variance: number;
    readonly distance: readonly [number, number];
    readonly interval: readonly [number, number];
  } | null;
}

export function distributionRecord(
  { parts: { histogram }, job }: PartialResult,
  observable: KernelPart,
): DistributionRecord {
  const level = 1 - job.confidence;
  const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);
  const quantiles = PROBABILITIES.map((p) => {
    const ranks = quantileRanks(histogram.count, p, level);
    return {
      p,
      low: finite(histogram.valueOfRank(ranks.low).low),
      high: finite(histogram.valueOfRank(ranks.high).high),
    };
  });
  const coarse = new Map<number, number>();
  let [sum, squares, positive] = [0, 0, 0];
  for (const [bin, count] of histogram.bins()) {
    const { low, high } = edgesOf(bin);
    const log = (Math.log(low || Number.MIN_VALUE) + Math.log(high)) / 2;
    positive += count;
    sum += count * log;
    squares += count * log * log;
    const slot = Math.floor((PER_OCTAVE * log) / Math.LN2);
    coarse.set(slot, (coarse.get(slot) ?? 0) + count);
  }
  const mean = sum / positive;
  const variance = squares / positive - mean * mean;
  return {
    observable,
    confidence: job.confidence,
    quantiles,
    zeros: histogram.zero,
    histogram: [...coarse].map(([slot, count]) => [
      2 ** (slot / PER_OCTAVE),
      2 ** ((slot + 1) / PER_OCTAVE),
      count,
    ]),
    normal: positive > 1 && variance > 0 ? normalOf({ histogram, mean, variance, level }) : null,
  };
}

function normalOf({
  histogram,
  mean,
  variance,
  level,
}: {
  readonly histogram: PartialResult['parts']['histogram'];
  readonly mean: number;
  readonly variance: number;
  readonly level: number;
}): DistributionRecord['normal'] {
  const distance = logNormalDistance(histogram, { mean, variance }, normalCdf);
  const { low, high } = distanceInterval(distance, histogram.count, level);
  return { mean, variance, distance: [distance.low, distance.high], interval: [low, high] };
}

/** Columns of the longest bar. */
const BAR = 40;

export function distributionText(record: DistributionRecord): string[] {
  const { observable, confidence, quantiles, histogram, normal, zeros } = record;
  const show = (x: number | null): string => (x === null ? 'beyond the sample' : x.toPrecision(4));
  const most = Math.max(...histogram.map(([, , count]) => count), 1);
  return [
    `law of ${observable}, quantiles with confidence ${confidence} for all at once:`,
    ...quantiles.map(({ p, low, high }) => `  ${String(p).padStart(4)}  [${show(low)}, ${show(high)}]`),
    ...(zeros > 0 ? [`  ${zeros} zeros`] : []),
    ...histogram.map(
      ([from, , count]) =>
        `  ${from.toPrecision(3).padStart(9)} ${'█'.repeat(Math.round((BAR * count) / most)) || '·'} ${count}`,
    ),
    ...(normal
      ? [
          `log ${observable}: mean ${normal.mean.toPrecision(5)}, variance ${normal.variance.toPrecision(5)}; Kolmogorov-Smirnov distance from the normal law of these ${normal.distance[1].toPrecision(3)}, of the true law in [${normal.interval.map((x) => x.toPrecision(3)).join(', ')}]`,
        ]
      : []),
  ];
}

import { moments } from '../exact/moment.ts';
import { toNumber } from '../rational/text.ts';
import { boundedMean } from '../statistics/bounded-mean.ts';
import { countMoved, type Measure } from '../training/experiment.ts';
import type { NamedCall } from './named.ts';
import { refusing } from './refusal.ts';
import type { Sampled, SampledEffort } from './sampled.ts';

/** Weights that are trained by one step in the time of one random number, about: loops are tight. */
const STEPS_A_DRAW = 200;
const SAMPLES = { most: 20_000, least: 100 } as const;
/** Inputs that a step goes through, by what is measured. */
const EXAMPLES: Readonly<Record<Measure, number>> = { kernel: 1, gram: 8, shape: 8 };

/**
 * P(moved > threshold) after gradient descent, from independent networks: the share of them, in an interval of the
 * mean of a coin. The call's numbers are the steps, the rate κ and the threshold; η = κ/(k E K(x, x)) with k inputs,
 * the same for every network (`trainer`).
 */
export const shareMoved =
  (measure: Measure) =>
  ({ network, numbers }: NamedCall, { seed, draws, falseAlarmRate }: SampledEffort): Sampled => {
    const [steps, rate, threshold] = numbers.map(toNumber) as [number, number, number];
    const [mean] = moments(network, [{ K: 1 }]);
    const request = { network, measure, steps, rate, scale: toNumber(mean!), seed };
    const weights = network.layers.reduce((total, { width, fanIn }) => total + width * fanIn, 0);
    const affordable = Math.floor((STEPS_A_DRAW * draws) / (weights * steps * EXAMPLES[measure]));
    const samples = Math.max(SAMPLES.least, Math.min(SAMPLES.most, affordable));
    const moved = refusing(() => countMoved(request, threshold, samples));
    const share = moved / samples;
    const variance = (share * (1 - share) * samples) / (samples - 1);
    const { low, high } = boundedMean(
      { count: samples, mean: share, variance },
      { low: 0, high: 1 },
      falseAlarmRate,
    );
    return { low, high, estimate: share, samples };
  };

import { moments } from '../exact/moment.ts';
import { toNumber } from '../rational/text.ts';
import { boundedMean } from '../statistics/bounded-mean.ts';
import { type Measure, trainer } from '../training/experiment.ts';
import type { Sampler } from './looks.ts';
import { refusing } from './refusal.ts';

/** Weights that are trained by one step in the time of one random number, about: loops are tight. */
const STEPS_A_DRAW = 210;
const SAMPLES = { most: 20_000, least: 100 } as const;
/** Inputs that a step goes through, by what is measured. */
const EXAMPLES: Readonly<Record<Measure, number>> = { kernel: 1, gram: 8, shape: 8 };

/**
 * P(moved > threshold) after gradient descent, from independent networks: the share of them, in an interval of the
 * mean of a coin. The call's numbers are the steps, the rate κ and the threshold; η = κ/(k E K(x, x)) with k inputs,
 * the same for every network (`trainer`). How far a network has moved does not depend on the threshold.
 */
export const shareMoved = (measure: Measure): Sampler => ({
  drawnBy: 2,
  prepare: ({ network, numbers }, draws) => {
    const [steps, rate, threshold] = numbers.map(toNumber) as [number, number, number];
    const [mean] = moments(network, [{ K: 1 }]);
    const weights = network.layers.reduce((total, { width, fanIn }) => total + width * fanIn, 0);
    const affordable = Math.floor((STEPS_A_DRAW * draws) / (weights * steps * EXAMPLES[measure]));
    return {
      most: Math.max(SAMPLES.least, Math.min(SAMPLES.most, affordable)),
      source: (seed) =>
        refusing(() => {
          const train = trainer({ network, measure, steps, rate, scale: toNumber(mean!), seed });
          return (from, out) => {
            for (let i = 0; i < out.length; i++) out[i] = train(from + i);
          };
        }),
      interval: (changes, level) => {
        const count = changes.length;
        const share = changes.reduce((moved, change) => moved + Number(change > threshold), 0) / count;
        const variance = (share * (1 - share) * count) / (count - 1);
        const { low, high } = boundedMean({ count, mean: share, variance }, { low: 0, high: 1 }, level);
        return { low, high, estimate: share };
      },
    };
  },
});

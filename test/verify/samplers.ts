import { Draws, type Sampler } from '../../src/verify/looks.ts';
import type { NamedCall } from '../../src/verify/named.ts';
import type { SampledEffort } from '../../src/verify/sampled.ts';

/** What a sampler says of a call from all networks that it may draw. */
export const estimateBy =
  (sampler: Sampler) =>
  (call: NamedCall, { seed, draws, falseAlarmRate }: SampledEffort) => {
    const { most, source, interval } = sampler.prepare(call, draws);
    return { ...interval(new Draws(seed, source).first(most), falseAlarmRate), samples: most };
  };

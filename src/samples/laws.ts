import { OutOfRange } from '../limits/error.ts';
import { SAMPLES_LIMITS } from '../limits/limits.ts';
import type { Network } from '../network/network.ts';
import { isGaussian } from '../network/weight-law.ts';
import { simulateColumns } from '../simulate/run.ts';
import type { Samples } from './samples.ts';

/** A number made of f and K whose whole law is compared. */
export const LAWS = ['K', 'f', 'f^2/K'] as const;

export type LawName = (typeof LAWS)[number];

/** The laws that can be compared for samples of K, of f, and of both. */
export const lawsOf = ({ K, f }: { readonly K: boolean; readonly f: boolean }): LawName[] =>
  LAWS.filter((law) => (law === 'K' ? K : law === 'f' ? f : K && f));

/** Set apart from the draws of every other command, which somebody may hold against themselves. */
const STREAM = 0x53414d50;

/** Values in ascending order. */
export type Sorted = ReadonlyMap<LawName, Float64Array>;

/** The law of a network, as so many draws of it. */
export interface Draws {
  readonly count: number;
  readonly seed: number;
  readonly sorted: Sorted;
}

/** Why the law of a network cannot be drawn, if it cannot. */
export const undrawable = (network: Network): string | undefined =>
  isGaussian(network)
    ? undefined
    : 'the fast sampler draws Gaussian weights alone; means are held against exact ones';

/** As many networks as are worth it for so many samples, and take some seconds at most. */
export function drawsFor(network: Network, samples: number): number {
  const { fewestDraws, manyDraws, mostDraws, drawnLayers } = SAMPLES_LIMITS;
  const wanted = Math.min(mostDraws, Math.max(fewestDraws, Math.min(manyDraws, 128 * samples), 32 * samples));
  return Math.max(1000, Math.min(wanted, Math.floor(drawnLayers / network.layers.length)));
}

/** Draws networks by the collapsed sampler, exact in law; the same for the same seed. */
export function drawLaws(network: Network, laws: readonly LawName[], count: number, seed: number): Draws {
  const lists = new Map(laws.map((law) => [law, new Float64Array(count)]));
  const request = { network, seed, stream: STREAM, method: 'collapsed', needsQ: false } as const;
  simulateColumns(request, 0, count, (from, some, [f, K]) => {
    for (const [law, list] of lists)
      for (let i = 0; i < some; i++) list[from + i] = lawValue(law, K![i]!, f![i]!);
  });
  for (const [law, list] of lists) {
    const last = list.sort().at(-1)!;
    // NaN comes last; f²/K may be infinite, where K is 0.
    if (Number.isNaN(last) || (law !== 'f^2/K' && !Number.isFinite(last)))
      throw new OutOfRange(
        'the values of this network leave the range of doubles; change r or the variances',
      );
  }
  return { count, seed, sorted: lists };
}

/** The same of somebody's samples. */
export function sortedSamples({ count, K, f }: Samples): Sorted {
  const laws = lawsOf({ K: K !== undefined, f: f !== undefined });
  return new Map(
    laws.map((law) => {
      const list = new Float64Array(count);
      for (let i = 0; i < count; i++) list[i] = lawValue(law, K?.[i] ?? 0, f?.[i] ?? 0);
      return [law, list.sort()];
    }),
  );
}

function lawValue(law: LawName, K: number, f: number): number {
  if (law === 'K') return K;
  if (law === 'f') return f;
  // Both are 0 where a layer is dead.
  return f === 0 ? 0 : (f * f) / K;
}

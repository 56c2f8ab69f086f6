import { InputError } from '../limits/error.ts';
import { buildNetwork } from '../network/build.ts';
import { DEFAULT_RULES, judgeSamples, planSamples } from '../samples/judge.ts';
import { sortedSamples } from '../samples/laws.ts';
import { judgementRecord } from '../samples/report.ts';
import type { Samples } from '../samples/samples.ts';
import { type NetworkDescription, settingsOf } from './description.ts';

/** Values of K = K(x, x), of f, or of both, one of each of many networks: those of one network at one place. */
export interface GivenSamples {
  readonly K?: ArrayLike<number> | undefined;
  readonly f?: ArrayLike<number> | undefined;
}

/** How samples are judged. */
export interface CompareOptions {
  /** The probability that samples of this very network are called inconsistent, at most; by default 1e-3. */
  readonly falseAlarmRate?: number | undefined;
  /** Consistent means that a law at this Kolmogorov-Smirnov distance would have been found; by default 0.1. */
  readonly detect?: number | undefined;
  /** Of the simulated networks: an integer from 0, by default 0. */
  readonly seed?: number | undefined;
}

/**
 * Whether samples of somebody's own code come from a network: consistent, inconsistent or too few to tell, with every test and what it
 * would have found. Means are held against exact ones, the whole law against simulated networks; it takes some seconds.
 *
 * @throws InputError for samples that are no finite numbers or differ in their count, and for a network that leaves something free
 * @example
 * ```js
 * const { verdict } = await compareSamples({ K: Array(2000).fill(1) }, { widths: [3, 4, 5, 1] });
 * console.log(verdict); // inconsistent
 * ```
 */
export async function compareSamples(
  samples: GivenSamples,
  network: NetworkDescription,
  { falseAlarmRate, detect, seed }: CompareOptions = {},
): Promise<ReturnType<typeof judgementRecord>> {
  const given = samplesOf(samples);
  const rules = {
    ...DEFAULT_RULES,
    ...(falseAlarmRate !== undefined && { falseAlarmRate }),
    ...(detect !== undefined && { detect }),
    ...(seed !== undefined && { seed }),
  };
  const plan = planSamples(buildNetwork(settingsOf(network)), given, rules);
  return judgementRecord(judgeSamples(plan, given, sortedSamples(given)));
}

function samplesOf({ K, f }: GivenSamples): Samples {
  const [first, second] = [K, f].filter((values) => values !== undefined);
  if (!first) throw new InputError('samples: missing; wanted { K: […] }, { f: […] }, or both');
  if (second && second.length !== first.length)
    throw new InputError(`samples: ${first.length} and ${second.length}; wanted as many of K as of f`);
  for (const [name, values] of [['K', K] as const, ['f', f] as const])
    for (let i = 0; i < (values?.length ?? 0); i++) {
      const value = values![i]!;
      if (!Number.isFinite(value) || (name === 'K' && value < 0))
        throw new InputError(
          `samples: ${name}[${i}] is ${value}; wanted a finite number${name === 'K' ? ' >= 0' : ''}`,
        );
    }
  return { count: first.length, K: K && Float64Array.from(K), f: f && Float64Array.from(f) };
}

import { OutOfRange } from '../limits/error.ts';
import { SAMPLES_LIMITS } from '../limits/limits.ts';
import { buildNetwork, type NetworkSettings } from '../network/build.ts';
import { DEFAULT_RULES, judgeSamples, planSamples, type Rules } from '../samples/judge.ts';
import { sortedSamples } from '../samples/laws.ts';
import { checked } from '../samples/read.ts';
import { judgementRecord } from '../samples/report.ts';
import type { Samples } from '../samples/samples.ts';
import { type NetworkDescription, settingsOf } from './description.ts';
import { checkSeed, checkShare, FieldError } from './parameters.ts';
import { resultOf, type Stoppable } from './thread.ts';

/** Values of K = K(x, x), of f, or of both, one of each of many networks: those of one network at one place. */
export interface GivenSamples {
  readonly K?: ArrayLike<number> | undefined;
  readonly f?: ArrayLike<number> | undefined;
}

/** How samples are judged. */
export interface CompareOptions extends Stoppable {
  /** The probability that samples of this very network are called inconsistent, at most; by default 1e-3. */
  readonly falseAlarmRate?: number | undefined;
  /** Consistent means that a law at this Kolmogorov-Smirnov distance would have been found; by default 0.1. */
  readonly detect?: number | undefined;
  /** Of the simulated networks: an integer from 0, by default 0. */
  readonly seed?: number | undefined;
}

type ComparisonRecord = ReturnType<typeof judgementRecord>;

/**
 * Whether samples of somebody's own code come from a network: consistent, inconsistent or too few to tell, with every test and what it
 * would have found. Means are held against exact ones, the whole law against simulated networks, in a thread of its own.
 *
 * @throws InputError for samples that are no finite numbers or differ in their count, for options, and for a network that leaves something free
 * @example
 * ```js
 * const { verdict } = await compareSamples({ K: Array(2000).fill(1) }, { widths: [3, 4, 5, 1] });
 * console.log(verdict); // inconsistent
 * ```
 */
export async function compareSamples(
  samples: GivenSamples,
  network: NetworkDescription,
  { signal, ...options }: CompareOptions = {},
): Promise<ComparisonRecord> {
  const settings = settingsOf(network);
  buildNetwork(settings);
  const given = { samples: samplesOf(samples), settings, rules: rulesOf(options) };
  return resultOf<ComparisonRecord>({ kind: 'samples', given }, { signal });
}

/** What a thread that compares is given. */
export interface SamplesWork {
  readonly samples: Samples;
  readonly settings: NetworkSettings;
  readonly rules: Rules;
}

export function samplesWork({ samples, settings, rules }: SamplesWork): ComparisonRecord {
  const plan = planSamples(buildNetwork(settings), samples, rules);
  return judgementRecord(judgeSamples(plan, samples, sortedSamples(samples)));
}

function rulesOf({
  falseAlarmRate = DEFAULT_RULES.falseAlarmRate,
  detect = DEFAULT_RULES.detect,
  seed = DEFAULT_RULES.seed,
}: CompareOptions): Rules {
  checkShare('falseAlarmRate', falseAlarmRate);
  checkShare('detect', detect);
  checkSeed(seed);
  return { falseAlarmRate, detect, seed };
}

function samplesOf({ K, f }: GivenSamples): Samples {
  const count = K?.length ?? f?.length ?? 0;
  if (count === 0) throw new FieldError('samples', 'found none; wanted { K: […] }, { f: […] }, or both');
  if (K && f && f.length !== count)
    throw new FieldError('samples', `found ${count} of K and ${f.length} of f; wanted as many of both`);
  if (count > SAMPLES_LIMITS.rows)
    throw new FieldError('samples', `found ${count}; wanted ${SAMPLES_LIMITS.rows} at most`);
  const valuesOf = (name: 'K' | 'f', values: ArrayLike<number> | undefined): Float64Array | undefined =>
    values && checked(name, Float64Array.from(values), (row) => `${name}[${row}]`);
  try {
    return { count, K: valuesOf('K', K), f: valuesOf('f', f) };
  } catch (error) {
    if (error instanceof OutOfRange) throw new FieldError('samples', error.message);
    throw error;
  }
}

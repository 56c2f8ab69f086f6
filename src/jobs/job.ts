import { JOB_LIMITS } from '../limits/limits.ts';
import type { NetworkSettings } from '../network/build.ts';
import { OBSERVABLES } from '../network/observables.ts';
import { WEIGHT_LAWS, type WeightLaw } from '../random/laws.ts';
import type { Known } from '../simulate/known.ts';
import { checkLaw } from '../simulate/parameters.ts';
import {
  KERNEL_PARTS,
  type KernelPart,
  MAX_POWER,
  METHODS,
  type Method,
  POSTERIORS,
} from '../simulate/sampler.ts';
import type { KnownMean } from '../statistics/known-mean.ts';
import { Data } from './data.ts';
import { type NetworkData, networkData, readNetworkSettings } from './network-data.ts';

/**
 * A simulation as plain data, to be sent to other threads and machines and kept in files. It says what is drawn and
 * what is averaged, never how the work is split: that changes no bit of a result.
 */
export interface Job {
  /** The version of ntkcheck whose draws these are; another one may draw otherwise. */
  readonly version: string;
  readonly network: NetworkData;
  /** The name that the settings have, if any: an echo, no setting. */
  readonly convention: string | null;
  readonly method: Method;
  /** What tilted methods tilt by: a power of a part of the kernel. Others take no notice. */
  readonly power: number;
  readonly part: KernelPart;
  readonly weightLaw: WeightLaw;
  readonly seed: number;
  /** As they were written; the bodies of the E(...) in them are the statistics of a sample. */
  readonly quantities: readonly string[];
  /** Samples 0, 1, …, samples - 1. */
  readonly samples: number;
  /** Sums are of statistics times 2^-exponent: see `SimulationRequest`. */
  readonly exponent: number;
  /** Which set of independent samples under the seed. */
  readonly stream: number;
  /** With what probability an interval is to hold the true value. */
  readonly confidence: number;
  /** What a robust interval is made of, for each distinct E(...) that is to have one. */
  readonly influences: Influences | null;
  /** What is summed along because its mean is known: posteriors of the sampler, products of observables. */
  readonly checks: readonly Check[];
  /** A non-negative observable whose law is wanted too. */
  readonly distribution: KernelPart | null;
  /** Why this method, if it was picked; and the relative error that the samples were planned for. Echoes, no settings. */
  readonly reason: string | null;
  readonly relativeError: number | null;
}

export interface Check extends KnownMean {
  readonly known: Known;
}

/** Of the samples from `after` on, the sums of their influences about an anchor, at a scale; null: none is wanted. */
export interface Influences {
  readonly after: number;
  readonly anchors: readonly ({ readonly anchor: number; readonly scale: number } | null)[];
}

export const DEFAULT_CONFIDENCE = 0.999;

export const MAX_SAMPLES = JOB_LIMITS.samples;

type Optional =
  | 'power'
  | 'part'
  | 'stream'
  | 'exponent'
  | 'confidence'
  | 'influences'
  | 'checks'
  | 'distribution'
  | 'reason'
  | 'relativeError';

export interface JobOptions extends Omit<Job, 'network' | Optional>, Partial<Pick<Job, Optional>> {
  readonly settings: NetworkSettings;
}

/** The weights' fourth moment is that of the weight law: throws an OutOfRange for settings that say another. */
export function jobOf({ settings, power = 2, part = 'K', ...rest }: JobOptions): Job {
  const { version, convention, method, weightLaw, seed, quantities, samples } = rest;
  if (settings.mu4) checkLaw({ mu4: settings.mu4 }, weightLaw);
  const {
    exponent = 0,
    stream = 0,
    confidence = DEFAULT_CONFIDENCE,
    influences = null,
    checks = [],
    distribution = null,
  } = rest;
  const { reason = null, relativeError = null } = rest;
  const network = networkData(settings);
  // Named one by one: the order of the fields is part of the identity.
  return {
    version,
    network,
    convention,
    method,
    power,
    part,
    weightLaw,
    seed,
    quantities: [...quantities],
    // What a user gives comes before what follows from it: a difference is named by the first.
    confidence,
    relativeError,
    samples,
    exponent,
    stream,
    influences,
    checks,
    distribution,
    reason,
  };
}

/** A job from untrusted data; throws a DataError. What only evaluation can tell is left to `compileJob`. */
export function readJob(data: unknown, place = 'job'): Job {
  const fields = new Data(place, data).fields(
    'version',
    'network',
    'convention',
    'method',
    'power',
    'part',
    'weightLaw',
    'seed',
    'quantities',
    'samples',
    'exponent',
    'stream',
    'confidence',
    'influences',
    'checks',
    'distribution',
    'reason',
    'relativeError',
  );
  return jobOf({
    version: fields.version.text(),
    settings: readNetworkSettings(fields.network),
    convention: fields.convention.optionalText(),
    method: fields.method.choice(METHODS),
    power: fields.power.integer(2, MAX_POWER),
    part: fields.part.choice(KERNEL_PARTS),
    weightLaw: fields.weightLaw.choice(Object.keys(WEIGHT_LAWS) as WeightLaw[]),
    seed: fields.seed.integer(0, Number.MAX_SAFE_INTEGER),
    quantities: fields.quantities.items().map((quantity) => quantity.lines()),
    samples: fields.samples.integer(1, MAX_SAMPLES),
    exponent: fields.exponent.integer(-1100, 1100),
    stream: fields.stream.integer(0, 2 ** 32 - 1),
    confidence: fields.confidence.between(0, 1),
    influences: fields.influences.value === null ? null : readInfluences(fields.influences),
    checks: fields.checks.items().map(readCheck),
    distribution: fields.distribution.value === null ? null : fields.distribution.choice(KERNEL_PARTS),
    reason: fields.reason.optionalText(),
    relativeError: fields.relativeError.value === null ? null : fields.relativeError.between(0, 1),
  });
}

function readCheck(data: Data): Check {
  const { known, mean, scale } = data.fields('known', 'mean', 'scale');
  return {
    known: Array.isArray(known.value)
      ? known.items().map((factor) => factor.choice(OBSERVABLES))
      : known.choice(POSTERIORS),
    mean: mean.between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
    scale: scale.value === null ? null : scale.between(0, Number.POSITIVE_INFINITY),
  };
}

function readInfluences(data: Data): Influences {
  const { after, anchors } = data.fields('after', 'anchors');
  return {
    after: after.integer(0, MAX_SAMPLES),
    anchors: anchors.items().map((item) => {
      if (item.value === null) return null;
      const { anchor, scale } = item.fields('anchor', 'scale');
      return {
        anchor: anchor.between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
        scale: scale.between(0, Number.POSITIVE_INFINITY),
      };
    }),
  };
}

/** Equal for equal jobs, and for no others. */
export const identityOf = (job: Job): string => JSON.stringify(job);

/** The first field in which two jobs differ, with both values as texts; undefined for equal ones. */
export function differenceOf(
  a: Job,
  b: Job,
): { readonly field: string; readonly values: readonly [string, string] } | undefined {
  const flat = (job: Job): Readonly<Record<string, unknown>> => {
    const { network, ...rest } = job;
    return { ...network, ...rest };
  };
  const [left, right] = [flat(a), flat(b)];
  for (const field of Object.keys(left)) {
    const values = [JSON.stringify(left[field]), JSON.stringify(right[field])] as const;
    if (values[0] !== values[1]) return { field, values };
  }
  return undefined;
}

import { CHECK_LEVEL } from '../estimate/checks.ts';
import type { Environment, Parsed } from '../expression/index.ts';
import { formatExpression } from '../expression/index.ts';
import { type CompiledJob, compileJob } from '../jobs/compile.ts';
import type { Job } from '../jobs/job.ts';
import type { PartialResult } from '../jobs/partial.ts';
import { InputError } from '../limits/error.ts';
import { excerpt } from '../limits/excerpt.ts';
import { estimateQuantity } from '../quantity/estimate.ts';
import { divide, type Rational, rational } from '../rational/rational.ts';
import { toNumber } from '../rational/text.ts';
import type { Accumulator } from '../simulate/accumulator.ts';
import { knownText } from '../simulate/known.ts';
import { isTilted } from '../simulate/sampler.ts';
import { failureOf } from './checks.ts';
import { type DistributionRecord, distributionRecord, distributionText } from './distribution.ts';
import type { ExactLaws } from './exact-law.ts';
import { type Guaranteed, guaranteesOf } from './guarantees.ts';
import { type FoundInterval, intervalsOf, intervalText, quantityIntervalOf } from './intervals.ts';
import { networkLine, networkRecord } from './network-record.ts';
import { refusing } from './quantities.ts';

interface Estimate {
  readonly quantity: string;
  /** null where the quantity has no value at the sample means: then `noEstimate` says why. */
  readonly estimate: number | null;
  readonly standardError: number | null;
  readonly noEstimate?: string;
  /** null where the exact variance is not known, or too large for a double. */
  readonly exactStandardError: number | null;
  /** null where none can be justified: then `noInterval` says why. */
  readonly interval: FoundInterval['interval'];
  readonly noInterval?: string | undefined;
}

/** What 'ntkcheck simulate' prints as JSON: a function of the job and the samples alone. */
export interface SimulationRecord {
  readonly network: ReturnType<typeof networkRecord>;
  readonly method: string;
  /** Why, if it was picked. */
  readonly methodReason?: string;
  /** What a tilted method tilts by, and between what that power times dP/dQ lies. */
  readonly tilt?: {
    readonly part: string;
    readonly power: number;
    readonly bounds: readonly [number, number];
  };
  /** Known means that the samples of a tilted method are held against, all of them at a level, and what they miss. */
  readonly checks?: {
    readonly names: readonly string[];
    readonly level: number;
    /** null for a run that was interrupted: they are tested at its planned end. */
    readonly passed: boolean | null;
  };
  readonly weightLaw: string;
  readonly seed: number;
  readonly samples: number;
  /** Whether these are all samples of the job, with all that is known of them. */
  readonly complete: boolean;
  readonly results: readonly Estimate[];
  readonly distribution?: DistributionRecord;
  /** Of the widest interval: what was asked for, and what it came to; null without an interval. */
  readonly relativeError?: { readonly wanted: number; readonly reached: number | null };
}

/** Needs two samples. Throws InputError when no quantity has a value at what they are. */
export function simulationRecord(
  partial: PartialResult,
  laws: ExactLaws,
  complete = partial.complete,
): SimulationRecord {
  const { job, samples } = partial;
  const compiled = compileJob(job);
  const guaranteed = guaranteesOf(job, laws);
  const intervals = intervalsOf(partial, guaranteed);
  const known: Known = { ...compiled, accumulator: partial.parts.moments, laws };
  const results = compiled.quantities.map((one) => ({
    ...estimateOrReason(one, job, known),
    ...quantityIntervalOf(one.expression, compiled, intervals, job.confidence),
  }));
  const [first] = results;
  if (first?.noEstimate !== undefined && results.every(({ estimate }) => estimate === null))
    throw new InputError(first.noEstimate);
  return {
    network: networkRecord(networkOf(job)),
    method: job.method,
    ...(job.reason === null ? {} : { methodReason: job.reason }),
    ...tiltOf(job, guaranteed),
    ...checksOf(partial),
    weightLaw: job.weightLaw,
    seed: job.seed,
    samples,
    complete,
    results,
    ...(job.distribution === null ? {} : { distribution: distributionRecord(partial, job.distribution) }),
    ...(job.relativeError === null ? {} : { relativeError: errorOf(results, job.relativeError) }),
  };
}

function tiltOf(
  { method, part, power }: Job,
  guaranteed: readonly Guaranteed[],
): Pick<SimulationRecord, 'tilt'> {
  const bounded = guaranteed.find(({ guarantee }) => guarantee.kind === 'bounded')?.guarantee;
  if (!isTilted(method) || bounded?.kind !== 'bounded') return {};
  return { tilt: { part, power, bounds: [bounded.bounds.low, bounded.bounds.high] } };
}

function checksOf(partial: PartialResult): Pick<SimulationRecord, 'checks'> {
  const names = partial.job.checks.map(({ known }) => knownText(known));
  if (names.length === 0) return {};
  const passed = partial.complete ? failureOf(partial) === undefined : null;
  return { checks: { names, level: CHECK_LEVEL, passed } };
}

function errorOf(
  results: readonly Estimate[],
  wanted: number,
): NonNullable<SimulationRecord['relativeError']> {
  const halves = results.map(({ interval, estimate }) =>
    interval && estimate !== null
      ? (interval.high - interval.low) / 2 / Math.abs(estimate)
      : Number.POSITIVE_INFINITY,
  );
  const worst = Math.max(...halves);
  return { wanted, reached: Number.isFinite(worst) ? worst : null };
}

/** The same for humans. */
export function simulationText(job: Job, record: SimulationRecord): string {
  const { complete, samples, method, weightLaw, seed, results, tilt, distribution } = record;
  const { methodReason, relativeError, checks } = record;
  const label = complete ? '' : 'INTERRUPTED, partial result: ';
  const header = `${label}${samples} networks, ${method}, ${weightLaw} weights, seed ${seed}`;
  const tilted = tilt
    ? [
        `drawn from laws tilted by powers ${tilt.power} of the layers' parts of ${tilt.part}; weighed back, each sample lies in [${tilt.bounds.map((x) => x.toPrecision(3)).join(', ')}]`,
      ]
    : [];
  const checked = checks?.passed ? [checkedText(job, checks.level)] : [];
  const why = methodReason === undefined ? [] : [`${method}: ${methodReason}`];
  const lines = [
    networkLine(networkOf(job)),
    header,
    ...why,
    ...tilted,
    ...checked,
    ...results.map(estimateText),
  ];
  return [
    ...lines,
    ...(relativeError ? [reachedText(relativeError)] : []),
    ...(distribution ? distributionText(distribution) : []),
  ].join('\n');
}

function checkedText({ checks }: Job, level: number): string {
  const means = checks.map(({ known }) => known).filter((known) => typeof known !== 'string');
  const shares = `${checks.length - means.length} shares of the mixture`;
  const known = [shares, ...means.map(knownText)].join(', ');
  return `the samples agree with what is known of them, at level ${level.toExponential()} in all: ${known}`;
}

/** A plan rests on a pilot; what it came to is said either way. */
function reachedText({ wanted, reached }: NonNullable<SimulationRecord['relativeError']>): string {
  if (reached === null) return `relative error: NOT the ${wanted} that was asked for`;
  const short = reached <= wanted ? '' : `, NOT the ${wanted} that was asked for`;
  return `relative error ${reached.toPrecision(3)}${short}`;
}

const networkOf = (job: Job) => ({ ...compileJob(job), convention: job.convention });

interface Known extends CompiledJob {
  readonly accumulator: Accumulator;
  readonly laws: ExactLaws;
}

/** One quantity without a value takes none of the others with it. */
function estimateOrReason(parsed: Parsed, job: Job, known: Known): Omit<Estimate, 'interval' | 'noInterval'> {
  try {
    return estimateOf(parsed, job, known);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const none = { estimate: null, standardError: null, exactStandardError: null };
    return { quantity: parsed.text, ...none, noEstimate: error.message };
  }
}

/** A quantity at the sample means of the E(...) in it, which are listed by their texts. */
function estimateOf(
  parsed: Parsed,
  job: Job,
  { environment, texts, accumulator, laws }: Known,
): Omit<Estimate, 'interval' | 'noInterval'> {
  const { text, expression } = parsed;
  const scale = 2 ** job.exponent;
  const means = texts.map((_, i) => accumulator.mean(i) * scale);
  const covariance = (i: number, j: number): number =>
    (accumulator.covariance(i, j) / accumulator.count) * scale * scale;
  const own = expression.kind === 'expectation' ? texts.indexOf(formatExpression(expression.body)) : -1;
  // The variance of one E(...) may be beyond the range of doubles where its standard error is not.
  const { estimate, standardError } =
    own >= 0
      ? { estimate: means[own]!, standardError: accumulator.standardError(own) * scale }
      : refusing(parsed, () =>
          estimateQuantity(expression, environment as Environment<Rational>, { texts, means, covariance }),
        );
  if (!Number.isFinite(estimate) || !Number.isFinite(standardError))
    throw new InputError(`--quantity '${excerpt(text)}': the estimate is beyond the range of double numbers`);
  const exact = isTilted(job.method) ? undefined : laws[own]?.variance;
  const error = exact && squareRoot(divide(exact, rational(accumulator.count)));
  return {
    quantity: text,
    estimate,
    standardError,
    exactStandardError: error !== undefined && Number.isFinite(error) ? error : null,
  };
}

/** Of a number that may itself be beyond the range of doubles. */
function squareRoot(x: Rational): number {
  const half = Math.trunc((x.num.toString().length - x.den.toString().length) / 2);
  const scale = 100n ** BigInt(Math.abs(half));
  const near = half >= 0 ? rational(x.num, x.den * scale) : rational(x.num * scale, x.den);
  return Math.abs(half) < 8 ? Math.sqrt(toNumber(x)) : Math.sqrt(toNumber(near)) * Number(`1e${half}`);
}

function estimateText(result: Estimate): string {
  const { quantity, estimate, standardError, exactStandardError } = result;
  if (estimate === null || standardError === null) return `${quantity}: no estimate: ${result.noEstimate}`;
  const exact =
    exactStandardError === null ? '' : `; ${exactStandardError.toPrecision(3)} from the exact variance`;
  const line = `${quantity} = ${estimate.toPrecision(8)} ± ${standardError.toPrecision(3)} (standard error${exact})`;
  return `${line}\n  ${intervalText(result)}`;
}

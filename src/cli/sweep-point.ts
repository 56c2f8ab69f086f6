import { moments } from '../exact/moment.ts';
import { type Expression, evaluateDecimal, type Parsed } from '../expression/index.ts';
import { type CompiledJob, compileJob } from '../jobs/compile.ts';
import { quantityEnvironment } from '../jobs/environment.ts';
import { type Job, jobOf } from '../jobs/job.ts';
import { PartialResult } from '../jobs/partial.ts';
import type { NetworkSettings } from '../network/build.ts';
import { phase } from '../network/phase.ts';
import { simulateHere } from '../parallel/threads.ts';
import { expectation, withOracle } from '../quantity/exact.ts';
import { needsQ } from '../quantity/needs-q.ts';
import { seedOf } from '../random/seed.ts';
import { formatRational, toNumber } from '../rational/text.ts';
import type { SweepMean, SweepPoint } from '../report/sweep.ts';
import { withChecks } from './checks.ts';
import { lawsOf } from './exact-law.ts';
import { guaranteesOf } from './guarantees.ts';
import { type FoundInterval, intervalsOf, quantityIntervalOf } from './intervals.ts';
import { type PlainRuns, plainRuns, valueAt } from './plain-runs.ts';
import { planned, type Wishes, withMethod } from './plan.ts';
import { readQuantities, refusing } from './quantities.ts';

/** One point of a sweep, as it is sent to a thread. */
export interface SweepTask {
  readonly version: string;
  readonly settings: NetworkSettings;
  readonly quantity: string;
  /** Of the sweep: the draws of a point depend on it, σ_w² and the depth, and not on the other points. */
  readonly seed: number;
  /** Of each E(...)'s interval. */
  readonly confidence: number;
  /** Networks for each E(...), or undefined for as many as bands of ± relativeError times the value take. */
  readonly samples: number | undefined;
  readonly relativeError: number;
  readonly plain: Pick<PlainRuns, 'networks' | 'runs'>;
}

/** A mean, and what its quantity's band is made of. */
interface Estimated extends SweepMean {
  readonly found: FoundInterval;
}

/**
 * Exact value, band and plain runs of a point. Each E(...) of the quantity has networks of its own, from the sampler that
 * suits it: powers that are heavy-tailed from tilted laws, others from plain networks. Throws InputError and, for a
 * simulation that leaves the range of its numbers, BlockRefused or OutOfRange.
 */
export async function sweepPoint(task: SweepTask): Promise<SweepPoint> {
  const { settings, plain } = task;
  const depth = settings.widths.length - 1;
  const seed = seedOf(`sweep ${task.seed}: sigma_w2 = ${formatRational(settings.sigmaW2)}, d = ${depth}`);
  const [parsed] = readQuantities([task.quantity], quantityEnvironment(settings)) as [Parsed];
  const whole = compileJob(jobFor(task, parsed, { seed, stream: 0 }));
  const { texts, bodies, environment } = whole;
  const exact = exactValue(parsed, whole);
  const errors = errorsOf(parsed.expression, whole, task.relativeError);
  const means: Estimated[] = [];
  for (const [i, text] of texts.entries()) {
    const one = { text: `E(${text})`, expression: bodies[i]! };
    const job = jobFor(task, one, { seed, stream: 2 * i });
    means.push(await estimated(job, task.samples === undefined ? errors[i] : undefined));
  }
  const { interval: band, noInterval } = quantityIntervalOf(
    parsed.expression,
    whole,
    means.map(({ found }) => found),
    task.confidence,
  );
  const estimate = valueAt(
    parsed.expression,
    environment,
    texts,
    means.map((mean) => mean.estimate),
  );
  return {
    sigma_w2: formatRational(settings.sigmaW2),
    phase: phase(settings.sigmaW2, settings.sigmaB2),
    depth,
    exact,
    estimate: Number.isFinite(estimate) ? estimate : null,
    band: band && { low: band.low, high: band.high },
    ...(noInterval === undefined ? {} : { no_band: noInterval }),
    plain: plainOf(parsed.expression, whole, exact, { ...plain, seed, stream: 2 * texts.length }),
    seed,
    means: means.map(({ found, ...mean }) => mean),
  };
}

function jobFor(
  { version, settings, confidence, samples = 2 }: SweepTask,
  { text, expression }: Pick<Parsed, 'text' | 'expression'>,
  { seed, stream }: Pick<Job, 'seed' | 'stream'>,
): Job {
  const method = needsQ([expression]) ? 'dense' : 'collapsed';
  const fixed = { convention: null, weightLaw: 'gaussian' as const, quantities: [text] };
  return jobOf({ version, settings, ...fixed, method, seed, stream, samples, confidence });
}

/** Of the numerical derivative. */
const STEP = 1e-4;

/**
 * The relative errors of the E(...) of a quantity that make one of `relativeError` of it, to first order: the same for
 * each, so that it is divided by Σ |∂ log quantity/∂ log E(...)| at the exact means. Where that is not known, each gets
 * half of its share, as in a run of several E(...).
 */
function errorsOf(
  quantity: Expression,
  { network, environment, bodies, texts }: CompiledJob,
  relativeError: number,
): number[] {
  const means = bodies.map((body) =>
    toNumber(expectation(body, environment, (products) => moments(network, products))),
  );
  const at = (i: number, by: number): number =>
    valueAt(
      quantity,
      environment,
      texts,
      means.map((mean, j) => (i === j ? mean * (1 + by) : mean)),
    );
  const value = at(0, 0);
  const total = means.reduce(
    (sum, _, i) => sum + Math.abs((at(i, STEP) - at(i, -STEP)) / (2 * STEP * value)),
    0,
  );
  const one =
    total > 0 && Number.isFinite(total) ? relativeError / total : relativeError / (2 * texts.length);
  return means.map(() => Math.min(one, MOST_ERROR));
}

/** An E(...) that the quantity hardly depends on is estimated nevertheless. */
const MOST_ERROR = 0.5;

/** The estimate of a job of one E(...): with as many networks as the relative error takes, or as the job says. */
async function estimated(base: Job, relativeError: number | undefined): Promise<Estimated> {
  const wishes: Wishes = { method: 'auto', relativeError, wantsInterval: true, workers: 1 };
  const laws = lawsOf(base);
  const never = new AbortController().signal;
  const job = withChecks(await planned(withMethod(base, wishes, laws), wishes, laws, never));
  const partial = PartialResult.empty(job);
  await simulateHere(partial, { from: 0, to: job.samples }, { workers: 1 });
  const [found] = intervalsOf(partial, guaranteesOf(job, laws));
  const { method, reason, samples } = job;
  const { interval } = found!;
  return {
    expectation: job.quantities[0]!,
    method,
    reason,
    samples,
    estimate: partial.parts.moments.mean(0) * 2 ** job.exponent,
    interval: interval && { low: interval.low, high: interval.high, confidence: job.confidence },
    found: found!,
  };
}

function exactValue(quantity: Parsed, { network, environment }: CompiledJob): number {
  const withMoments = withOracle(environment, (products) => moments(network, products));
  return refusing(quantity, () => evaluateDecimal(quantity.expression, withMoments, 20).toNumber());
}

function plainOf(
  quantity: Expression,
  compiled: CompiledJob,
  exact: number,
  runs: PlainRuns,
): SweepPoint['plain'] {
  if (runs.runs === 0) return null;
  const values = plainRuns(quantity, compiled, runs);
  if (!values.every(Number.isFinite)) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
  return { first: values[0]!, median, below: values.filter((value) => value < exact).length };
}

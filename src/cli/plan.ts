import { exponentOf, robustPlanOf, samplesNeeded } from '../estimate/guarantee.ts';
import { chooseMethod } from '../estimate/method.ts';
import { drawsWeights } from '../jobs/abilities.ts';
import { compileJob, weightsOf } from '../jobs/compile.ts';
import { type Influences, type Job, MAX_SAMPLES } from '../jobs/job.ts';
import { PartialResult } from '../jobs/partial.ts';
import { InputError, OutOfRange } from '../limits/error.ts';
import { simulateHere } from '../parallel/threads.ts';
import { needsQ } from '../quantity/needs-q.ts';
import type { Accumulator } from '../simulate/accumulator.ts';
import { type SimulationRequest, simulateInSteps } from '../simulate/run.ts';
import { isTilted, type Method } from '../simulate/sampler.ts';
import type { ExactLaws } from './exact-law.ts';
import { type Guaranteed, guaranteesOf, levelOf, targetsOf } from './guarantees.ts';

/** What the flags leave to a plan. */
export interface Wishes {
  readonly method: Method | 'auto';
  /** Half-width of the intervals over the estimate. */
  readonly relativeError: number | undefined;
  /** Whether an interval is wanted that takes exact variances. */
  readonly wantsInterval: boolean;
  readonly workers: number;
}

/** Samples of a survey, which only a plan rests on, and weights drawn for it at most. */
const SURVEY = { samples: 4096, least: 200, weights: 2 ** 23 } as const;

/** The job with its method chosen. */
export function withMethod(job: Job, wishes: Wishes, laws: ExactLaws): Job {
  const { bodies } = compileJob(job);
  const targets = targetsOf(job, laws);
  if (wishes.method !== 'auto') {
    const form = targets.find((target) => target.form)?.form;
    const aim = isTilted(wishes.method) && form ? { power: form.power, part: commonPart(targets) } : {};
    return { ...job, method: wishes.method, ...aim };
  }
  if (job.distribution !== null) return { ...job, reason: 'the law of an observable takes plain networks' };
  const wanted = targets.map(({ form, exact }, i) => ({
    needsQ: needsQ([bodies[i]!]),
    form,
    relativeVariance: exact && exact.mean !== 0 ? exact.variance / exact.mean ** 2 : undefined,
  }));
  return { ...job, ...chooseMethod(wanted, job.weightLaw) };
}

function commonPart(targets: ReturnType<typeof targetsOf>): Job['part'] {
  const parts = new Set(targets.flatMap(({ form }) => (form ? [form.part] : [])));
  const [only] = parts;
  return parts.size === 1 ? only! : 'K';
}

/**
 * The job with as many samples as the relative error takes, and with the anchors that robust intervals need: the means
 * of its first samples. Throws InputError for a relative error that cannot be promised.
 */
export async function planned(job: Job, wishes: Wishes, laws: ExactLaws, signal: AbortSignal): Promise<Job> {
  const guaranteed = guaranteesOf(job, laws);
  const scaled = { ...job, exponent: exponentOf(guaranteed.map(({ guarantee }) => guarantee)) };
  const { relativeError } = wishes;
  const sized =
    relativeError === undefined
      ? scaled
      : { ...scaled, relativeError, samples: await sizeFor(scaled, relativeError, guaranteed, signal) };
  return wishes.wantsInterval ? withAnchors(sized, guaranteed, wishes.workers, signal) : sized;
}

/** What a relative error takes; of no use once the signal has come. */
async function sizeFor(
  job: Job,
  relativeError: number,
  guaranteed: readonly Guaranteed[],
  signal: AbortSignal,
): Promise<number> {
  const { texts, bodies, network, statistics } = compileJob(job);
  for (const [i, { guarantee, target }] of guaranteed.entries()) {
    if (target.exact?.isCentred)
      throw new InputError(`--relative-error: none can be promised for E(${texts[i]}): its exact value is 0`);
    if (guarantee.kind === 'none')
      throw new InputError(`--relative-error: none can be promised for E(${texts[i]}): ${guarantee.reason}`);
  }
  const weights = drawsWeights(job.method) ? weightsOf(network) : 1;
  const samples = Math.max(SURVEY.least, Math.min(SURVEY.samples, Math.floor(SURVEY.weights / weights)));
  const { method, power, part, seed, exponent } = job;
  const request: SimulationRequest = {
    network,
    seed,
    method,
    power,
    part,
    needsQ: needsQ(bodies),
    stream: job.stream + 1,
    from: 0,
    to: samples,
    statistics,
    exponent,
  };
  const sums = await surveyed(request, signal);
  if (signal.aborted) return job.samples;
  const level = levelOf(job);
  const needed = guaranteed.map(({ target, guarantee }, i) => {
    const pilot = { mean: sums.mean(i), variance: sums.variance(i) };
    // A quantity of several E(...) adds their relative errors up, if it is a product of powers of them: a half of each.
    const share = relativeError / (texts.length > 1 ? 2 * texts.length : 1);
    return samplesNeeded(guarantee, target, pilot, share, level, exponent);
  });
  const most = Math.max(2, ...needed);
  if (most <= MAX_SAMPLES) return most;
  const what = Number.isFinite(most)
    ? `${most.toPrecision(3)} networks`
    : 'more networks than can be counted';
  throw new InputError(
    `--relative-error: found ${relativeError}, which takes ${what} by the method ${job.method}; wanted one that takes at most ${MAX_SAMPLES}`,
  );
}

/** Some samples, a few at a time, so that the signal is heard however large the network. */
async function surveyed(request: SimulationRequest, signal: AbortSignal): Promise<Accumulator> {
  try {
    return (await simulateInSteps(request, { signal })).accumulator;
  } catch (error) {
    if (!(error instanceof OutOfRange)) throw error;
    throw new InputError(
      `--relative-error: the simulation leaves the range of its numbers; 'ntkcheck moments' is exact at any size`,
    );
  }
}

async function withAnchors(
  job: Job,
  guaranteed: readonly Guaranteed[],
  workers: number,
  signal: AbortSignal,
): Promise<Job> {
  const plans = guaranteed.map(({ guarantee }) => robustPlanOf(guarantee, job.samples, levelOf(job)));
  const after = plans.find((plan) => plan)?.pilotSamples;
  if (after === undefined) return job;
  const pilot = PartialResult.empty({ ...job, samples: after });
  await simulateHere(pilot, { from: 0, to: after }, { workers, signal });
  if (signal.aborted) return job;
  const anchors: Influences['anchors'] = plans.map((plan, i) =>
    plan ? { anchor: pilot.parts.moments.mean(i), scale: plan.scale } : null,
  );
  return { ...job, influences: { after, anchors } };
}

import { CHECK_LEVEL, failedCheck, plannedChecks } from '../estimate/checks.ts';
import { BeyondOracle, moments } from '../exact/moment.ts';
import { allowance } from '../exact/permit.ts';
import { compileJob } from '../jobs/compile.ts';
import type { Job } from '../jobs/job.ts';
import type { PartialResult } from '../jobs/partial.ts';
import { mixtureFor } from './guarantees.ts';
import { inThread } from './thread.ts';

/** The job with what its samples are to be held against, in this thread: plain methods have nothing. */
export function withChecks(job: Job): Job {
  const mixture = mixtureFor(job);
  if (!mixture) return job;
  const { network } = compileJob(job);
  // One for all: what it does not cover is no check.
  const permit = allowance();
  const oracle = (products: Parameters<typeof moments>[1]) => {
    try {
      return moments(network, products, permit);
    } catch (error) {
      if (error instanceof BeyondOracle) return undefined;
      throw error;
    }
  };
  const plan = { samples: job.samples, level: CHECK_LEVEL };
  return { ...job, checks: plannedChecks(network, job, mixture, oracle, plan) };
}

/** The same in a thread of its own; as it was when the signal comes first. */
export async function withChecksInThread(job: Job, signal: AbortSignal): Promise<Job> {
  // A mixture that cannot be is refused here.
  if (!mixtureFor(job)) return job;
  let checked = job;
  await inThread<Job>('./checks-worker.js', job, signal, (found) => {
    checked = found;
  });
  return checked;
}

/** What is wrong with the samples of a complete run from tilted laws; undefined if nothing is seen. */
export function failureOf({ job, parts, samples }: PartialResult): string | undefined {
  if (job.checks.length === 0) return 'the samples were held against nothing that is known';
  const sums = (i: number) => [parts.checks.value(2 * i), parts.checks.value(2 * i + 1)] as const;
  return failedCheck(job.checks, sums, samples, CHECK_LEVEL);
}

import type { Job } from '../jobs/job.ts';
import type { ExactLaws } from './exact-law.ts';
import { inThread } from './thread.ts';

/** The exact laws of the E(...) of a job, as far as they are known; none when the signal comes first. */
export async function exactLaws(job: Job, signal: AbortSignal): Promise<ExactLaws> {
  if (job.weightLaw !== 'gaussian') return [];
  let laws: ExactLaws = [];
  await inThread<ExactLaws>('./exact-worker.js', job, signal, (found) => {
    laws = found;
  });
  return laws;
}

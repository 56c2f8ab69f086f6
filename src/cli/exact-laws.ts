import { isPlain } from '../jobs/abilities.ts';
import { compileJob } from '../jobs/compile.ts';
import type { Job } from '../jobs/job.ts';
import { inThread } from './thread.ts';
import type { Variances, VarianceWork } from './variance-worker.ts';

/** The exact variances of the quantities of a job, as far as they are known; none when the signal comes first. */
export async function exactVariances(job: Job, signal: AbortSignal): Promise<Variances> {
  if (job.weightLaw !== 'gaussian' || !isPlain(job.method)) return [];
  const work: VarianceWork = { settings: compileJob(job).settings, quantities: job.quantities };
  let variances: Variances = [];
  await inThread<Variances>('./variance-worker.js', work, signal, (found) => {
    variances = found;
  });
  return variances;
}

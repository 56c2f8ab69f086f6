import type { Job } from '../jobs/job.ts';
import { type ExactLaws, lawsOf } from './exact-law.ts';
import { serve } from './thread.ts';

export const work = (job: Job, post: (laws: ExactLaws) => void): void => post(lawsOf(job));

await serve(work);

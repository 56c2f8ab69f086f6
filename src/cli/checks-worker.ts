import type { Job } from '../jobs/job.ts';
import { withChecks } from './checks.ts';
import { serve } from './thread.ts';

export const work = (job: Job, post: (checked: Job) => void): void => post(withChecks(job));

await serve(work);

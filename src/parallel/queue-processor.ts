import type { SandboxedJob } from 'bullmq';
import { computeBlock, type Outcome } from './outcome.ts';

/** The work of a thread of a queue's worker. */
export default async function work({ data }: SandboxedJob<unknown>): Promise<Outcome> {
  return computeBlock(data);
}

import { computeBlock, type Outcome } from './outcome.ts';

/** The work of a thread of the pool. */
export default function work(task: unknown): Outcome {
  return computeBlock(task);
}

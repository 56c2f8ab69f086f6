import { type BlockTask, computeBlock, type Outcome } from './outcome.ts';

/** The work of a thread of the pool. */
export default function work(task: BlockTask): Outcome {
  return computeBlock(task);
}

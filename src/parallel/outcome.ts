import { simulateBlock } from '../jobs/block.ts';
import { DataError } from '../jobs/data.ts';
import { readJob } from '../jobs/job.ts';
import { PartialResult } from '../jobs/partial.ts';
import type { Range } from '../jobs/ranges.ts';
import { NtkcheckError } from '../limits/error.ts';

/** What is sent to whoever computes a block: plain data, since it may come from another machine. */
export interface BlockTask {
  readonly job: unknown;
  readonly range: Range;
}

/** What comes back: a partial result as plain data, or why there can be none. */
export type Outcome = { readonly partial: unknown } | { readonly refused: string };

/** A block that no machine can compute: trying again is in vain. */
export class BlockRefused extends NtkcheckError {
  override readonly name = 'BlockRefused';
}

/** Computes a block. Throws only what is a defect, or bad luck: then it may be tried again. */
export function computeBlock({ job, range: { from, to } }: BlockTask): Outcome {
  try {
    return { partial: simulateBlock(readJob(job), { from, to }).toJSON() };
  } catch (error) {
    if (error instanceof RangeError || error instanceof DataError) return { refused: error.message };
    throw error;
  }
}

/** The result in an outcome that is not trusted: it must cover these samples exactly. Throws BlockRefused. */
export function resultOf(outcome: unknown, { from, to }: Range): PartialResult {
  const { partial, refused } = (outcome ?? {}) as { partial?: unknown; refused?: unknown };
  if (typeof refused === 'string') throw new BlockRefused(refused);
  const result = PartialResult.read(partial);
  const [covered, ...more] = result.covered;
  if (covered?.from !== from || covered.to !== to || more.length > 0)
    throw new DataError(`found a result of other networks than ${from}–${to - 1}`);
  return result;
}

import { simulateBlock } from '../jobs/block.ts';
import { mostBlockSamples } from '../jobs/blocks.ts';
import { Data, DataError } from '../jobs/data.ts';
import { type Job, readJob } from '../jobs/job.ts';
import { PartialResult } from '../jobs/partial.ts';
import type { Range } from '../jobs/ranges.ts';
import { NtkcheckError, OutOfRange } from '../limits/error.ts';
import { excerpt } from '../limits/excerpt.ts';

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

/** Computes a block of untrusted data. Throws only what is a defect, or bad luck: then it may be tried again. */
export function computeBlock(data: unknown): Outcome {
  try {
    const { job, range } = readTask(data);
    return { partial: simulateBlock(job, range).toJSON() };
  } catch (error) {
    if (error instanceof OutOfRange || error instanceof DataError) return { refused: error.message };
    throw error;
  }
}

/** Throws a DataError for what is no block of a job, or one that would keep a worker for too long. */
function readTask(data: unknown): { readonly job: Job; readonly range: Range } {
  const fields = new Data('', data).fields('job', 'range');
  const job = readJob(fields.job.value);
  const { from, to } = fields.range.fields('from', 'to');
  const start = from.integer(0, job.samples - 1);
  const end = to.integer(start + 1, Math.min(job.samples, start + mostBlockSamples(job)));
  return { job, range: { from: start, to: end } };
}

/** The result in an outcome that is not trusted: it must cover these samples exactly. Throws BlockRefused. */
export function resultOf(outcome: unknown, { from, to }: Range): PartialResult {
  const { partial, refused } = (outcome ?? {}) as { partial?: unknown; refused?: unknown };
  if (typeof refused === 'string') throw new BlockRefused(excerpt(refused, 500));
  const result = PartialResult.read(partial);
  const [covered, ...more] = result.covered;
  if (covered?.from !== from || covered.to !== to || more.length > 0)
    throw new DataError(`found a result of other networks than ${from}–${to - 1}`);
  return result;
}

import type { PartialResult } from '../jobs/partial.ts';
import type { Range } from '../jobs/ranges.ts';
import { BlockRefused } from '../parallel/outcome.ts';
import { QueueError } from '../parallel/queue-error.ts';
import { simulateHere } from '../parallel/threads.ts';
import type { Checkpoint } from './checkpoint.ts';
import { InputError } from './error.ts';
import { exactVariances } from './exact-variances.ts';
import { interruption } from './progress.ts';
import { RunProgress } from './run-progress.ts';
import type { Variances } from './variance-worker.ts';

export interface RunJobOptions {
  readonly checkpoint: Checkpoint;
  /** The samples that are wanted of it. */
  readonly range: Range;
  readonly workers: number;
  /** The queue whose workers simulate, instead of this machine. */
  readonly redis: URL | undefined;
  readonly needsVariances: boolean;
}

export interface JobRun {
  /** By Ctrl-C or a SIGTERM: there may be less than was asked for. */
  readonly interrupted: boolean;
  readonly variances: Variances;
}

/**
 * Simulates what the checkpoint lacks of a range, while a thread computes the exact variances. Ctrl-C leaves what there
 * is so far. Throws InputError.
 */
export async function runJob({
  checkpoint,
  range,
  workers,
  redis,
  needsVariances,
}: RunJobOptions): Promise<JobRun> {
  const { partial } = checkpoint;
  const progress = new RunProgress(partial, range.to - range.from);
  const [stop, failure] = [stopSignal(), new AbortController()];
  const signal = AbortSignal.any([stop, failure.signal]);
  const onMerged = (): void => {
    progress.show(partial);
    checkpoint.keep();
  };
  try {
    const [, variances] = await Promise.all([
      simulate(partial, range, { redis, workers, signal, onMerged }).finally(() => checkpoint.keep(true)),
      needsVariances ? exactVariances(partial.job, signal) : [],
    ]);
    return { interrupted: stop.aborted, variances };
  } catch (error) {
    if (error instanceof QueueError) throw new InputError(`--redis: ${error.message}`);
    if (!(error instanceof BlockRefused)) throw error;
    throw new InputError(
      `the simulation leaves the range of its numbers: ${error.message}; 'ntkcheck moments' is exact at any size`,
    );
  } finally {
    failure.abort();
    progress.clear();
  }
}

interface SimulateOptions extends Pick<RunJobOptions, 'redis' | 'workers'> {
  readonly signal: AbortSignal;
  readonly onMerged: () => void;
}

/** Loads the packages of the one way or the other when they are needed: they are large. */
async function simulate(
  partial: PartialResult,
  range: Range,
  { redis, workers, ...options }: SimulateOptions,
): Promise<void> {
  if (redis) {
    const { simulateOnQueue } = await import('../parallel/queue.ts');
    await simulateOnQueue(partial, range, { ...options, redis, onNoWorker });
  } else await simulateHere(partial, range, { ...options, workers });
}

const onNoWorker = (): void =>
  console.error("ntkcheck: no worker yet; start some with 'ntkcheck worker --redis …' (this waits for them)");

/** Ctrl-C, or the SIGTERM with which a cluster takes a machine back. */
export function stopSignal(): AbortSignal {
  const terminated = new AbortController();
  process.once('SIGTERM', () => terminated.abort());
  return AbortSignal.any([interruption(), terminated.signal]);
}

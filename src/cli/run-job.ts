import { DataError } from '../jobs/data.ts';
import type { PartialResult } from '../jobs/partial.ts';
import type { Range } from '../jobs/ranges.ts';
import { InputError } from '../limits/error.ts';
import { BlockRefused } from '../parallel/outcome.ts';
import { QueueError } from '../parallel/queue-error.ts';
import { simulateHere } from '../parallel/threads.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { RunProgress } from './run-progress.ts';
import { say } from './streams.ts';

export interface RunJobOptions {
  readonly checkpoint: Checkpoint;
  /** The samples that are wanted of it. */
  readonly range: Range;
  readonly workers: number;
  /** The queue whose workers simulate, instead of this machine. */
  readonly redis: URL | undefined;
  /** Of Ctrl-C or a SIGTERM. */
  readonly stop: AbortSignal;
  readonly progress: RunProgress;
}

/** Simulates what the checkpoint lacks of a range. Ctrl-C leaves what there is so far. Throws InputError. */
export async function runJob(options: RunJobOptions): Promise<void> {
  const { checkpoint, range, workers, redis, stop, progress } = options;
  const { partial } = checkpoint;
  const onMerged = (): void => {
    progress.show(partial);
    checkpoint.keep();
  };
  try {
    await simulate(partial, range, { redis, workers, signal: stop, onMerged });
  } catch (error) {
    if (error instanceof QueueError) throw new InputError(`--redis: ${error.message}`);
    throw explained(error);
  } finally {
    checkpoint.keep(true);
    progress.clear();
  }
}

/** The flags that say what a method cannot do. */
const FLAGS: ReadonlyMap<string, string> = new Map([
  ['job.method', '--method'],
  ['job.distribution', '--distribution'],
]);

/** What samples cannot be summed, and what a method cannot do, is the user's to know. */
export function explained(error: unknown): unknown {
  if (error instanceof DataError) {
    const flag = FLAGS.get(error.place);
    return new InputError(flag === undefined ? error.message : `${flag}: ${error.found}`);
  }
  if (!(error instanceof BlockRefused)) return error;
  return new InputError(
    `the simulation leaves the range of its numbers: ${error.message}; 'ntkcheck moments' is exact at any size`,
  );
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
    await simulateOnQueue(partial, range, { ...options, redis, onNoWorker, onTrouble: troubleOnce() });
  } else await simulateHere(partial, range, { ...options, workers });
}

const onNoWorker = (): void =>
  say("no worker yet; start some with 'ntkcheck worker --redis …' (this waits for them)");

/** Says what is wrong with a server that is waited for, each thing once. */
export function troubleOnce(): (words: string) => void {
  const said = new Set<string>();
  return (words) => {
    if (!said.has(words)) say(`the server of the queue: ${words}; trying again`);
    said.add(words);
  };
}

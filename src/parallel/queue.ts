import { Queue, QueueEvents } from 'bullmq';
import { blockSamples } from '../jobs/blocks.ts';
import type { Job } from '../jobs/job.ts';
import type { PartialResult } from '../jobs/partial.ts';
import type { Range } from '../jobs/ranges.ts';
import { dispatch, type RunOptions } from './dispatch.ts';
import { queueName } from './queue-name.ts';
import { connect } from './redis.ts';
import { WaitingBlocks } from './waiting-blocks.ts';

export interface QueueOptions extends RunOptions {
  readonly redis: URL;
  /** Called when, some seconds after the start, no worker is there. */
  readonly onNoWorker?: (() => void) | undefined;
}

/** Blocks in the queue at any time: enough for as many threads. */
const IN_FLIGHT = 512;
/** A block of the queue in ordinary blocks: some seconds, so that the server is no bottleneck … */
const ORDINARY_BLOCKS = 32;
/** … except in a small job, which would not be spread. */
const LEAST_BLOCKS = 128;
const NO_WORKER_MILLISECONDS = 5000;
/**
 * Has the workers of a queue simulate what `partial` lacks of `range`, and merges it in. Blocks are known by the job and
 * their samples: a simulation that starts again finds those that were done meanwhile, and none is there twice. They are
 * taken from the server as they are merged. Returns when all is in, or the signal stops it. Throws QueueError when there
 * is no server, and BlockRefused for samples that cannot be summed.
 */
export async function simulateOnQueue(
  partial: PartialResult,
  range: Range,
  { redis: url, onNoWorker, ...options }: QueueOptions,
): Promise<void> {
  const { job } = partial;
  const redis = await connect(url);
  const name = queueName(job.version);
  const queue = new Queue(name, { connection: redis });
  const events = new QueueEvents(name, { connection: redis });
  // Of connections that break: they are made again.
  queue.on('error', () => {});
  events.on('error', () => {});
  const waiting = new WaitingBlocks(queue, events, job, options.signal);
  const timer = setTimeout(async () => {
    if ((await queue.getWorkersCount().catch(() => 1)) === 0) onNoWorker?.();
  }, NO_WORKER_MILLISECONDS);
  try {
    const size = options.blockSamples ?? queueBlockSamples(job);
    const inFlight = IN_FLIGHT;
    await dispatch(partial, range, (block) => waiting.run(block), {
      ...options,
      blockSamples: size,
      inFlight,
    });
  } finally {
    clearTimeout(timer);
    await waiting.withdraw();
    await Promise.allSettled([events.close(), queue.close()]);
    redis.disconnect();
  }
}

const queueBlockSamples = (job: Job): number =>
  Math.min(ORDINARY_BLOCKS * blockSamples(job), Math.ceil(job.samples / LEAST_BLOCKS));

import { Queue, QueueEvents } from 'bullmq';
import { queueBlockSamples } from '../jobs/blocks.ts';
import type { PartialResult } from '../jobs/partial.ts';
import type { Range } from '../jobs/ranges.ts';
import { dispatch, type RunOptions } from './dispatch.ts';
import { queueName } from './queue-name.ts';
import { type Connection, type ConnectOptions, connect } from './redis.ts';
import { atMost, GOODBYE_MILLISECONDS, WaitingBlocks } from './waiting-blocks.ts';

export interface QueueOptions extends RunOptions, ConnectOptions {
  readonly redis: URL;
  /** Called when, some seconds after the start, no worker is there. */
  readonly onNoWorker?: (() => void) | undefined;
}

/** Blocks in the queue at any time: enough for as many threads. */
const IN_FLIGHT = 512;
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
  options: QueueOptions,
): Promise<void> {
  const connection = await connect(options.redis, options);
  if (!connection) return;
  try {
    await simulateOn(connection, partial, range, options);
  } finally {
    connection.disconnect();
  }
}

async function simulateOn(
  { redis }: Connection,
  partial: PartialResult,
  range: Range,
  { onNoWorker, ...options }: QueueOptions,
): Promise<void> {
  const { job } = partial;
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
    const blockSamples = options.blockSamples ?? queueBlockSamples(job);
    const run = (block: Range): Promise<PartialResult> => waiting.run(block);
    await dispatch(partial, range, run, { ...options, blockSamples, inFlight: IN_FLIGHT });
  } finally {
    clearTimeout(timer);
    await waiting.withdraw();
    await atMost(GOODBYE_MILLISECONDS, Promise.allSettled([events.close(), queue.close()]));
  }
}

import { Worker } from 'bullmq';
import { QueueError } from './queue-error.ts';
import { queueName } from './queue-name.ts';
import { type Connection, type ConnectOptions, connect } from './redis.ts';
import { knownWordsFor, wordsFor } from './redis-words.ts';
import { atMost } from './waiting-blocks.ts';

export interface QueueWorkerOptions extends ConnectOptions {
  readonly redis: URL;
  /** Workers and simulations of one version meet. */
  readonly version: string;
  readonly threads: number;
  /** Ends the worker: it takes no more blocks. */
  readonly signal: AbortSignal;
  /** The script of a thread. */
  readonly script?: URL | undefined;
  /** For the blocks under way, once the worker is to end. */
  readonly graceMilliseconds?: number | undefined;
  /** Called when it waits for work. */
  readonly onStart?: (() => void) | undefined;
  /** Called after each block. */
  readonly onBlock?: (() => void) | undefined;
}

/**
 * A block of a worker that is gone for so long goes to another one. The lock is renewed from a thread that does nothing
 * else, since blocks are computed in threads of their own.
 */
const LOCK_MILLISECONDS = 6000;
const STALL_CHECK_MILLISECONDS = 3000;
/** Workers that one block may outlive; the default of 1 gives up too soon on machines that come and go. */
const MOST_STALLS = 10;
/** Less than the 30 s after which clusters kill what they have asked to end. */
const GRACE_MILLISECONDS = 20_000;
/** Between two questions to the server whether it is there. */
const BEAT_MILLISECONDS = 5000;

/**
 * Takes blocks from the queue until the signal comes. `done`: those under way were delivered; `left`: they took too long,
 * their threads are still at it, and they go to other workers. Throws QueueError when the server cannot be used, or
 * has not answered for as long as it may.
 */
export async function workOnQueue(options: QueueWorkerOptions): Promise<'done' | 'left'> {
  const { signal, onTrouble, graceMilliseconds = GRACE_MILLISECONDS } = options;
  const connection = await connect(options.redis, options);
  if (!connection) return 'done';
  const worker = workerOn(connection, options);
  // Of a connection that breaks and is made again, of a full server, or of a block that another worker has taken over.
  worker.on('error', (error) => {
    const words = knownWordsFor(error);
    if (words !== undefined) onTrouble?.(words);
  });
  try {
    options.onStart?.();
    await untilGone(connection, signal);
    let isDone = false;
    const closed = worker.close().then(() => {
      isDone = true;
    });
    await atMost(graceMilliseconds, closed);
    return isDone ? 'done' : 'left';
  } finally {
    connection.disconnect();
  }
}

function workerOn(
  { redis }: Connection,
  {
    version,
    threads,
    script = new URL('./queue-processor.js', import.meta.url),
    onBlock,
  }: QueueWorkerOptions,
): Worker {
  const worker = new Worker(queueName(version), script, {
    connection: redis,
    concurrency: threads,
    useWorkerThreads: true,
    lockDuration: LOCK_MILLISECONDS,
    stalledInterval: STALL_CHECK_MILLISECONDS,
    maxStalledCount: MOST_STALLS,
  });
  if (onBlock) worker.on('completed', onBlock);
  return worker;
}

/** Returns when the signal comes; throws QueueError when the server has not answered until the deadline of a command. */
async function untilGone({ redis }: Connection, signal: AbortSignal): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  while (!signal.aborted) {
    const lost = redis.ping().then(
      () => undefined,
      (error: unknown) => wordsFor(error),
    );
    const words = await Promise.race([lost, stopped]);
    if (words !== undefined && !signal.aborted) throw new QueueError(`the server cannot be used: ${words}`);
    await atMost(BEAT_MILLISECONDS, stopped);
  }
}

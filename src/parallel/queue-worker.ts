import { Worker } from 'bullmq';
import { QueueError } from './queue-error.ts';
import { queueName } from './queue-name.ts';
import { type Connection, type ConnectOptions, connect, DEADLINES, withDeadline } from './redis.ts';
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
  const { signal, onStart, deadlines = DEADLINES, graceMilliseconds = GRACE_MILLISECONDS } = options;
  const connection = await connect(options.redis, options);
  if (!connection) return 'done';
  let worker: Worker | undefined;
  try {
    worker = workerOn(connection, options);
    // A worker whose connections were never ready would turn round for ever, and let no signal in.
    if (!(await ready(worker, deadlines.connect, signal))) return 'done';
    const refused = refusals(worker, options);
    worker.run().catch(() => {});
    onStart?.();
    await Promise.race([untilGone(connection, signal), refused]);
    let isDone = false;
    const closed = worker.close().then(() => {
      isDone = true;
    });
    await atMost(graceMilliseconds, closed);
    return isDone ? 'done' : 'left';
  } finally {
    // Else it would look for its server for ever; nothing happens if it is closed.
    worker?.close(true).catch(() => {});
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
    autorun: false,
    lockDuration: LOCK_MILLISECONDS,
    stalledInterval: STALL_CHECK_MILLISECONDS,
    maxStalledCount: MOST_STALLS,
  });
  // Of a connection that breaks and is made again; what else there is is seen below.
  worker.on('error', () => {});
  if (onBlock) worker.on('completed', onBlock);
  return worker;
}

/** Whether all its connections are there before the signal comes. Throws QueueError when they are not in time. */
async function ready(worker: Worker, milliseconds: number, signal: AbortSignal): Promise<boolean> {
  try {
    await withDeadline(worker.waitUntilReady(), milliseconds, signal);
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw new QueueError(`the server cannot be used: ${wordsFor(error)}`);
  }
}

/** Rejects with a QueueError when the server has refused to give work, a full one for example, for as long as it may. */
function refusals(worker: Worker, { onTrouble, deadlines = DEADLINES }: QueueWorkerOptions): Promise<never> {
  let timer: NodeJS.Timeout | undefined;
  const refused = new Promise<never>((_, reject) => {
    // It also hears of a block that another worker has taken over.
    worker.on('error', (error) => {
      const words = knownWordsFor(error);
      if (words === undefined) return;
      onTrouble?.(words);
      timer ??= setTimeout(
        () => reject(new QueueError(`the server cannot be used: ${words}`)),
        deadlines.connect,
      );
    });
  });
  refused.catch(() => {});
  const isWell = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  worker.on('active', isWell).on('drained', isWell).on('closing', isWell);
  return refused;
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

import { Worker } from 'bullmq';
import { queueName } from './queue-name.ts';
import { connect } from './redis.ts';

export interface QueueWorkerOptions {
  readonly redis: URL;
  /** Workers and simulations of one version meet. */
  readonly version: string;
  readonly threads: number;
  /** The script of a thread. */
  readonly script?: URL | undefined;
  /** Called after each block. */
  readonly onBlock?: (() => void) | undefined;
}

export interface QueueWorker {
  /** Takes no more blocks, and resolves when those under way are done and delivered. */
  close(): Promise<void>;
}

/**
 * A block of a worker that is gone for so long goes to another one. The lock is renewed from a thread that does nothing
 * else, since blocks are computed in threads of their own.
 */
const LOCK_MILLISECONDS = 6000;
const STALL_CHECK_MILLISECONDS = 3000;
/** Workers that one block may outlive; the default of 1 gives up too soon on machines that come and go. */
const MOST_STALLS = 10;

/** Takes blocks from the queue until it is closed. Throws QueueError. */
export async function startQueueWorker({
  redis: url,
  version,
  threads,
  script = new URL('./queue-processor.js', import.meta.url),
  onBlock,
}: QueueWorkerOptions): Promise<QueueWorker> {
  const redis = await connect(url);
  const worker = new Worker(queueName(version), script, {
    connection: redis,
    concurrency: threads,
    useWorkerThreads: true,
    lockDuration: LOCK_MILLISECONDS,
    stalledInterval: STALL_CHECK_MILLISECONDS,
    maxStalledCount: MOST_STALLS,
  });
  // Of a connection that breaks and is made again, or of a block that another worker has taken over.
  worker.on('error', () => {});
  if (onBlock) worker.on('completed', onBlock);
  return {
    close: async () => {
      await worker.close();
      redis.disconnect();
    },
  };
}

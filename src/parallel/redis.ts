import { Redis } from 'ioredis';
import { QueueError } from './queue-error.ts';
import { wordsFor } from './redis-words.ts';

/** How long the server may take, in milliseconds. */
export interface Deadlines {
  /** For all that it takes to be connected: address, handshake, ping, database. */
  readonly connect: number;
  /** A connection on which a command waits and nothing comes is made anew; the longest wait that is meant is 10 s. */
  readonly silence: number;
  /** For any command, once the server was there: it may be started again meanwhile. */
  readonly command: number;
}

export const DEADLINES: Deadlines = { connect: 10_000, silence: 30_000, command: 120_000 };
const LONGEST_PAUSE = 5000;

export interface ConnectOptions {
  /** Gives up. */
  readonly signal?: AbortSignal | undefined;
  /** Called with what is wrong, in words, whenever something is with a server that was there. */
  readonly onTrouble?: ((words: string) => void) | undefined;
  readonly deadlines?: Deadlines | undefined;
}

/** Connections to a server: the first, and those that the queue makes after its model. */
export interface Connection {
  readonly redis: Redis;
  /** Ends all of them at once, whatever the server does. */
  disconnect(): void;
}

/**
 * A connection to the server, tried out. Once it has worked it is made again whenever it breaks, and commands wait, each
 * until its deadline. undefined when the signal came first. Throws QueueError when it does not work from the start.
 */
export async function connect(
  url: URL,
  { signal, onTrouble, deadlines = DEADLINES }: ConnectOptions = {},
): Promise<Connection | undefined> {
  let reason: unknown;
  let connected = false;
  const redis = new Redis(url.href, {
    lazyConnect: true,
    connectTimeout: deadlines.connect,
    socketTimeout: deadlines.silence,
    commandTimeout: deadlines.command,
    // As the queue wants it: commands wait for as long as their deadline lets them.
    maxRetriesPerRequest: null,
    retryStrategy: (times: number) => (connected ? Math.min(100 * 2 ** times, LONGEST_PAUSE) : null),
  });
  redis.on('error', (error: unknown) => {
    reason = error;
    if (connected) onTrouble?.(wordsFor(error));
  });
  const all = recorded(redis);
  const disconnect = (): void => {
    for (const one of all) one.disconnect();
  };
  const trial = async (): Promise<void> => {
    await redis.connect();
    await redis.ping();
    // A database that is not there is no error to the client, who would go on in another one.
    await redis.select(redis.options.db ?? 0);
  };
  try {
    await withDeadline(trial(), deadlines.connect, signal);
    connected = true;
    return { redis, disconnect };
  } catch (error) {
    disconnect();
    if (signal?.aborted) return undefined;
    throw new QueueError(`the server cannot be used: ${wordsFor(reason ?? error)}`);
  }
}

/** The connection and all that are made after it from now on, which would be out of reach inside the queue. */
function recorded(redis: Redis): readonly Redis[] {
  const all = [redis];
  const duplicate = redis.duplicate.bind(redis);
  redis.duplicate = (override) => {
    const one = duplicate(override);
    one.on('error', () => {});
    all.push(one);
    return one;
  };
  return all;
}

/** Rejects with a timeout, or when the signal comes; what the promise does afterwards is of no interest. */
export async function withDeadline<T>(
  promise: Promise<T>,
  milliseconds: number,
  signal?: AbortSignal,
): Promise<T> {
  promise.catch(() => {});
  const clock = AbortSignal.timeout(milliseconds);
  const either = signal ? AbortSignal.any([clock, signal]) : clock;
  return Promise.race([
    promise,
    new Promise<never>((_, reject) => {
      const late = (): void => reject(new Error('ETIMEDOUT'));
      if (either.aborted) late();
      either.addEventListener('abort', late, { once: true });
    }),
  ]);
}

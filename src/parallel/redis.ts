import { Redis } from 'ioredis';
import { QueueError } from './queue-error.ts';

const CONNECT_MILLISECONDS = 10_000;
const LONGEST_PAUSE = 5000;

/**
 * A connection to the server, tried out. Once it has worked it is made again whenever it breaks, and commands wait.
 * Throws QueueError when it does not work from the start.
 */
export async function connect(url: URL): Promise<Redis> {
  let reason: unknown;
  let connected = false;
  const redis = new Redis(url.href, {
    lazyConnect: true,
    connectTimeout: CONNECT_MILLISECONDS,
    // As the queue wants it: commands wait for as long as it takes.
    maxRetriesPerRequest: null,
    retryStrategy: (times: number) => (connected ? Math.min(100 * 2 ** times, LONGEST_PAUSE) : null),
  });
  redis.on('error', (error: unknown) => {
    reason = error;
  });
  try {
    await redis.connect();
    await redis.ping();
    // A database that is not there is no error to the client, who would go on in another one.
    await redis.select(redis.options.db ?? 0);
    connected = true;
    return redis;
  } catch (error) {
    redis.disconnect();
    throw new QueueError(`the server cannot be used: ${wordsFor(reason ?? error)}`);
  }
}

const WORDS: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/ECONNREFUSED/, 'nothing listens at this address'],
  [/ENOTFOUND|EAI_AGAIN/, 'there is no host of this name'],
  [/ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/, 'it does not answer'],
  [/WRONGPASS|NOAUTH|NOPERM|invalid password/i, 'it refuses the name or the password'],
  [/DB index|SELECT/, 'it has no database of this number'],
  [
    /ECONNRESET|EPIPE|Connection is closed|SSL|TLS|certificate/i,
    'it closes the connection; is TLS (rediss:) on the right side?',
  ],
];

function wordsFor(error: unknown): string {
  const { code = '', message = '' } = error as NodeJS.ErrnoException;
  const text = `${code} ${message}`;
  return WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? 'it does not speak as Redis and Valkey do';
}

import { afterEach, describe, expect, test } from 'vitest';
import { simulateOnQueue } from '../../src/parallel/queue.ts';
import { QueueError } from '../../src/parallel/queue-error.ts';
import { workOnQueue } from '../../src/parallel/queue-worker.ts';
import { connect } from '../../src/parallel/redis.ts';
import { wordsFor } from '../../src/parallel/redis-words.ts';
import { job, PartialResult } from '../jobs/make.ts';
import { type Answer, type FakeRedis, fakeRedis, usual } from './fake-redis.ts';

const PASSWORD = 'open-sesame';
const SHORT = { connect: 150, silence: 150, command: 150 };
/** No deadline that a test would live to see. */
const LONG = { connect: 1e8, silence: 1e8, command: 1e8 };

let server: FakeRedis | undefined;
afterEach(() => server?.close());

async function serverThat(answer: Answer): Promise<URL> {
  server = await fakeRedis(answer, PASSWORD);
  return server.url;
}

/** What is said when it fails; nothing of the address. */
async function complaintOf(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    () => new Error('it worked'),
    (reason: unknown) => reason as Error,
  );
  expect(error).toBeInstanceOf(QueueError);
  expect(error.message).not.toContain(PASSWORD);
  return error.message.replace('the server cannot be used: ', '');
}

/** Without an answer to these, and to all that comes after them. */
const deafTo = (...names: string[]): Answer => {
  let isDeaf = false;
  return (name, words) => {
    isDeaf ||= names.includes(name);
    return isDeaf ? undefined : usual(name, words);
  };
};

const simulation = (redis: URL, deadlines = SHORT, signal?: AbortSignal) => {
  const partial = PartialResult.empty(job());
  return simulateOnQueue(partial, { from: 0, to: 1000 }, { redis, deadlines, signal });
};

/** What a thread of a worker runs stands in dist alone. */
const script = new URL('../../dist/parallel/queue-processor.js', import.meta.url);
const worker = (redis: URL, deadlines = SHORT, signal = new AbortController().signal) =>
  workOnQueue({ redis, deadlines, signal, script, version: '0.0.0', threads: 1 });

describe('a server that accepts and never answers', () => {
  test.each([
    ['anything', () => undefined],
    ['the password', deafTo('auth', 'hello')],
    ['INFO', deafTo('info')],
    ['PING', deafTo('ping')],
    ['SELECT', deafTo('select')],
  ])('to %s: there is no connection after the deadline', async (_, answer) => {
    expect(await complaintOf(connect(await serverThat(answer), { deadlines: SHORT }))).toBe(
      'it does not answer',
    );
  });

  test('is given up at once when the signal comes', async () => {
    const url = await serverThat(() => undefined);
    const controller = new AbortController();
    const { signal } = controller;
    const all = [connect(url, { deadlines: LONG, signal }), simulation(url, LONG, signal)];
    const work = worker(url, LONG, signal);
    controller.abort();
    expect(await Promise.all([...all, work])).toEqual([undefined, undefined, 'done']);
  });

  test('once it was there: ends a simulation after the deadline of a command', async () => {
    expect(await complaintOf(simulation(await serverThat(deafTo('evalsha', 'eval', 'type', 'hget'))))).toBe(
      'it does not answer',
    );
  });

  test('once it was there: ends a worker after the deadline of a command', async () => {
    let pings = 0;
    const url = await serverThat((name, words) =>
      name === 'ping' && ++pings > 1 ? undefined : usual(name, words),
    );
    expect(await complaintOf(worker(url))).toBe('it does not answer');
  });
});

describe('a server that refuses', () => {
  test.each([
    ["-OOM command not allowed when used memory > 'maxmemory'.", 'its memory is full (maxmemory)'],
    ['-MISCONF Redis is configured to save RDB snapshots, but', 'it cannot write to its disk'],
    ["-READONLY You can't write against a read only replica.", 'it is a replica, which takes no writing'],
    [`-NOPERM User ${PASSWORD} has no permissions`, 'it refuses the name or the password'],
    [`-ERR ${PASSWORD}`, 'it does not speak as Redis and Valkey do'],
  ])('to take a block: %s', async (reply, words) => {
    const isWork = (name: string): boolean => /^(eval|evalsha|hset|hmset|hget|exists)$/.test(name);
    const url = await serverThat((name, all) => (isWork(name) ? `${reply}\r\n` : usual(name, all)));
    expect(await complaintOf(simulation(url, { ...LONG, command: 2000 }))).toBe(words);
  });

  test('to give work: a worker ends when that lasts', async () => {
    const url = await serverThat((name, words) =>
      /^eval/.test(name) ? '-OOM command not allowed\r\n' : usual(name, words),
    );
    const troubles = new Set<string>();
    const { signal } = new AbortController();
    const run = {
      redis: url,
      deadlines: { ...LONG, connect: 1000 },
      signal,
      script,
      version: '0.0.0',
      threads: 1,
    };
    const onTrouble = (words: string): unknown => troubles.add(words);
    expect(await complaintOf(workOnQueue({ ...run, onTrouble }))).toBe('its memory is full (maxmemory)');
    expect([...troubles]).toEqual(['its memory is full (maxmemory)']);
  });

  test('the database', async () => {
    const url = await serverThat((name, words) =>
      name === 'select' ? '-ERR DB index is out of range\r\n' : usual(name, words),
    );
    expect(await complaintOf(connect(url, { deadlines: SHORT }))).toBe('it has no database of this number');
  });

  test('to speak the language', async () => {
    const url = await serverThat(() => 'HTTP/1.1 400 Bad Request\r\n\r\n');
    expect(await complaintOf(connect(url, { deadlines: SHORT }))).toMatch(/^it does not speak|^it closes/);
  });
});

test('an address where nothing listens is refused at once, and what it means is said', async () => {
  const url = await serverThat(usual);
  server?.close();
  expect(await complaintOf(connect(url, { deadlines: LONG }))).toBe('nothing listens at this address');
});

test('what a server says is never repeated', () => {
  expect(wordsFor(new Error(`NOAUTH ${PASSWORD}`))).not.toContain(PASSWORD);
  expect(wordsFor(new Error(PASSWORD))).not.toContain(PASSWORD);
});

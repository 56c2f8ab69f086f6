import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasRedis, PASSWORD, type RedisServer, startRedis } from '../parallel/redis-server.ts';
import { endOf, printed, start, until } from './processes.ts';

const RUN = [
  'simulate',
  '--widths',
  '10,30,30,1',
  '--quantity',
  'E(K)',
  '--samples',
  '1000000',
  '--seed',
  '5',
];

if (!hasRedis) console.warn("tests of the queue are left out: the program 'redis-server' is not installed");

describe.skipIf(!hasRedis)('a queue', () => {
  let server: RedisServer;
  let whole = '';
  const worker = () => start(['worker', '--redis', server.url, '--workers', '1']);
  const keys = async (kind: string): Promise<string[]> =>
    (await server.client.keys('bull:ntkcheck-*')).filter((key) => key.includes(kind));
  const active = async (): Promise<number> => {
    const [list] = await keys(':active');
    return list ? server.client.llen(list) : 0;
  };
  /** Blocks that were left on the server. */
  const blocks = async (): Promise<number> =>
    (await keys(':')).filter((key) => /:[0-9a-f]{64}-/.test(key)).length;
  const textOf = (child: ReturnType<typeof start>): { stdout: string; stderr: string } => {
    const text = { stdout: '', stderr: '' };
    child.stdout!.on('data', (part) => {
      text.stdout += part;
    });
    child.stderr!.on('data', (part) => {
      text.stderr += part;
    });
    return text;
  };

  beforeAll(async () => {
    server = await startRedis();
    whole = await printed(RUN);
  });
  afterAll(() => server?.stop());

  test('with a worker that is killed in the middle, and a coordinator too: the same digits', async () => {
    const workers = [worker(), worker()] as const;
    const first = start([...RUN, '--redis', server.url]);
    await until(async () => (await active()) === 2);
    first.kill('SIGKILL');
    await endOf(first);
    expect(await blocks()).toBeGreaterThan(0);

    const second = start([...RUN, '--redis', server.url]);
    const text = textOf(second);
    await until(async () => (await active()) === 2);
    workers[0].kill('SIGKILL');
    expect(await endOf(second)).toBe(0);
    expect(text).toEqual({ stdout: whole, stderr: '' });
    expect(await blocks()).toBe(0);

    const said = textOf(workers[1]);
    workers[1].kill('SIGTERM');
    expect(await endOf(workers[1])).toBe(0);
    expect(said.stdout + said.stderr).not.toContain(PASSWORD);
  });

  test('without a worker: says so, waits, and leaves nothing behind when it is stopped', async () => {
    const alone = start([...RUN, '--redis', server.url]);
    const text = textOf(alone);
    await until(() => text.stderr.includes('no worker yet'));
    expect(await blocks()).toBeGreaterThan(0);
    alone.kill('SIGINT');
    expect(await endOf(alone)).toBe(130);
    expect(text.stdout).toBe('');
    expect(text.stderr).toContain('interrupted before there was anything to report');
    expect(await blocks()).toBe(0);
  });
});

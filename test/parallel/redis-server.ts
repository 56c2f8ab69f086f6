import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

const PROGRAM = 'redis-server';

export const PASSWORD = 'sesame';

/** Whether the server's program is installed; where not, tests of the queue are left out. */
export const hasRedis = spawnSync(PROGRAM, ['--version']).status === 0;

export interface RedisServer {
  readonly url: string;
  readonly client: Redis;
  stop(): Promise<void>;
}

/** A server of its own on a free port of this machine, which keeps nothing. */
export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  const settings = { port, bind: '127.0.0.1', save: '', appendonly: 'no', requirepass: PASSWORD };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, `${value}`]);
  const server: ChildProcess = spawn(PROGRAM, args, {
    cwd: mkdtempSync(join(tmpdir(), 'ntkcheck-redis-')),
    stdio: 'ignore',
  });
  const url = `redis://:${PASSWORD}@127.0.0.1:${port}`;
  const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  client.on('error', () => {});
  await client.ping();
  const stop = async (): Promise<void> => {
    client.disconnect();
    server.kill('SIGKILL');
    await new Promise((resolve) => server.once('exit', resolve));
  };
  return { url, client, stop };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe: Server = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

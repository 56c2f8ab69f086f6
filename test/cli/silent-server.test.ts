import { afterEach, describe, expect, test } from 'vitest';
import { type FakeRedis, fakeRedis } from '../parallel/fake-redis.ts';
import { endOf, start } from './processes.ts';
import './run.ts';

let server: FakeRedis | undefined;
afterEach(() => server?.close());

const SIMULATE = ['simulate', '--widths', '3,4,1', '--quantity', 'E(K)'];

describe('while the server of the queue does not answer', () => {
  test.each([
    ['SIGTERM', 'worker', ['worker'], 0],
    ['SIGINT', 'worker', ['worker'], 0],
    ['SIGTERM', 'simulate', SIMULATE, 130],
    ['SIGINT', 'simulate', SIMULATE, 130],
  ] as const)('the first %s ends %s', async (signal, _, command, code) => {
    let asked = (): void => {};
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    server = await fakeRedis(() => {
      asked();
      return undefined;
    }, 'open-sesame');
    const child = start([...command, '--redis', server.url.href]);
    let said = '';
    child.stderr!.setEncoding('utf8').on('data', (part) => {
      said += part;
    });
    await isAsked;
    child.kill(signal);
    expect(await endOf(child)).toBe(code);
    expect(said).not.toContain('open-sesame');
  });
});

import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { simulateBlock } from '../../src/jobs/block.ts';
import type { Job } from '../../src/jobs/job.ts';
import { PartialResult } from '../../src/jobs/partial.ts';
import type { RunOptions } from '../../src/parallel/dispatch.ts';
import { BlockRefused } from '../../src/parallel/outcome.ts';
import { simulateHere } from '../../src/parallel/threads.ts';
import { job, textOf } from '../jobs/make.ts';

const SCRIPT = new URL('../../dist/parallel/block-worker.js', import.meta.url);
const DYING = new URL('./dies-once.mjs', import.meta.url);
const SAMPLES = 3000;
const JOB = job({ samples: SAMPLES });
const WHOLE = textOf(simulateBlock(JOB, { from: 0, to: SAMPLES }));

interface Options extends RunOptions {
  readonly workers?: number;
  readonly script?: URL;
}

async function run(one: Job, { workers = 2, script = SCRIPT, ...options }: Options) {
  const partial = PartialResult.empty(one);
  await simulateHere(partial, { from: 0, to: one.samples }, { workers, script, ...options });
  return partial;
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('threads', () => {
  test.each([
    [1, 7],
    [3, 61],
    [2, undefined],
  ])('%i of them, with blocks of %s samples: the same to the last bit', async (workers, blockSamples) => {
    expect(textOf(await run(JOB, { workers, blockSamples }))).toBe(WHOLE);
  });

  test('do what is missing, and no more', async () => {
    const partial = simulateBlock(JOB, { from: 500, to: 900 });
    await simulateHere(partial, { from: 0, to: 1000 }, { workers: 2, script: SCRIPT, blockSamples: 90 });
    expect(textOf(partial)).toBe(textOf(simulateBlock(JOB, { from: 0, to: 1000 })));
  });

  test('one that dies in the middle changes no digit', async () => {
    const flag = join(mkdtempSync(join(tmpdir(), 'ntkcheck-dies-')), 'flag');
    vi.stubEnv('DIES_AT', '1500').stubEnv('DIES_FLAG', flag);
    expect(textOf(await run(JOB, { script: DYING, blockSamples: 100 }))).toBe(WHOLE);
    expect(existsSync(flag)).toBe(true);
  });

  test('that die at one block again and again end the run', async () => {
    vi.stubEnv('DIES_AT', '200').stubEnv('DIES_FLAG', '/no/such/folder/flag');
    await expect(run(JOB, { script: DYING, blockSamples: 100 })).rejects.toThrow(
      'worker exited with code: 1',
    );
  });

  test('that cannot even start end it too', async () => {
    const script = new URL('./nothing.mjs', import.meta.url);
    await expect(run(JOB, { script, blockSamples: 100 })).rejects.toThrow(/Cannot find module/);
  });

  test.each([1, 2])('%i of them: a sample that cannot be summed is named, the first one', async (workers) => {
    const huge = job({ samples: SAMPLES, quantities: ['E(10^80*f)'] });
    const refused = run(huge, { workers, blockSamples: 100 });
    await expect(refused).rejects.toThrow(BlockRefused);
    await expect(refused).rejects.toThrow(/^sample 0: /);
  });

  test.each([1, 2])('%i of them, of 10^15 networks: stop when told, with what they have', async (workers) => {
    const endless = job({ samples: 10 ** 15 });
    const stop = new AbortController();
    let merged = 0;
    const onMerged = (): void => {
      if (++merged === 5) stop.abort();
    };
    const partial = await run(endless, { workers, blockSamples: 100, signal: stop.signal, onMerged });
    // Those under way are not lost.
    expect(partial.samples).toBeGreaterThanOrEqual(500);
    expect(partial.samples).toBeLessThanOrEqual(500 + 2 * workers * 100);
    expect(partial.complete).toBe(false);
    const again = PartialResult.empty(endless);
    for (const range of partial.covered) again.merge(simulateBlock(endless, range));
    expect(textOf(partial)).toBe(textOf(again));
  });
});

import type { Piscina } from 'piscina';
import { blockSamples } from '../jobs/blocks.ts';
import type { PartialResult } from '../jobs/partial.ts';
import { gaps, type Range, sizeOf } from '../jobs/ranges.ts';
import { dispatch, type RunOptions } from './dispatch.ts';
import { type BlockTask, computeBlock, resultOf } from './outcome.ts';

export interface ThreadOptions extends RunOptions {
  readonly workers: number;
  /** The script of a thread. */
  readonly script?: URL | undefined;
}

/**
 * Simulates on this machine what `partial` lacks of `range`, and merges it in: in so many threads, or in this one
 * where there is work for one alone. Returns when all is in, or the signal stops it. Throws BlockRefused for samples
 * that cannot be summed; a thread that dies is replaced, and its block done again.
 */
export async function simulateHere(
  partial: PartialResult,
  range: Range,
  { workers, script, ...options }: ThreadOptions,
): Promise<void> {
  const size = options.blockSamples ?? blockSamples(partial.job);
  const blocks = Math.ceil(sizeOf(gaps(range, partial.covered)) / size);
  if (Math.min(workers, blocks) <= 1) return simulateInThisThread(partial, range, options);
  const threads = Math.min(workers, blocks);
  const { job } = partial;
  const { Piscina } = await import('piscina');
  const pool = new Piscina({
    filename: (script ?? new URL('./block-worker.js', import.meta.url)).href,
    minThreads: threads,
    maxThreads: threads,
  });
  const broken = brokenPool(pool);
  try {
    const run = async (block: Range): Promise<PartialResult> => {
      const task: BlockTask = { job, range: block };
      return resultOf(await pool.run(task), block);
    };
    // Two blocks for each thread, so that none waits for the next.
    await dispatch(partial, range, run, { ...options, inFlight: 2 * threads, broken });
  } finally {
    await pool.destroy();
  }
}

/** Rejects when no thread is left: the pool starts none in place of one that cannot even start. */
function brokenPool(pool: Piscina): Promise<never> {
  let reason: unknown;
  const broken = new Promise<never>((_, reject) => {
    pool.on('error', (error) => {
      reason = error;
    });
    pool.on('workerDestroy', () =>
      setImmediate(() => {
        if (pool.threads.length === 0) reject(reason ?? new Error('no thread can be started'));
      }),
    );
  });
  broken.catch(() => {});
  return broken;
}

function simulateInThisThread(partial: PartialResult, range: Range, options: RunOptions): Promise<void> {
  const { job } = partial;
  const run = async (block: Range): Promise<PartialResult> => {
    // Lets the event loop in, and Ctrl-C with it.
    await new Promise((resolve) => setImmediate(resolve));
    if (options.signal?.aborted) throw new Error('stopped');
    return resultOf(computeBlock({ job, range: block }), block);
  };
  return dispatch(partial, range, run, { ...options, inFlight: 1 });
}

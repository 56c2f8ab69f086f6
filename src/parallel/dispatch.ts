import { blockSamples, blocksOf } from '../jobs/blocks.ts';
import type { PartialResult } from '../jobs/partial.ts';
import { gaps, type Range } from '../jobs/ranges.ts';
import { BlockRefused } from './outcome.ts';
import { BlockFailed, QueueError } from './queue-error.ts';

export interface RunOptions {
  /** Stops the run; what was merged until then stays. */
  readonly signal?: AbortSignal | undefined;
  /** Called whenever a block has been merged. */
  readonly onMerged?: (() => void) | undefined;
  /** Samples of a block; by default what suits the job. It changes no bit of the result. */
  readonly blockSamples?: number | undefined;
}

/** Computes one block, somewhere. */
type RunBlock = (block: Range) => Promise<PartialResult>;

/** For the blocks under way, once a run is to stop: what they give is not lost, unless they take too long. */
const GRACE_MILLISECONDS = 2000;

/** How often a block is tried, when whatever runs it dies or fails. */
const TRIES = 4;

interface DispatchOptions extends RunOptions {
  /** Blocks under way at any time. */
  readonly inFlight: number;
  /** Rejects when nothing can run blocks any more. */
  readonly broken?: Promise<never> | undefined;
}

/**
 * Computes what `partial` lacks of `range` and merges it in, with at most so many blocks under way: blocks are named
 * one by one, so that memory does not grow with the number of samples. Returns when all is in, or soon after the signal
 * stops it. Throws BlockRefused for the first block that cannot be computed, QueueError for a server that is gone, and
 * what a block failed with each time that it was tried.
 */
export async function dispatch(
  partial: PartialResult,
  range: Range,
  run: RunBlock,
  { signal, onMerged, blockSamples: size, inFlight, broken }: DispatchOptions,
): Promise<void> {
  const blocks = blocksOf(gaps(range, partial.covered), size ?? blockSamples(partial.job));
  const refusals: { readonly from: number; readonly error: BlockRefused }[] = [];
  let ended = false;
  const lane = async (): Promise<void> => {
    while (!ended && !signal?.aborted && refusals.length === 0) {
      const { value: block } = blocks.next();
      if (!block) return;
      try {
        const result = await retrying(run, block, () => ended || signal?.aborted === true);
        if (ended) return;
        partial.merge(result);
        onMerged?.();
      } catch (error) {
        if (signal?.aborted) return;
        if (!(error instanceof BlockRefused)) throw error;
        refusals.push({ from: block.from, error });
      }
    }
  };
  try {
    const lanes = Promise.all(Array.from({ length: inFlight }, lane));
    // Here once, and not for each block: a promise that is waited for remembers all who wait.
    await Promise.race([lanes, whenAborted(signal), ...(broken ? [broken] : [])]);
  } finally {
    ended = true;
  }
  // All blocks before a refused one were under way or done: which of them comes first does not depend on luck.
  const [first] = refusals.sort((a, b) => a.from - b.from);
  if (first && !signal?.aborted) throw first.error;
}

async function retrying(run: RunBlock, block: Range, ended: () => boolean): Promise<PartialResult> {
  for (let left = TRIES - 1; ; left--) {
    try {
      return await run(block);
    } catch (error) {
      if (isFinal(error) || left === 0 || ended()) throw error;
    }
  }
}

/** A block that nobody can compute, or a server that has had its time already. */
const isFinal = (error: unknown): boolean =>
  error instanceof BlockRefused || (error instanceof QueueError && !(error instanceof BlockFailed));

const whenAborted = (signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    const stop = (): unknown => setTimeout(resolve, GRACE_MILLISECONDS).unref();
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
  });

import { createHash } from 'node:crypto';
import type { Queue, QueueEvents } from 'bullmq';
import { identityOf, type Job } from '../jobs/job.ts';
import type { PartialResult } from '../jobs/partial.ts';
import type { Range } from '../jobs/ranges.ts';
import { excerpt } from '../limits/excerpt.ts';
import { type BlockTask, resultOf } from './outcome.ts';
import { BlockFailed, QueueError } from './queue-error.ts';
import { wordsFor } from './redis-words.ts';

/** A look at each block without being told: events may be lost with a connection. */
const LOOK_MILLISECONDS = 2000;
/** For a goodbye to a server that may be gone. */
export const GOODBYE_MILLISECONDS = 3000;
/** How long the server keeps what nobody comes for. */
const KEEP = { age: 86_400 };

/** The blocks of a job that are in a queue. They are known by the job and their samples, so that none is there twice. */
export class WaitingBlocks {
  readonly #queue: Queue;
  readonly #job: Job;
  readonly #digest: string;
  readonly #signal: AbortSignal | undefined;
  /** By id: what to do when something has happened to a block. */
  readonly #wake = new Map<string, () => void>();
  readonly #left = new Set<string>();

  constructor(queue: Queue, events: QueueEvents, job: Job, signal: AbortSignal | undefined) {
    this.#queue = queue;
    this.#job = job;
    this.#digest = createHash('sha256').update(identityOf(job)).digest('hex');
    this.#signal = signal;
    const wake = ({ jobId }: { jobId: string }): void => this.#wake.get(jobId)?.();
    events.on('completed', wake);
    events.on('failed', wake);
    signal?.addEventListener('abort', () => {
      for (const one of this.#wake.values()) one();
    });
  }

  /** Puts a block in the queue, unless it is there, and waits for its result, which is then taken from there. */
  async run(block: Range): Promise<PartialResult> {
    const id = `${this.#digest}-${block.from}-${block.to}`;
    this.#left.add(id);
    for (;;) {
      const told = this.#told(id);
      try {
        const outcome = await this.#outcomeOf(id, block);
        if (outcome !== undefined) {
          this.#left.delete(id);
          return resultOf(outcome, block);
        }
        await told.promise;
      } finally {
        told.forget();
      }
      if (this.#signal?.aborted) throw new QueueError('stopped');
    }
  }

  /** Takes blocks that nobody has begun from the queue; others are left to end, for a simulation that goes on later. */
  async withdraw(): Promise<void> {
    const all = [...this.#left].map(async (id) => {
      const state = await this.#queue.getJobState(id);
      if (state === 'waiting' || state === 'prioritized' || state === 'delayed') await this.#queue.remove(id);
    });
    await atMost(GOODBYE_MILLISECONDS, Promise.allSettled(all));
  }

  /** What the server has of a block; undefined while it is not done. Throws QueueError when the server fails. */
  async #outcomeOf(id: string, range: Range): Promise<unknown> {
    try {
      return await this.#lookFor(id, range);
    } catch (error) {
      if (error instanceof QueueError) throw error;
      throw new QueueError(`the server cannot be used: ${wordsFor(error)}`);
    }
  }

  async #lookFor(id: string, range: Range): Promise<unknown> {
    const state = await this.#queue.getJobState(id);
    if (state === 'unknown') {
      const task: BlockTask = { job: this.#job, range };
      await this.#queue.add('block', task, { jobId: id, removeOnComplete: KEEP, removeOnFail: KEEP });
    }
    if (state !== 'completed' && state !== 'failed') return undefined;
    const found = await this.#queue.getJob(id);
    // Another simulation of the same job has taken it: it is put back when looked for again.
    if (!found) return undefined;
    await this.#queue.remove(id);
    if (state === 'completed') return found.returnvalue;
    throw new BlockFailed(
      `networks ${range.from}–${range.to - 1} failed on the workers: ${excerpt(String(found.failedReason))}`,
    );
  }

  #told(id: string): { readonly promise: Promise<void>; readonly forget: () => void } {
    let timer: NodeJS.Timeout | undefined;
    const promise = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, LOOK_MILLISECONDS);
      this.#wake.set(id, resolve);
    });
    const forget = (): void => {
      clearTimeout(timer);
      this.#wake.delete(id);
    };
    return { promise, forget };
  }
}

/** Waits for a promise, but no longer than this. */
export async function atMost(milliseconds: number, promise: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

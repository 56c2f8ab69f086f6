import { Worker } from 'node:worker_threads';
import { NoClosedForm } from '../derive/closed-form.ts';
import { InputError } from '../limits/error.ts';
import type { Said, Work } from './worker.ts';

/** What can be done about work that takes long. */
export interface Stoppable {
  /** Ends the work; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Exact arithmetic makes many numbers that live for a moment. In units of a megabyte. */
const LIMITS = { maxYoungGenerationSizeMb: 192 } as const;

/**
 * Does work in a thread of its own, so that the caller's goes on; its parts are handed on as they come. Rejects with the
 * errors of the work, and with the signal's reason.
 */
export async function inThread<Part>(
  work: Work,
  { signal }: Stoppable,
  onPart: (part: Part) => void,
): Promise<void> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL('./worker.js', import.meta.url), {
    workerData: work,
    resourceLimits: LIMITS,
    // A program that stands on the command line has flags that a thread does not take.
    execArgv: [],
  });
  try {
    await new Promise<void>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      worker.on('message', (said: Said) => {
        if (said.kind === 'done') resolve();
        else if (said.kind === 'refused') reject(errorOf(said.name, said.message));
        else {
          try {
            onPart(said.part as Part);
          } catch (error) {
            reject(error);
          }
        }
      });
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the thread ended early, with code ${code}`)));
    });
  } finally {
    await worker.terminate();
  }
}

const errorOf = (name: string, message: string): Error =>
  name === NoClosedForm.name ? new NoClosedForm(message) : new InputError(message);

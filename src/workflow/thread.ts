import { Worker } from 'node:worker_threads';
import { NoClosedForm } from '../derive/closed-form.ts';
import { InputError } from '../limits/error.ts';
import { THREAD_LIMITS } from '../limits/limits.ts';
import { StatementError } from '../statement/error.ts';
import type { Said, Work } from './worker.ts';

/** What can be done about work that takes long. */
export interface Stoppable {
  /** Ends the work; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

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
    resourceLimits: THREAD_LIMITS,
    // A program that stands on the command line has flags that a thread does not take.
    execArgv: [],
  });
  let stop: (() => void) | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      stop = () => reject(signal?.reason);
      signal?.addEventListener('abort', stop, { once: true });
      worker.on('message', (said: Said) => {
        if (said.kind === 'done') resolve();
        else if (said.kind === 'refused') reject(errorOf(said));
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
    if (stop) signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

/** The one part that some work has. */
export async function resultOf<Part>(work: Work, stoppable: Stoppable): Promise<Part> {
  const parts: Part[] = [];
  await inThread<Part>(work, stoppable, (part) => parts.push(part));
  return parts[0]!;
}

function errorOf({ name, message, at }: Said & { readonly kind: 'refused' }): Error {
  if (at) return new StatementError(at.file, at.line, at.column, at.problem);
  return name === NoClosedForm.name ? new NoClosedForm(message) : new InputError(message);
}

import { once } from 'node:events';
import { parentPort, Worker } from 'node:worker_threads';
import { THREAD_LIMITS } from '../limits/limits.ts';

/** The work of a script for threads: what it is given, and where each of its messages goes. */
type Work<Data, Message> = (data: Data, post: (message: Message) => void) => void | Promise<void>;

let isAlone = false;

/**
 * Whether a script has a thread of its own from now on. Without, the thread that asks for its work does it: of many small runs in
 * one process none loads the program again.
 */
export function useThreads(use: boolean): void {
  isAlone = !use;
}

const newThread = (script: string): Worker =>
  new Worker(new URL(script, import.meta.url), { resourceLimits: THREAD_LIMITS });

/** Threads that were started and have no work yet, by their script. */
const waiting = new Map<string, Worker>();

/**
 * Starts a thread for a script of this folder that will be needed soon: it loads while this one finds out what there is to do. One
 * that gets no work ends with the process.
 */
export function prepareThread(script: string): void {
  if (isAlone || waiting.has(script)) return;
  const worker = newThread(script);
  // What is wrong with it is met again by a thread that has work.
  worker.once('error', () => waiting.delete(script));
  worker.unref();
  waiting.set(script, worker);
}

/** One that waits, or a new one. */
function threadFor(script: string): Worker {
  const ready = waiting.get(script);
  if (!ready) return newThread(script);
  waiting.delete(script);
  ready.ref();
  return ready;
}

/**
 * Runs a script of this folder in a thread of its own, so that Ctrl-C works however long it takes. What it posts is
 * handed on; the signal ends it, and what was posted until then stays.
 */
export async function inThread<Message>(
  script: string,
  data: unknown,
  signal: AbortSignal,
  onMessage: (message: Message) => void,
): Promise<void> {
  if (signal.aborted) return;
  if (isAlone) {
    const { href } = new URL(script, import.meta.url);
    const { work }: { work: Work<unknown, Message> } = await import(href);
    // As a thread gets and gives it: a copy.
    await work(structuredClone(data), (message) => onMessage(structuredClone(message)));
    return;
  }
  const worker = threadFor(script);
  const stop = (): void => void worker.terminate();
  signal.addEventListener('abort', stop);
  await new Promise<void>((resolve, reject) => {
    worker.on('message', onMessage);
    worker.once('error', reject);
    worker.once('exit', () => resolve());
    worker.postMessage(data);
  });
  signal.removeEventListener('abort', stop);
}

/** In a script for threads: does its work where it is one, and leaves it to `inThread` where it is not. */
export async function serve<Data, Message>(work: Work<Data, Message>): Promise<void> {
  const port = parentPort;
  if (!port) return;
  const [data]: Data[] = await once(port, 'message');
  await work(data!, (message) => port.postMessage(message));
}

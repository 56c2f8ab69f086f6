import { parentPort, Worker, workerData } from 'node:worker_threads';

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
  const url = new URL(script, import.meta.url);
  if (isAlone) {
    const { work }: { work: Work<unknown, Message> } = await import(url.href);
    // As a thread gets and gives it: a copy.
    await work(structuredClone(data), (message) => onMessage(structuredClone(message)));
    return;
  }
  const worker = new Worker(url, { workerData: data });
  const stop = (): void => void worker.terminate();
  signal.addEventListener('abort', stop);
  await new Promise<void>((resolve, reject) => {
    worker.on('message', onMessage);
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  });
  signal.removeEventListener('abort', stop);
}

/** In a script for threads: does its work where it is one, and leaves it to `inThread` where it is not. */
export async function serve<Data, Message>(work: Work<Data, Message>): Promise<void> {
  const port = parentPort;
  if (port) await work(workerData, (message) => port.postMessage(message));
}

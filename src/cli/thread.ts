import { Worker } from 'node:worker_threads';

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
  const worker = new Worker(new URL(script, import.meta.url), { workerData: data });
  const stop = (): void => void worker.terminate();
  signal.addEventListener('abort', stop);
  await new Promise<void>((resolve, reject) => {
    worker.on('message', onMessage);
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  });
  signal.removeEventListener('abort', stop);
}

import { availableParallelism } from 'node:os';
import { interruption, Progress } from './progress.ts';
import { inThread } from './thread.ts';

/** What a worker posts: its result on the task with this index. */
export interface Done<Result> {
  readonly index: number;
  readonly result: Result;
}

/** What every worker is given besides its own data: the first task that none has taken, shared by all of them, and how many they are. */
export interface Shared {
  readonly next: Int32Array;
  readonly workers: number;
}

/**
 * Results by the index of their task, from as many threads of a script of this folder as there are processors. After
 * Ctrl-C those that are there stay.
 */
export async function runShared<Result>(
  script: string,
  data: object,
  names: readonly string[],
): Promise<Map<number, Result>> {
  const progress = new Progress();
  const done = new Map<number, Result>();
  const show = (): void => {
    const next = names.findIndex((_, index) => !done.has(index));
    if (next >= 0) progress.show(`[${done.size}/${names.length}] ${names[next]}`);
  };
  show();
  progress.announce(() => `${done.size} of ${names.length} done`);
  const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const signal = interruption();
  const workers = Math.min(availableParallelism(), names.length);
  const threads = Array.from({ length: workers }, () =>
    inThread<Done<Result>>(script, { ...data, next, workers }, signal, ({ index, result }) => {
      done.set(index, result);
      show();
    }),
  );
  await Promise.all(threads);
  progress.clear();
  return done;
}

/** Runs of tasks that a worker takes before the last ones, about. */
const RUNS = 4;

/**
 * In a worker: does every task that no other worker has taken. It takes runs of them, the longest first: tasks beside each other have
 * much in common that a thread remembers, and at the end single ones keep all threads busy.
 */
export function doShared<Task>(
  tasks: readonly Task[],
  { next, workers }: Shared,
  work: (task: Task, index: number) => void,
): void {
  for (;;) {
    const from = Atomics.load(next, 0);
    if (from >= tasks.length) return;
    const to = from + Math.ceil((tasks.length - from) / (RUNS * workers));
    if (Atomics.compareExchange(next, 0, from, to) !== from) continue;
    for (let index = from; index < to; index++) work(tasks[index]!, index);
  }
}

import { availableParallelism } from 'node:os';
import { interruption, Progress } from './progress.ts';
import { inThread } from './thread.ts';

/** What a worker posts: its result on the task with this index. */
export interface Done<Result> {
  readonly index: number;
  readonly result: Result;
}

/** What every worker is given besides its own data: the first task that none has taken, shared by all of them. */
export interface Shared {
  readonly next: Int32Array;
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
  const threads = Array.from({ length: Math.min(availableParallelism(), names.length) }, () =>
    inThread<Done<Result>>(script, { ...data, next }, signal, ({ index, result }) => {
      done.set(index, result);
      show();
    }),
  );
  await Promise.all(threads);
  progress.clear();
  return done;
}

/** In a worker: does every task that no other worker has taken. */
export function doShared<Task>(
  tasks: readonly Task[],
  { next }: Shared,
  work: (task: Task, index: number) => void,
): void {
  const take = (): number => Atomics.add(next, 0, 1);
  for (let index = take(); index < tasks.length; index = take()) work(tasks[index]!, index);
}

import { availableParallelism } from 'node:os';
import type { Verdict } from '../verify/verdict.ts';
import { taskName, undecided } from '../verify/verify.ts';
import { interruption, Progress } from './progress.ts';
import { inThread } from './thread.ts';
import type { Decided, Work } from './verify-worker.ts';

/**
 * A verdict for each task, in their order, from as many threads as there are processors: a task's draws follow from its
 * own seed, whoever decides it. After Ctrl-C the verdicts that are there stay, and the rest are undecided.
 */
export async function runTasks(work: Work): Promise<{ verdicts: Verdict[]; decided: number }> {
  const { tasks, options } = work;
  const progress = new Progress();
  const decided = new Map<number, Verdict>();
  const show = (): void => {
    const next = tasks.findIndex((_, index) => !decided.has(index));
    if (next >= 0) progress.show(`[${decided.size}/${tasks.length}] ${taskName(tasks[next]!)}`);
  };
  show();
  const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const signal = interruption();
  const threads = Array.from({ length: Math.min(availableParallelism(), tasks.length) }, () =>
    inThread<Decided>('./verify-worker.js', { ...work, next }, signal, ({ index, verdict }) => {
      decided.set(index, verdict);
      show();
    }),
  );
  await Promise.all(threads);
  progress.clear();
  const verdicts = tasks.map((task, index) => decided.get(index) ?? undecided(task, options, 'interrupted'));
  return { verdicts, decided: decided.size };
}

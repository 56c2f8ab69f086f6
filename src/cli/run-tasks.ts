import type { Verdict } from '../verify/verdict.ts';
import { taskName, undecided } from '../verify/verify.ts';
import { runShared } from './shared-tasks.ts';
import type { Work } from './verify-worker.ts';

/** The script of the threads. */
export const VERIFY_WORKER = './verify-worker.js';

/**
 * A verdict for each task, in their order: a task's draws follow from its own seed, whoever decides it. After Ctrl-C the
 * verdicts that are there stay, and the rest are undecided.
 */
export async function runTasks(work: Work): Promise<{ verdicts: Verdict[]; decided: number }> {
  const { tasks, options } = work;
  const decided = await runShared<Verdict>(VERIFY_WORKER, work, tasks.map(taskName));
  const verdicts = tasks.map((task, index) => decided.get(index) ?? undecided(task, options, 'interrupted'));
  return { verdicts, decided: decided.size };
}

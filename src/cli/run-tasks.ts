import type { Verdict } from '../verify/verdict.ts';
import { taskName, undecided } from '../verify/verify.ts';
import { interruption, Progress } from './progress.ts';
import { inThread } from './thread.ts';
import type { Work } from './verify-worker.ts';

/** A verdict for each task, in their order. After Ctrl-C the verdicts that are there stay, and the rest are undecided. */
export async function runTasks(work: Work): Promise<{ verdicts: Verdict[]; decided: number }> {
  const { tasks, options } = work;
  const progress = new Progress();
  const verdicts: Verdict[] = [];
  const show = (): void => {
    const next = tasks[verdicts.length];
    if (next) progress.show(`[${verdicts.length + 1}/${tasks.length}] ${taskName(next)}`);
  };
  show();
  await inThread<Verdict>('./verify-worker.js', work, interruption(), (verdict) => {
    verdicts.push(verdict);
    show();
  });
  progress.clear();
  const rest = tasks.slice(verdicts.length).map((task) => undecided(task, options, 'interrupted'));
  return { verdicts: [...verdicts, ...rest], decided: verdicts.length };
}

import { runExperiment } from '../verify/networks/measure.ts';
import { planTrial } from '../verify/networks/trial.ts';
import type { Verdict } from '../verify/verdict.ts';
import { decide, held, precisionOf, type Task, undecided, type VerifyOptions } from '../verify/verify.ts';

/** What a thread that verifies is given. */
export interface VerifyWork {
  readonly tasks: readonly Task[];
  readonly falseAlarmShare: number;
  readonly options: VerifyOptions;
}

/** Decides tasks in their order; the networks that they share are simulated once. */
export function verifyWork(work: VerifyWork, onVerdict: (verdict: Verdict) => void): void {
  const { tasks, falseAlarmShare, options } = work;
  const trial = planTrial(tasks, options);
  const precision = precisionOf(falseAlarmShare, options);
  const measured = new Map(trial.experiments.map((one) => [one.name, runExperiment(one, precision)]));
  for (const task of tasks)
    onVerdict(held(task, decidedOrNot(task, work), trial.points(task), measured, options));
}

/** A defect of ours leaves one statement undecided, and the others as they are. */
export function decidedOrNot(task: Task, { falseAlarmShare, options }: VerifyWork): Verdict {
  try {
    return decide(task, falseAlarmShare, options);
  } catch (error) {
    return undecided(task, options, `ntkcheck failed on it: ${(error as Error).message}`);
  }
}

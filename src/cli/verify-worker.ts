import { parentPort, workerData } from 'node:worker_threads';
import type { Verdict } from '../verify/verdict.ts';
import { type Task, undecided, type VerifyOptions, verify } from '../verify/verify.ts';

/** What the thread that verifies is given. */
export interface Work {
  readonly tasks: readonly Task[];
  readonly falseAlarmShare: number;
  readonly options: VerifyOptions;
}

const { tasks, falseAlarmShare, options }: Work = workerData;
for (const task of tasks) parentPort!.postMessage(decide(task));

/** A defect of ours leaves one statement undecided, and the others as they are. */
function decide(task: Task): Verdict {
  try {
    return verify(task, falseAlarmShare, options);
  } catch (error) {
    return undecided(task, options, `ntkcheck failed on it: ${(error as Error).message}`);
  }
}

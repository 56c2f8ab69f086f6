import { parentPort, workerData } from 'node:worker_threads';
import type { Verdict } from '../verify/verdict.ts';
import { type Task, undecided, type VerifyOptions, verify } from '../verify/verify.ts';
import { type Done, doShared, type Shared } from './shared-tasks.ts';

/** What the threads that verify are given. */
export interface Work {
  readonly tasks: readonly Task[];
  readonly falseAlarmShare: number;
  readonly options: VerifyOptions;
}

const work: Work & Shared = workerData;

doShared(work.tasks, work, (task, index) => {
  const done: Done<Verdict> = { index, result: decide(task, work) };
  parentPort!.postMessage(done);
});

/** A defect of ours leaves one statement undecided, and the others as they are. */
function decide(task: Task, { falseAlarmShare, options }: Work): Verdict {
  try {
    return verify(task, falseAlarmShare, options);
  } catch (error) {
    return undecided(task, options, `ntkcheck failed on it: ${(error as Error).message}`);
  }
}

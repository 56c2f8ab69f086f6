import { parentPort, workerData } from 'node:worker_threads';
import type { Verdict } from '../verify/verdict.ts';
import { type Task, undecided, type VerifyOptions, verify } from '../verify/verify.ts';

/** What the threads that verify are given. */
export interface Work {
  readonly tasks: readonly Task[];
  readonly falseAlarmShare: number;
  readonly options: VerifyOptions;
}

/** The verdict on the task with this index. */
export interface Decided {
  readonly index: number;
  readonly verdict: Verdict;
}

/** The first task that no thread has taken, shared by all of them. */
const { tasks, falseAlarmShare, options, next }: Work & { readonly next: Int32Array } = workerData;

for (let index = take(); index < tasks.length; index = take()) {
  const decided: Decided = { index, verdict: decide(tasks[index]!) };
  parentPort!.postMessage(decided);
}

function take(): number {
  return Atomics.add(next, 0, 1);
}

/** A defect of ours leaves one statement undecided, and the others as they are. */
function decide(task: Task): Verdict {
  try {
    return verify(task, falseAlarmShare, options);
  } catch (error) {
    return undecided(task, options, `ntkcheck failed on it: ${(error as Error).message}`);
  }
}

import type { Verdict } from '../verify/verdict.ts';
import { type Task, undecided, type VerifyOptions, verify } from '../verify/verify.ts';
import { type Done, doShared, type Shared } from './shared-tasks.ts';
import { serve } from './thread.ts';

/** What the threads that verify are given. */
export interface Work {
  readonly tasks: readonly Task[];
  readonly falseAlarmShare: number;
  readonly options: VerifyOptions;
}

export const work = (given: Work & Shared, post: (done: Done<Verdict>) => void): void =>
  doShared(given.tasks, given, (task, index) => post({ index, result: decide(task, given) }));

/** A defect of ours leaves one statement undecided, and the others as they are. */
function decide(task: Task, { falseAlarmShare, options }: Work): Verdict {
  try {
    return verify(task, falseAlarmShare, options);
  } catch (error) {
    return undecided(task, options, `ntkcheck failed on it: ${(error as Error).message}`);
  }
}

await serve(work);

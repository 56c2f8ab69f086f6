import { type Experiment, runExperiment } from '../verify/networks/measure.ts';
import type { Measurements } from '../verify/networks/trial.ts';
import type { Verdict } from '../verify/verdict.ts';
import { decide, precisionOf, type Task, undecided, type VerifyOptions } from '../verify/verify.ts';
import { type Done, doShared, type Shared } from './shared-tasks.ts';
import { serve } from './thread.ts';

/** What the threads that verify are given. */
export interface Work {
  readonly tasks: readonly Task[];
  /** The networks that the tasks share: they come first. */
  readonly experiments: readonly Experiment[];
  readonly falseAlarmShare: number;
  readonly options: VerifyOptions;
}

/** What a thread has done: simulated a network, or decided a task but for the networks. */
export type Piece =
  | { readonly kind: 'networks'; readonly measured: Measurements }
  | { readonly kind: 'verdict'; readonly verdict: Verdict };

export function work(given: Work & Shared, post: (done: Done<Piece>) => void): void {
  const { tasks, experiments, falseAlarmShare, options } = given;
  const precision = precisionOf(falseAlarmShare, options);
  doShared([...experiments, ...tasks], given, (one, index) => {
    const result: Piece =
      'statement' in one
        ? { kind: 'verdict', verdict: decided(one, given) }
        : { kind: 'networks', measured: runExperiment(one, precision) };
    post({ index, result });
  });
}

/** A defect of ours leaves one statement undecided, and the others as they are. */
function decided(task: Task, { falseAlarmShare, options }: Work): Verdict {
  try {
    return decide(task, falseAlarmShare, options);
  } catch (error) {
    return undecided(task, options, `ntkcheck failed on it: ${(error as Error).message}`);
  }
}

await serve(work);

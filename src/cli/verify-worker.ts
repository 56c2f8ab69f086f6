import { parentPort, workerData } from 'node:worker_threads';
import { type Experiment, runExperiment } from '../verify/networks/measure.ts';
import type { Measured } from '../verify/networks/trial.ts';
import type { Verdict } from '../verify/verdict.ts';
import { decide, precisionOf, type Task, undecided, type VerifyOptions } from '../verify/verify.ts';
import { type Done, doShared, type Shared } from './shared-tasks.ts';

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
  | {
      readonly kind: 'networks';
      readonly measured: Measured extends ReadonlyMap<string, infer M> ? M : never;
    }
  | { readonly kind: 'verdict'; readonly verdict: Verdict };

const { tasks, experiments, falseAlarmShare, options, ...shared }: Work & Shared = workerData;
const precision = precisionOf(falseAlarmShare, options);

doShared([...experiments, ...tasks], shared, (one, index) => {
  const result: Piece =
    'statement' in one
      ? { kind: 'verdict', verdict: decided(one) }
      : { kind: 'networks', measured: runExperiment(one, precision) };
  const done: Done<Piece> = { index, result };
  parentPort!.postMessage(done);
});

/** A defect of ours leaves one statement undecided, and the others as they are. */
function decided(task: Task): Verdict {
  try {
    return decide(task, falseAlarmShare, options);
  } catch (error) {
    return undecided(task, options, `ntkcheck failed on it: ${(error as Error).message}`);
  }
}

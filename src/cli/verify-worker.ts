import { type Experiment, runExperiment } from '../verify/networks/measure.ts';
import type { Measurements } from '../verify/networks/trial.ts';
import type { Verdict } from '../verify/verdict.ts';
import { precisionOf } from '../verify/verify.ts';
import { decidedOrNot, type VerifyWork } from '../workflow/verify-tasks.ts';
import { type Done, doShared, type Shared } from './shared-tasks.ts';
import { serve } from './thread.ts';

/** What the threads that verify are given. */
export interface Work extends VerifyWork {
  /** The networks that the tasks share: they come first. */
  readonly experiments: readonly Experiment[];
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
        ? { kind: 'verdict', verdict: decidedOrNot(one, given) }
        : { kind: 'networks', measured: runExperiment(one, precision) };
    post({ index, result });
  });
}

await serve(work);

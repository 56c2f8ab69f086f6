import { compileJob } from '../jobs/compile.ts';
import type { Job } from '../jobs/job.ts';
import type { PartialResult } from '../jobs/partial.ts';
import { levelOfLook } from '../statistics/spending.ts';
import type { ExactLaws } from './exact-law.ts';
import { guaranteesOf, levelOf } from './guarantees.ts';
import { intervalsOf } from './intervals.ts';

/**
 * The first E(...) of a job so far, for the line of a terminal. It is looked at by the clock, which knows nothing of the
 * samples, and every look has a level of its own, so that all intervals shown hold together.
 */
export function estimateSoFar(job: Job, laws: ExactLaws): (partial: PartialResult) => string {
  const guaranteed = guaranteesOf(job, laws);
  const [text] = compileJob(job).texts;
  let looks = 0;
  return (partial) => {
    if (text === undefined || partial.samples < 2) return '';
    const level = levelOfLook(levelOf(job), looks++);
    // An interval from the exact variance holds at every moment; its level is part of its plan.
    const [found] =
      guaranteed[0]!.guarantee.kind === 'bounded'
        ? intervalsOf(partial, guaranteed, level, true)
        : intervalsOf(partial, guaranteed);
    const estimate = partial.parts.moments.mean(0) * 2 ** job.exponent;
    const half = found?.interval ? (found.interval.high - found.interval.low) / 2 : undefined;
    const error = half === undefined ? '' : ` ± ${((100 * half) / Math.abs(estimate)).toPrecision(2)}%`;
    return `; E(${text}) ≈ ${estimate.toPrecision(5)}${error}`;
  };
}

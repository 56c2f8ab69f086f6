import { OBSERVABLES } from '../network/observables.ts';
import { needsQ } from '../quantity/needs-q.ts';
import { simulate, type Visit } from '../simulate/run.ts';
import { influence } from '../statistics/catoni.ts';
import { addends } from '../statistics/known-mean.ts';
import { type CompiledJob, compileJob } from './compile.ts';
import type { Job } from './job.ts';
import { PartialResult } from './partial.ts';
import type { Parts } from './parts.ts';
import type { Range } from './ranges.ts';

/**
 * Some samples of a job. Throws a DataError for a job that makes no sense and an OutOfRange for samples out of range,
 * or for one whose statistic is not finite or too large to be summed exactly.
 */
export function simulateBlock(job: Job, range: Range): PartialResult {
  const { network, statistics, bodies, checks } = compileJob(job);
  const { method, power, part, weightLaw: law, seed, stream, exponent } = job;
  const { parts } = PartialResult.empty(job);
  const draws = { network, method, power, part, law, seed, stream, exponent, needsQ: needsQ(bodies) };
  simulate({ ...draws, ...range, statistics, visit: visitor(job, checks, parts) }, parts.moments);
  return PartialResult.of(job, range, parts);
}

/** Adds to the parts that are not moments. */
function visitor(job: Job, statistics: CompiledJob['checks'], parts: Parts): Visit | undefined {
  const { influences, distribution, checks } = job;
  if (!influences && distribution === null && checks.length === 0) return undefined;
  const anchors = influences?.anchors ?? [];
  const after = influences?.after ?? 0;
  const observable = distribution === null ? -1 : OBSERVABLES.indexOf(distribution);
  return (index, values, observables, drawn): void => {
    for (const [i, check] of checks.entries()) {
      for (const [k, x] of addends(check, statistics[i]!(observables, drawn)).entries())
        parts.checks.add(2 * i + k, x);
    }
    if (observable >= 0) parts.histogram.add(observables[observable]!);
    if (index < after) return;
    for (const [i, one] of anchors.entries()) {
      if (one) parts.influences.add(i, influence({ mean: one.anchor, scale: one.scale }, values[i]!));
    }
  };
}

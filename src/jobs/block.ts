import { Accumulator } from '../simulate/accumulator.ts';
import { simulate } from '../simulate/run.ts';
import { needsQ } from './abilities.ts';
import { compileJob } from './compile.ts';
import type { Job } from './job.ts';
import { PartialResult } from './partial.ts';
import type { Range } from './ranges.ts';

/**
 * Some samples of a job. Throws a DataError for a job that makes no sense and a RangeError for samples out of range,
 * or for one whose statistic is not finite or too large to be summed exactly.
 */
export function simulateBlock(job: Job, range: Range): PartialResult {
  const { network, statistics, texts } = compileJob(job);
  const { method, power, part, weightLaw: law, seed } = job;
  const draws = { network, method, power, part, law, seed, needsQ: needsQ(texts) };
  const moments = simulate({ ...draws, ...range, statistics }, new Accumulator(statistics.length));
  return PartialResult.of(job, range, { moments });
}

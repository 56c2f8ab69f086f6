import { type Environment, type Expression, Refusal } from '../expression/index.ts';
import type { CompiledJob } from '../jobs/compile.ts';
import { estimateQuantity } from '../quantity/estimate.ts';
import { needsQ } from '../quantity/needs-q.ts';
import type { Rational } from '../rational/rational.ts';
import { simulate } from '../simulate/run.ts';

export interface PlainRuns {
  /** Of one run. */
  readonly networks: number;
  readonly runs: number;
  readonly seed: number;
  readonly stream: number;
}

/**
 * The plain estimator, time and again: a quantity at the sample means of `networks` plain networks, each run with
 * networks of its own. NaN for a run whose means give it no value. Throws a RangeError for samples that are not finite.
 */
export function plainRuns(
  quantity: Expression,
  { network, texts, bodies, statistics, environment }: CompiledJob,
  { networks, runs, seed, stream }: PlainRuns,
): number[] {
  const sums = Array.from({ length: runs }, () => texts.map(() => 0));
  const method = needsQ(bodies) ? 'dense' : 'collapsed';
  const range = { from: 0, to: runs * networks };
  const visit = (index: number, values: Float64Array): void => {
    const sum = sums[Math.floor(index / networks)]!;
    for (let i = 0; i < values.length; i++) sum[i]! += values[i]!;
  };
  simulate({ network, method, needsQ: needsQ(bodies), seed, stream, statistics, ...range, visit });
  return sums.map((sum) =>
    valueAt(
      quantity,
      environment,
      texts,
      sum.map((one) => one / networks),
    ),
  );
}

/** A quantity at numbers in place of its E(...); NaN where it has no value. */
export function valueAt(
  quantity: Expression,
  environment: Environment<Rational>,
  texts: readonly string[],
  means: readonly number[],
): number {
  try {
    return estimateQuantity(quantity, environment, { texts, means, covariance: () => 0 }).estimate;
  } catch (error) {
    if (error instanceof Refusal) return Number.NaN;
    throw error;
  }
}

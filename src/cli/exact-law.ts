import { BeyondOracle, moments } from '../exact/moment.ts';
import { allowance } from '../exact/permit.ts';
import { Refusal } from '../expression/index.ts';
import { compileJob } from '../jobs/compile.ts';
import type { Job } from '../jobs/job.ts';
import { expectation, variance } from '../quantity/exact.ts';
import type { Rational } from '../rational/rational.ts';

/** Exact mean and variance of one network's statistic. */
export interface ExactLaw {
  readonly mean: Rational;
  readonly variance: Rational;
}

/** Of each distinct E(...) of a job; undefined where the exact oracle does not reach. */
export type ExactLaws = readonly (ExactLaw | undefined)[];

/** The exact laws of a job, in this thread. */
export function lawsOf(job: Job): ExactLaws {
  const { network, environment, bodies } = compileJob(job);
  // One for all: what it does not cover has no exact law.
  const permit = allowance();
  const oracle = (products: Parameters<typeof moments>[1]) => moments(network, products, permit);
  return bodies.map((body) => {
    try {
      return {
        mean: expectation(body, environment, oracle),
        variance: variance(body, environment, oracle),
      };
    } catch (error) {
      if (error instanceof BeyondOracle || error instanceof Refusal) return undefined;
      throw error;
    }
  });
}

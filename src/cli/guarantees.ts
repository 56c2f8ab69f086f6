import { CHECK_LEVEL } from '../estimate/checks.ts';
import { type Guarantee, guaranteeOf, type Target } from '../estimate/guarantee.ts';
import { kernelForm } from '../estimate/kernel-form.ts';
import { compileJob } from '../jobs/compile.ts';
import type { Job } from '../jobs/job.ts';
import { InputError, OutOfRange } from '../limits/error.ts';
import { expectationsIn } from '../quantity/expectations.ts';
import { isZero } from '../rational/rational.ts';
import { toNumber } from '../rational/text.ts';
import { isTilted } from '../simulate/sampler.ts';
import { mixtureOf } from '../simulate/samplers.ts';
import type { Mixture } from '../simulate/tilt.ts';
import type { ExactLaws } from './exact-law.ts';

/** One distinct E(...) of a job, and what justifies an interval for it. */
export interface Guaranteed {
  readonly target: Target;
  readonly guarantee: Guarantee;
}

/** What is known of each E(...) of a job beside its samples; the laws are exact ones of plain networks. */
export function targetsOf(job: Job, laws: ExactLaws): Target[] {
  const { bodies, environment } = compileJob(job);
  return bodies.map((body, i) => {
    const law = laws[i];
    return {
      form: kernelForm(body, environment),
      exact: law && {
        mean: toNumber(law.mean),
        variance: toNumber(law.variance),
        isCentred: isZero(law.mean),
        isConstant: isZero(law.variance),
      },
    };
  });
}

/** Throws InputError where a tilted law leaves the range of doubles. */
export function guaranteesOf(job: Job, laws: ExactLaws): Guaranteed[] {
  const { method, part, power } = job;
  const mixture = mixtureFor(job);
  return targetsOf(job, laws).map((target) => ({
    target,
    guarantee: guaranteeOf(target, { method, part, power }, mixture),
  }));
}

/** Of a tilted method. Throws InputError where it leaves the range of doubles. */
export function mixtureFor(job: Job): Mixture | undefined {
  if (!isTilted(job.method)) return undefined;
  const { method, power, part, seed } = job;
  try {
    return mixtureOf({ network: compileJob(job).network, seed, method, power, part, needsQ: false });
  } catch (error) {
    if (error instanceof OutOfRange) throw new InputError(`--method ${method}: ${error.message}`);
    throw error;
  }
}

/**
 * The probability of a miss of each E(...)'s interval, so that those of a quantity hold together; with checks it holds
 * of those intervals that a failed check does not suppress, too.
 */
export function levelOf(job: Job): number {
  const most = Math.max(
    1,
    ...compileJob(job).quantities.map(({ expression }) => expectationsIn(expression).size),
  );
  return ((1 - job.confidence) / most) * (isTilted(job.method) ? 1 - CHECK_LEVEL : 1);
}

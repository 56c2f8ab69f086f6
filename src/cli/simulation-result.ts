import type { Environment, Parsed } from '../expression/index.ts';
import { compileJob } from '../jobs/compile.ts';
import type { Job } from '../jobs/job.ts';
import type { PartialResult } from '../jobs/partial.ts';
import { estimateQuantity } from '../quantity/estimate.ts';
import { divide, type Rational, rational } from '../rational/rational.ts';
import { toNumber } from '../rational/text.ts';
import type { Accumulator } from '../simulate/accumulator.ts';
import { excerpt, InputError } from './error.ts';
import { networkLine, networkRecord } from './network-record.ts';
import { refusing } from './quantities.ts';
import type { Variances } from './variance-worker.ts';

interface Estimate {
  readonly quantity: string;
  readonly estimate: number;
  readonly standardError: number;
  /** null where the exact variance is not known, or too large for a double. */
  readonly exactStandardError: number | null;
}

/** What 'ntkcheck simulate' prints as JSON: a function of the job and the samples alone. */
export interface SimulationRecord {
  readonly network: ReturnType<typeof networkRecord>;
  readonly method: string;
  readonly weightLaw: string;
  readonly seed: number;
  readonly samples: number;
  /** Whether these are all samples of the job, with all that is known of them. */
  readonly complete: boolean;
  readonly results: readonly Estimate[];
}

/** Needs two samples. Throws InputError for a quantity that has no value at what they are. */
export function simulationRecord(
  partial: PartialResult,
  variances: Variances,
  complete = partial.complete,
): SimulationRecord {
  const { job, samples } = partial;
  const { quantities, environment, texts } = compileJob(job);
  return {
    network: networkRecord(networkOf(job)),
    method: job.method,
    weightLaw: job.weightLaw,
    seed: job.seed,
    samples,
    complete,
    results: quantities.map((one, i) =>
      estimateOf(one, environment, texts, partial.parts.moments, variances[i]),
    ),
  };
}

/** The same for humans. */
export function simulationText(job: Job, record: SimulationRecord): string {
  const { complete, samples, method, weightLaw, seed, results } = record;
  const label = complete ? '' : 'INTERRUPTED, partial result: ';
  const header = `${label}${samples} networks, ${method}, ${weightLaw} weights, seed ${seed}`;
  return [networkLine(networkOf(job)), header, ...results.map(estimateText)].join('\n');
}

const networkOf = (job: Job) => ({ ...compileJob(job), convention: job.convention });

/** A quantity at the sample means of the E(...) in it, which are listed by their texts. */
function estimateOf(
  parsed: Parsed,
  environment: Environment<Rational>,
  texts: readonly string[],
  accumulator: Accumulator,
  exact: Rational | undefined,
): Estimate {
  const { text, expression } = parsed;
  const means = texts.map((_, i) => accumulator.mean(i));
  const covariance = (i: number, j: number): number => accumulator.covariance(i, j) / accumulator.count;
  const { estimate, standardError } = refusing(parsed, () =>
    estimateQuantity(expression, environment, { texts, means, covariance }),
  );
  if (!Number.isFinite(estimate) || !Number.isFinite(standardError))
    throw new InputError(`--quantity '${excerpt(text)}': the estimate is beyond the range of double numbers`);
  const error = exact && squareRoot(divide(exact, rational(accumulator.count)));
  return {
    quantity: text,
    estimate,
    standardError,
    exactStandardError: error !== undefined && Number.isFinite(error) ? error : null,
  };
}

/** Of a number that may itself be beyond the range of doubles. */
function squareRoot(x: Rational): number {
  const half = Math.trunc((x.num.toString().length - x.den.toString().length) / 2);
  const scale = 100n ** BigInt(Math.abs(half));
  const near = half >= 0 ? rational(x.num, x.den * scale) : rational(x.num * scale, x.den);
  return Math.abs(half) < 8 ? Math.sqrt(toNumber(x)) : Math.sqrt(toNumber(near)) * Number(`1e${half}`);
}

function estimateText({ quantity, estimate, standardError, exactStandardError }: Estimate): string {
  const exact =
    exactStandardError === null ? '' : `; ${exactStandardError.toPrecision(3)} from the exact variance`;
  return `${quantity} = ${estimate.toPrecision(8)} ± ${standardError.toPrecision(3)} (standard error${exact})`;
}

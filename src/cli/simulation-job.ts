import type { Expression } from '../expression/index.ts';
import { drawsWeights, inability, isPlain } from '../jobs/abilities.ts';
import { MAX_WEIGHTS, weightsOf } from '../jobs/compile.ts';
import { quantityEnvironment } from '../jobs/environment.ts';
import { DEFAULT_CONFIDENCE, type Job, jobOf } from '../jobs/job.ts';
import { InputError } from '../limits/error.ts';
import { STANDARD_MOMENTS } from '../network/weight-law.ts';
import { expectationsIn } from '../quantity/expectations.ts';
import { needsQ } from '../quantity/needs-q.ts';
import { statisticOf } from '../quantity/statistic.ts';
import { equals } from '../rational/rational.ts';
import { formatRational } from '../rational/text.ts';
import type { Method } from '../simulate/sampler.ts';
import type { NetworkFlags } from './network-flags.ts';
import { type NetworkInput, networkFromFlags } from './network-input.ts';
import { readQuantities, refusing } from './quantities.ts';
import { packageVersion } from './version.ts';

interface SimulationFlags extends NetworkFlags, Pick<Job, 'weightLaw' | 'seed'> {
  readonly method: Method | 'auto';
  readonly quantity: readonly string[];
  readonly samples?: number | undefined;
  readonly confidence?: number | undefined;
  readonly distribution?: Job['distribution'] | undefined;
}

/** Without --samples and --relative-error. */
const DEFAULT_SAMPLES = 10_000;

/** The job that the flags describe, before a plan: `auto` stands as whatever can do it. Throws InputError. */
export function jobFromFlags(flags: SimulationFlags): Job {
  const { weightLaw } = flags;
  const [mu4] = STANDARD_MOMENTS[weightLaw];
  const input = networkFromFlags(flags, mu4);
  if (flags.mu4 && !equals(flags.mu4, mu4))
    throw new InputError(
      `--mu4: found ${formatRational(flags.mu4)}; ${weightLaw} weights have ${formatRational(mu4)}: leave it out, or name another --weight-law`,
    );
  const bodies = expectationsOf(flags.quantity, input);
  const simplest = weightLaw === 'gaussian' && !needsQ(bodies) ? 'collapsed' : 'dense';
  const method = flags.method === 'auto' ? simplest : flags.method;
  if (drawsWeights(method)) checkSize(input);
  const reason = inability(method, { weightLaw, bodies });
  if (reason !== undefined) throw new InputError(`--method: ${reason}`);
  const { distribution = null, confidence = DEFAULT_CONFIDENCE } = flags;
  if (distribution !== null && !isPlain(method))
    throw new InputError(
      `--distribution: ${method} draws networks from another law; collapsed and dense draw plain ones`,
    );
  const { settings, convention } = input;
  const { quantity: quantities, seed, samples = DEFAULT_SAMPLES } = flags;
  return jobOf({
    version: packageVersion(),
    settings,
    convention,
    method,
    weightLaw,
    seed,
    quantities,
    samples,
    confidence,
    distribution,
  });
}

function checkSize({ network }: NetworkInput): void {
  const weights = weightsOf(network);
  if (weights > MAX_WEIGHTS)
    throw new InputError(
      `--widths: found ${weights} weights; wanted at most ${MAX_WEIGHTS} to simulate ('ntkcheck moments' has no such limit)`,
    );
}

/** The bodies of E(...), tried out: the job refuses the same ones, but cannot say which flag they come from. */
function expectationsOf(texts: readonly string[], { settings }: NetworkInput): Expression[] {
  const environment = quantityEnvironment(settings);
  return readQuantities(texts, environment).flatMap((one) =>
    refusing(one, () => {
      const found = expectationsIn(one.expression);
      for (const body of found.values()) statisticOf(body, environment);
      return [...found.values()];
    }),
  );
}

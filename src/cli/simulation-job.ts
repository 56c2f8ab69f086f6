import { drawsWeights, inability } from '../jobs/abilities.ts';
import { MAX_WEIGHTS, weightsOf } from '../jobs/compile.ts';
import { type Job, jobOf } from '../jobs/job.ts';
import { expectationsIn } from '../quantity/expectations.ts';
import { statisticOf } from '../quantity/statistic.ts';
import { InputError } from './error.ts';
import type { NetworkFlags } from './network-flags.ts';
import { type NetworkInput, networkFromFlags } from './network-input.ts';
import { quantityEnvironment, readQuantities, refusing } from './quantities.ts';
import { packageVersion } from './version.ts';

interface SimulationFlags extends NetworkFlags, Pick<Job, 'method' | 'weightLaw' | 'seed' | 'samples'> {
  readonly quantity: readonly string[];
}

/** The job that the flags describe. Throws InputError. */
export function jobFromFlags(flags: SimulationFlags): Job {
  const input = networkFromFlags(flags);
  if (drawsWeights(flags.method)) checkSize(input);
  const texts = expectationsOf(flags.quantity, input);
  const reason = inability(flags.method, { weightLaw: flags.weightLaw, texts });
  if (reason !== undefined) throw new InputError(`--method: ${reason}`);
  const { settings, convention } = input;
  const { quantity: quantities, method, weightLaw, seed, samples } = flags;
  return jobOf({
    version: packageVersion(),
    settings,
    convention,
    method,
    weightLaw,
    seed,
    quantities,
    samples,
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
function expectationsOf(texts: readonly string[], { settings }: NetworkInput): string[] {
  const environment = quantityEnvironment(settings);
  return readQuantities(texts, environment).flatMap((one) =>
    refusing(one, () => {
      const found = expectationsIn(one.expression);
      for (const body of found.values()) statisticOf(body, environment);
      return [...found.keys()];
    }),
  );
}

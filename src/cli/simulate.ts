import { Option } from '@commander-js/extra-typings';
import { expectationsIn } from '../quantity/expectations.ts';
import { statisticOf } from '../quantity/statistic.ts';
import { WEIGHT_LAWS, type WeightLaw } from '../random/laws.ts';
import { type SimulationRequest, type SteppedSimulation, simulateInSteps } from '../simulate/run.ts';
import { InputError } from './error.ts';
import { collect, integerFlag, seedFlag } from './flag-values.ts';
import { networkCommand } from './network-flags.ts';
import { type NetworkInput, networkFromFlags } from './network-input.ts';
import { networkLine, networkRecord } from './network-record.ts';
import { INTERRUPTED, interruption, Progress } from './progress.ts';
import { quantityEnvironment, readQuantities, refusing } from './quantities.ts';
import { estimateOf, estimateText } from './simulation-result.ts';
import { inThread } from './thread.ts';
import type { Variances, VarianceWork } from './variance-worker.ts';

/** Parameters of a network that fits in memory several times over. */
const MAX_WEIGHTS = 50_000_000;

export const simulateCommand = () =>
  networkCommand('simulate')
    .summary('estimates from simulated networks')
    .description(
      `Estimates from real random networks: draw the weights, go forward, back-propagate, sum squared gradients.

The standard error is the sample's own. Powers of K are heavy-tailed: where depth/width is not small, a sample mean of
K^2 and its standard error can both be far too low. exactStandardError comes from the exact moments instead.`,
    )
    .addHelpText(
      'after',
      `
Example:
  ntkcheck simulate --widths 3,4,5,1 --r 1/2 --bias-gradient 1 --samples 200000 --seed 1 --quantity 'E(K)'`,
    )
    .option(
      '--quantity <expression>',
      "what to estimate, as in 'ntkcheck moments'; repeat for more",
      collect,
      [],
    )
    .option('--samples <count>', 'number of networks', integerFlag(2, 1_000_000_000), 10_000)
    .option('--seed <integer>', 'the same seed gives the same result', seedFlag, 0)
    .addOption(
      new Option('--weight-law <name>', 'law of the weights; biases are Gaussian')
        .choices(Object.keys(WEIGHT_LAWS) as WeightLaw[])
        .default('gaussian' as WeightLaw),
    )
    .option('--json', 'print JSON')
    .action(async ({ quantity, samples: to, seed, weightLaw: law, json, ...flags }) => {
      const input = networkFromFlags(flags);
      checkSize(input);
      const { network } = input;
      const environment = quantityEnvironment(input.settings);
      const quantities = readQuantities(quantity, environment);
      const statistics = new Map(
        quantities.flatMap((one) =>
          refusing(one, () =>
            [...expectationsIn(one.expression)].map(
              ([text, body]) => [text, statisticOf(body, environment)] as const,
            ),
          ),
        ),
      );
      const texts = [...statistics.keys()];
      const needsQ = texts.some((text) => text.includes('Q'));
      const request = {
        network,
        seed,
        from: 0,
        to,
        statistics: [...statistics.values()],
        law,
        needsQ,
      };
      const exact = law === 'gaussian' ? { settings: input.settings, quantities: quantity } : undefined;
      const { samples, accumulator, complete, variances } = await runBoth(request, exact);
      if (!complete) process.exitCode = INTERRUPTED;
      if (samples < 2) {
        console.error('ntkcheck: interrupted before there was anything to report');
        return;
      }
      const results = quantities.map((one, i) =>
        estimateOf(one, environment, texts, accumulator, variances[i]),
      );
      const record = {
        network: networkRecord(input),
        method: 'dense',
        weightLaw: law,
        seed,
        samples,
        complete,
      };
      if (json) console.log(JSON.stringify({ ...record, results }, null, 2));
      else console.log([networkLine(input), header(record), ...results.map(estimateText)].join('\n'));
    });

function checkSize({ network: { layers } }: NetworkInput): void {
  const weights = layers.reduce((total, { width, fanIn }) => total + width * fanIn, 0);
  if (weights > MAX_WEIGHTS)
    throw new InputError(
      `--widths: found ${weights} weights; wanted at most ${MAX_WEIGHTS} to simulate ('ntkcheck moments' has no such limit)`,
    );
}

/** Simulates while a thread computes the exact variances; Ctrl-C gives what there is so far. Throws InputError. */
async function runBoth(
  request: SimulationRequest,
  work: VarianceWork | undefined,
): Promise<SteppedSimulation & { variances: Variances }> {
  const progress = new Progress();
  const [ctrlC, failure] = [interruption(), new AbortController()];
  const signal = AbortSignal.any([ctrlC, failure.signal]);
  let variances: Variances | undefined;
  const exact = work
    ? inThread<Variances>('./variance-worker.js', work, signal, (found) => {
        variances = found;
      })
    : undefined;
  const onProgress = (done: number, total: number): void =>
    progress.show(done < total ? `${done} of ${total} networks` : 'exact variances');
  try {
    const [run] = await Promise.all([simulateInSteps(request, { onProgress, signal }), exact]);
    return { ...run, complete: run.complete && !ctrlC.aborted, variances: variances ?? [] };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError(
      `the simulation leaves the range of its numbers: ${error.message}; 'ntkcheck moments' is exact at any size`,
    );
  } finally {
    failure.abort();
    progress.clear();
  }
}

const header = (run: { samples: number; seed: number; complete: boolean; weightLaw: string }): string =>
  `${run.complete ? '' : 'INTERRUPTED, partial result: '}${run.samples} networks, dense, ${run.weightLaw} weights, seed ${run.seed}`;

import { Option } from '@commander-js/extra-typings';
import { BeyondOracle, moments } from '../exact/moment.ts';
import { type Environment, type Expression, type Parsed, Refusal } from '../expression/index.ts';
import { estimateQuantity } from '../quantity/estimate.ts';
import { variance } from '../quantity/exact.ts';
import { expectationsIn } from '../quantity/expectations.ts';
import { statisticOf } from '../quantity/statistic.ts';
import { WEIGHT_LAWS, type WeightLaw } from '../random/laws.ts';
import type { Rational } from '../rational/rational.ts';
import { toNumber } from '../rational/text.ts';
import type { Accumulator } from '../simulate/accumulator.ts';
import { simulateInSteps } from '../simulate/run.ts';
import { InputError } from './error.ts';
import {
  integerFlag,
  type NetworkInput,
  networkCommand,
  networkFromFlags,
  networkLine,
  networkRecord,
} from './network-flags.ts';
import { INTERRUPTED, interruption, Progress } from './progress.ts';
import { collect, quantityEnvironment, readQuantities } from './quantities.ts';

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
    .option(
      '--seed <integer>',
      'the same seed gives the same result',
      integerFlag(0, Number.MAX_SAFE_INTEGER),
      0,
    )
    .addOption(
      new Option('--weight-law <name>', 'law of the weights; biases are Gaussian')
        .choices(Object.keys(WEIGHT_LAWS) as WeightLaw[])
        .default('gaussian' as WeightLaw),
    )
    .option('--json', 'print JSON')
    .action(async (flags) => {
      const input = networkFromFlags(flags);
      checkSize(input);
      const environment = quantityEnvironment(input.settings);
      const quantities = readQuantities(flags.quantity, environment);
      const bodies = refusing(() => expectationsIn(...quantities.map(({ expression }) => expression)));
      const statistics = refusing(() => [...bodies.values()].map((body) => statisticOf(body, environment)));
      const request = {
        network: input.network,
        seed: flags.seed,
        from: 0,
        to: flags.samples,
        statistics,
        law: flags.weightLaw,
        needsQ: [...bodies.keys()].some((text) => text.includes('Q')),
      };
      const progress = new Progress();
      const onProgress = (done: number, total: number): void => progress.show(`${done} of ${total} networks`);
      const run = await simulateInSteps(request, { onProgress, signal: interruption() });
      progress.clear();
      if (run.samples < 2) throw new InputError('interrupted before there was anything to report');
      const texts = [...bodies.keys()];
      const results = quantities.map((quantity) => ({
        ...estimate(quantity, environment, texts, run.accumulator),
        exactStandardError:
          flags.weightLaw === 'gaussian'
            ? exactError(quantity.expression, environment, input, run.samples)
            : null,
      }));
      const record = {
        network: networkRecord(input),
        method: 'dense',
        weightLaw: flags.weightLaw,
        seed: flags.seed,
        samples: run.samples,
        complete: run.complete,
        results,
      };
      if (flags.json) console.log(JSON.stringify(record, null, 2));
      else console.log([networkLine(input), header(record), ...results.map(textLine)].join('\n'));
      if (!run.complete) process.exitCode = INTERRUPTED;
    });

function checkSize({ settings: { widths } }: NetworkInput): void {
  const weights = widths.slice(1).reduce((total, width, i) => total + width * widths[i]!, 0);
  if (weights > MAX_WEIGHTS)
    throw new InputError(
      `the network has ${weights} weights; the dense simulator holds at most ${MAX_WEIGHTS}`,
    );
}

function refusing<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Refusal) throw new InputError(`--quantity: ${error.message}`);
    throw error;
  }
}

interface Estimate {
  readonly quantity: string;
  readonly estimate: number;
  readonly standardError: number;
  readonly exactStandardError: number | null;
}

function estimate(
  { text, expression }: Parsed,
  environment: Environment<Rational>,
  texts: readonly string[],
  accumulator: Accumulator,
) {
  const estimates = {
    texts,
    means: texts.map((_, i) => accumulator.mean(i)),
    covariance: (i: number, j: number) => accumulator.covariance(i, j) / accumulator.count,
  };
  return { quantity: text, ...refusing(() => estimateQuantity(expression, environment, estimates)) };
}

/** The standard error from the exact variance, for one E(...) that the exact oracle reaches. */
function exactError(
  expression: Expression,
  environment: Environment<Rational>,
  { network }: NetworkInput,
  samples: number,
): number | null {
  if (expression.kind !== 'expectation') return null;
  try {
    const exact = variance(expression.body, environment, (products) => moments(network, products));
    return Math.sqrt(toNumber(exact) / samples);
  } catch (error) {
    if (error instanceof BeyondOracle || error instanceof Refusal) return null;
    throw error;
  }
}

const header = ({
  samples,
  seed,
  complete,
  weightLaw,
}: {
  samples: number;
  seed: number;
  complete: boolean;
  weightLaw: string;
}): string =>
  `${complete ? '' : 'INTERRUPTED, partial result: '}${samples} networks, dense, ${weightLaw} weights, seed ${seed}`;

function textLine({ quantity, estimate: value, standardError, exactStandardError }: Estimate): string {
  const exact =
    exactStandardError === null ? '' : `; ${exactStandardError.toPrecision(3)} from the exact variance`;
  return `${quantity} = ${value.toPrecision(8)} ± ${standardError.toPrecision(3)} (standard error${exact})`;
}

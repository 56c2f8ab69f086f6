import { Option } from '@commander-js/extra-typings';
import { isPlain } from '../jobs/abilities.ts';
import { type Shard, shardOf } from '../jobs/blocks.ts';
import { type Job, MAX_SAMPLES } from '../jobs/job.ts';
import { WEIGHT_LAWS, type WeightLaw } from '../random/laws.ts';
import { METHODS, type Method } from '../simulate/sampler.ts';
import { Checkpoint } from './checkpoint.ts';
import { InputError } from './error.ts';
import { collect, integerFlag, seedFlag } from './flag-values.ts';
import { networkCommand } from './network-flags.ts';
import { checkOutputs } from './output.ts';
import { writePart } from './part-file.ts';
import { INTERRUPTED } from './progress.ts';
import { plainFileFlag, redisFlag, shardFlag, workersOption } from './run-flags.ts';
import { runJob } from './run-job.ts';
import { jobFromFlags } from './simulation-job.ts';
import { simulationRecord, simulationText } from './simulation-result.ts';

export const simulateCommand = () =>
  networkCommand('simulate')
    .summary('estimates from simulated networks')
    .description(
      `Estimates from real random networks: draw the weights, go forward, back-propagate, sum squared gradients.

The standard error is the sample's own. Powers of K are heavy-tailed: where depth/width is not small, a sample mean of
K^2 and its standard error can both be far too low. exactStandardError comes from the exact moments instead.

Draws are addressed and sums are exact: the result is the same to the last bit for any number of workers or shards,
and for a run that was broken off and went on (docs/scale.md).`,
    )
    .addHelpText(
      'after',
      `
Examples:
  ntkcheck simulate --widths 3,4,5,1 --r 1/2 --bias-gradient 1 --samples 200000 --seed 1 --quantity 'E(K)'
  ntkcheck simulate --widths 3,4,5,1 --samples 1000000000 --quantity 'E(K)' --checkpoint run.json
  ntkcheck simulate --widths 3,4,5,1 --samples 1000000 --quantity 'E(K)' --shard 2/7 --out part-2.json`,
    )
    .option(
      '--quantity <expression>',
      "what to estimate, as in 'ntkcheck moments'; repeat for more",
      collect,
      [],
    )
    .option('--samples <count>', 'number of networks', integerFlag(2, MAX_SAMPLES), 10_000)
    .option('--seed <integer>', 'the same seed gives the same result', seedFlag, 0)
    .addOption(
      new Option('--method <name>', 'how networks are drawn')
        .choices(METHODS.filter(isPlain))
        .default('dense' as Method),
    )
    .addOption(
      new Option('--weight-law <name>', 'law of the weights; biases are Gaussian')
        .choices(Object.keys(WEIGHT_LAWS) as WeightLaw[])
        .default('gaussian' as WeightLaw),
    )
    .addOption(workersOption())
    .option(
      '--checkpoint <file>',
      'keep what there is so far in a file, and go on from there if it exists',
      plainFileFlag,
    )
    .option('--shard <i/N>', "simulate one part of N, for 'ntkcheck merge'; with --out", shardFlag)
    .option('--out <file>', 'where to write the part of --shard', plainFileFlag)
    .option('--redis <url>', "have the workers of a queue simulate ('ntkcheck worker')", redisFlag)
    .option('--json', 'print JSON')
    .action(async ({ checkpoint, shard, out, workers, redis, json, ...flags }) => {
      const job = jobFromFlags(flags);
      const part = partFrom(job, { shard, out, json });
      checkOutputs({ '--checkpoint': checkpoint, '--out': out }, []);
      const run = { checkpoint: new Checkpoint(checkpoint, job, part?.shard ?? WHOLE), workers, redis };
      try {
        if (part) await simulatePart(part, run);
        else await simulateAll(run, json ?? false);
      } finally {
        run.checkpoint.save();
      }
    });

const WHOLE: Shard = { index: 1, count: 1 };

interface Run {
  readonly checkpoint: Checkpoint;
  readonly workers: number;
  readonly redis: URL | undefined;
}

async function simulateAll({ checkpoint, ...where }: Run, json: boolean): Promise<void> {
  const { partial } = checkpoint;
  const range = { from: 0, to: partial.job.samples };
  const { interrupted, variances } = await runJob({ checkpoint, range, ...where, needsVariances: true });
  if (interrupted) process.exitCode = INTERRUPTED;
  if (partial.samples < 2) {
    console.error('ntkcheck: interrupted before there was anything to report');
    return;
  }
  const record = simulationRecord(partial, variances, partial.complete && !interrupted);
  console.log(json ? JSON.stringify(record, null, 2) : simulationText(partial.job, record));
}

interface PartTarget {
  readonly shard: Shard;
  readonly out: string;
}

async function simulatePart({ shard, out }: PartTarget, { checkpoint, ...where }: Run): Promise<void> {
  const { partial } = checkpoint;
  const range = shardOf(partial.job, shard);
  await runJob({ checkpoint, range, ...where, needsVariances: false });
  const all = range.to - range.from;
  const what = `shard ${shard.index}/${shard.count}: ${partial.samples} of ${all} networks`;
  if (partial.samples < all) {
    process.exitCode = INTERRUPTED;
    console.error(`ntkcheck: INTERRUPTED, ${out} not written: ${what}`);
    return;
  }
  writePart({ file: out, shard, partial });
  console.log(`${what} -> ${out}`);
}

/** Throws InputError for flags that do not go together. */
function partFrom(
  job: Job,
  { shard, out, json }: { shard?: Shard | undefined; out?: string | undefined; json?: true | undefined },
): PartTarget | undefined {
  if (!shard) {
    if (out !== undefined) throw new InputError('--out is for the part of a simulation; give --shard too');
    return undefined;
  }
  if (out === undefined) throw new InputError('--shard makes a file; give its name with --out');
  if (json) throw new InputError("--json: a shard has no result yet; give it to 'ntkcheck merge'");
  if (shard.count > job.samples)
    throw new InputError(
      `--shard: found ${shard.count} shards of ${job.samples} networks; wanted a network for each at least`,
    );
  return { shard, out };
}

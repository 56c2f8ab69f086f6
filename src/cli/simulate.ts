import { Option } from '@commander-js/extra-typings';
import { type Shard, shardOf } from '../jobs/blocks.ts';
import { type Job, MAX_SAMPLES } from '../jobs/job.ts';
import { InputError } from '../limits/error.ts';
import { WEIGHT_LAWS, type WeightLaw } from '../random/laws.ts';
import { KERNEL_PARTS, METHODS, type Method } from '../simulate/sampler.ts';
import { Checkpoint, isFinished } from './checkpoint.ts';
import { withChecksInThread } from './checks.ts';
import type { ExactLaws } from './exact-law.ts';
import { exactLaws } from './exact-laws.ts';
import { collect, fractionFlag, integerFlag, probabilityFlag, seedFlag } from './flag-values.ts';
import { estimateSoFar } from './look.ts';
import { networkCommand } from './network-flags.ts';
import { checkOutputs } from './output.ts';
import { writePart } from './part-file.ts';
import { planned as plannedJob, type Wishes, withMethod } from './plan.ts';
import { INTERRUPTED, interruption, Progress } from './progress.ts';
import { redisOption, redisUrl } from './redis-option.ts';
import { plainFileFlag, shardFlag, workersOption } from './run-flags.ts';
import { explained, runJob } from './run-job.ts';
import { RunProgress } from './run-progress.ts';
import { jobFromFlags } from './simulation-job.ts';
import { simulationRecord, simulationText } from './simulation-result.ts';
import { print, say } from './streams.ts';

export const simulateCommand = () =>
  networkCommand('simulate')
    .description(
      `Estimates from real random networks: draw the weights, go forward, back-propagate, sum squared gradients; or from
samplers that are exact in law and draw less. An interval is printed where something justifies it, else the reason.

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
    .option('--samples <count>', 'number of networks (default: 10000)', integerFlag(2, MAX_SAMPLES))
    .option('--relative-error <e>', 'as many networks as intervals of ± e times the value take', fractionFlag)
    .option('--confidence <c>', 'of the intervals (default: 0.999)', probabilityFlag)
    .option('--seed <integer>', 'the same seed gives the same result', seedFlag, 0)
    .addOption(
      new Option('--method <name>', 'how networks are drawn; auto picks, and says why')
        .choices(['auto', ...METHODS] as (Method | 'auto')[])
        .default('auto' as Method | 'auto'),
    )
    .addOption(
      new Option('--weight-law <name>', 'law of the weights, and with it mu4; biases are Gaussian')
        .choices(Object.keys(WEIGHT_LAWS) as WeightLaw[])
        .default('gaussian' as WeightLaw),
    )
    .addOption(new Option('--distribution <observable>', 'the law of K, Kw or Kb too').choices(KERNEL_PARTS))
    .addOption(workersOption())
    .option(
      '--checkpoint <file>',
      'keep what there is so far in a file, and go on from there if it exists',
      plainFileFlag,
    )
    .option('--shard <i/N>', "simulate one part of N, for 'ntkcheck merge'; with --out", shardFlag)
    .option('--out <file>', 'where to write the part of --shard', plainFileFlag)
    .addOption(redisOption("have the workers of a queue simulate ('ntkcheck worker')"))
    .option('--json', 'print JSON')
    .action(
      async ({ checkpoint: file, shard, out, workers, redis: given, json, relativeError, ...flags }) => {
        if (relativeError !== undefined && flags.samples !== undefined)
          throw new InputError('--relative-error says how many networks; leave out --samples');
        const base = jobFromFlags(flags);
        const redis = given === undefined ? undefined : redisUrl(given);
        partFrom(base, { shard, out, json });
        checkOutputs({ '--checkpoint': file, '--out': out }, [], isFinished(file) ? [file] : []);
        const stop = interruption();
        const wantsInterval = relativeError !== undefined || flags.confidence !== undefined;
        const wishes = { method: flags.method, relativeError, wantsInterval, workers };
        const plan = await planOf(base, wishes, stop);
        if (!plan) {
          process.exitCode = INTERRUPTED;
          say('interrupted before there was anything to report');
          return;
        }
        const part = partFrom(plan.job, { shard, out, json });
        const checkpoint = new Checkpoint(file, plan.job, part?.shard ?? WHOLE);
        const run = { checkpoint, workers, redis, stop };
        try {
          if (part) await simulatePart(part, run);
          else await simulateAll(run, plan.laws, json ?? false);
        } finally {
          checkpoint.save();
        }
      },
    );

const WHOLE: Shard = { index: 1, count: 1 };

interface Run {
  readonly checkpoint: Checkpoint;
  readonly workers: number;
  readonly redis: URL | undefined;
  readonly stop: AbortSignal;
}

interface Plan {
  readonly job: Job;
  readonly laws: ExactLaws | undefined;
}

/** Exact laws, method, samples and anchors; undefined when Ctrl-C came first. */
async function planOf(base: Job, wishes: Wishes, stop: AbortSignal): Promise<Plan | undefined> {
  const progress = new Progress();
  try {
    progress.show('exact moments');
    const laws = wishes.wantsInterval ? await exactLaws(base, stop) : undefined;
    if (stop.aborted) return undefined;
    const job = withMethod(base, wishes, laws ?? []);
    progress.show('plan');
    const planned = await withChecksInThread(await plannedJob(job, wishes, laws ?? [], stop), stop);
    return stop.aborted ? undefined : { job: planned, laws };
  } catch (error) {
    throw explained(error);
  } finally {
    progress.clear();
  }
}

async function simulateAll(
  { checkpoint, ...where }: Run,
  laws: ExactLaws | undefined,
  json: boolean,
): Promise<void> {
  const { partial } = checkpoint;
  const { stop } = where;
  const range = { from: 0, to: partial.job.samples };
  const progress = new RunProgress(partial, partial.job.samples, estimateSoFar(partial.job, laws ?? []));
  // Where no plan rests on them, exact laws are computed meanwhile: they only add to what is printed.
  const failure = new AbortController();
  const [, found] = await Promise.all([
    runJob({ checkpoint, range, ...where, progress }).catch((error) => {
      failure.abort();
      throw error;
    }),
    laws ?? exactLaws(partial.job, AbortSignal.any([stop, failure.signal])),
  ]);
  if (stop.aborted) process.exitCode = INTERRUPTED;
  if (partial.samples < 2) {
    say('interrupted before there was anything to report');
    return;
  }
  const record = simulationRecord(partial, found, partial.complete && !stop.aborted);
  print(json ? JSON.stringify(record, null, 2) : simulationText(partial.job, record));
}

interface PartTarget {
  readonly shard: Shard;
  readonly out: string;
}

async function simulatePart({ shard, out }: PartTarget, { checkpoint, ...where }: Run): Promise<void> {
  const { partial } = checkpoint;
  const range = shardOf(partial.job, shard);
  const all = range.to - range.from;
  await runJob({ checkpoint, range, ...where, progress: new RunProgress(partial, all) });
  const what = `shard ${shard.index}/${shard.count}: ${partial.samples} of ${all} networks`;
  if (partial.samples < all) {
    process.exitCode = INTERRUPTED;
    say(`INTERRUPTED, ${out} not written: ${what}`);
    return;
  }
  writePart({ file: out, shard, partial });
  print(`${what} -> ${out}`);
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

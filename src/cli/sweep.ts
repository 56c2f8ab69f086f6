import { Command, Option } from '@commander-js/extra-typings';
import { MAX_SAMPLES } from '../jobs/job.ts';
import { InputError } from '../limits/error.ts';
import { MAX_WIDTH } from '../network/build.ts';
import { holds, type SweepPoint, type SweepRecord } from '../report/sweep.ts';
import { sweepCsv } from '../report/sweep-csv.ts';
import { sweepSvg } from '../report/sweep-svg.ts';
import { sweepText } from '../report/sweep-text.ts';
import {
  fileFlag,
  fractionFlag,
  integerFlag,
  probabilityFlag,
  rationalFlag,
  seedFlag,
} from './flag-values.ts';
import { checkOutputs, STDOUT, writeText } from './output.ts';
import { INTERRUPTED, interruption, Progress } from './progress.ts';
import { depthsFlag, rationalsFlag } from './range-flags.ts';
import { workersOption } from './run-flags.ts';
import { say } from './streams.ts';
import type { SweepTask } from './sweep-point.ts';
import { networkOf, type SweepFlags, sweepTasks } from './sweep-tasks.ts';
import type { SweepMessage, SweepShare } from './sweep-worker.ts';
import { inThread } from './thread.ts';
import { packageVersion } from './version.ts';

const PUBLISHED_DEPTHS = '2..50';

export const sweepCommand = () =>
  new Command('sweep')
    .description(
      `A quantity over a grid of σ_w² and depth: its exact values, and bands from simulated networks that hold all at
once. Without flags it is the published experiment of Seleznova & Kutyniok 2022: the dispersion E(K^2)/E(K)^2 at
hidden width 100, |x| = 1, 16 values of σ_w², depths 2 to 50 (784 points; under two minutes on two cores).

Each E(...) has networks of its own: plain ones, whose interval rests on the exact variance, or where they are too
heavy-tailed such from tilted laws, whose interval rests on bounds that every sample obeys. Beside them is what the
plain estimator, the quantity at the sample means of 500 networks, gives on our draws: one run, the median of some,
and how many fall below the exact value.

Exit code: 0 all bands hold the exact value, 1 some do not, 2 bad input, 130 interrupted (nothing is written).`,
    )
    .addHelpText(
      'after',
      `
Examples:
  ntkcheck sweep --svg sweep.svg --csv sweep.csv
  ntkcheck sweep --sigma-w2 1.5,2,2.5 --depths 5..50:5 --relative-error 0.01`,
    )
    .option('--convention <name>', 'a row of formulas/conventions.yaml', 'seleznova-kutyniok-2022-code')
    .option('--sigma-w2 <list>', 'σ_w²: 0.5,1,3/2 or 0.5..3.5:0.5 (default: the 16 published)', rationalsFlag)
    .option('--sigma-b2 <rational>', 'σ_b², if the convention leaves it free', rationalFlag)
    .addOption(
      new Option('--depths <list>', 'weight layers: 2..50, 2..50:4 or 5,10,20')
        .argParser(depthsFlag)
        .default(depthsFlag(PUBLISHED_DEPTHS), PUBLISHED_DEPTHS),
    )
    .option('--width <n>', 'of every hidden layer', integerFlag(1, MAX_WIDTH), 100)
    .option('--input-width <n0>', 'of the input', integerFlag(1, MAX_WIDTH), 100)
    .option('--r <rational>', 'r = |x|²/n_0 (default: 1/n_0, that is |x| = 1)', rationalFlag)
    .addOption(
      new Option('--gates <rule>', 'gate of a pre-activation of exactly 0: closed, or a fair coin')
        .choices(['fair', 'relu'] as const)
        .default('relu' as const),
    )
    .option('--quantity <expression>', "as in 'ntkcheck moments'", 'E(K^2)/E(K)^2')
    .option('--relative-error <e>', 'bands of about ± e times the value (default: 0.06)', fractionFlag)
    .option(
      '--samples <count>',
      'networks for each E(...) of each point instead',
      integerFlag(2, MAX_SAMPLES),
    )
    .option('--confidence <c>', 'that all bands hold at once', probabilityFlag, 0.999)
    .option('--seed <integer>', 'the same seed gives the same result', seedFlag, 0)
    .option('--plain-networks <count>', 'of a run of the plain estimator', integerFlag(2, 1_000_000), 500)
    .option(
      '--plain-runs <count>',
      'of the plain estimator at each point; 0: none',
      integerFlag(0, 10_000),
      40,
    )
    .addOption(workersOption())
    .option('--csv <file>', "write a row a point; '-' is the standard output", fileFlag)
    .option('--json <file>', "write all that is known of each point; '-' is the standard output", fileFlag)
    .option('--svg <file>', "write a chart; '-' is the standard output", fileFlag)
    .action(async ({ csv, json, svg, workers, relativeError, ...rest }) => {
      if (relativeError !== undefined && rest.samples !== undefined)
        throw new InputError('--relative-error says how many networks; leave out --samples');
      const flags: SweepFlags = { ...rest, relativeError: relativeError ?? 0.06 };
      const tasks = sweepTasks(flags);
      checkOutputs({ '--csv': csv, '--json': json, '--svg': svg }, []);
      const points = await pointsOf(tasks, workers, interruption());
      if (!points) return;
      const { quantity, seed, confidence, plainNetworks: networks, plainRuns: runs } = flags;
      const network = networkOf(flags);
      const record: SweepRecord = { quantity, network, seed, confidence, plain: { networks, runs }, points };
      const table = [csv, json, svg].includes(STDOUT) ? process.stderr : process.stdout;
      table.write(`${sweepText(record)}\n`);
      if (csv !== undefined) writeText(csv, sweepCsv(record));
      if (json !== undefined)
        writeText(json, `${JSON.stringify({ ntkcheck: packageVersion(), ...record }, null, 2)}\n`);
      if (svg !== undefined) writeText(svg, sweepSvg(record));
      if (points.some((point) => holds(point) === false)) process.exitCode = 1;
    });

/**
 * The points of the tasks, in so many threads; a point is the same whichever thread computes it. Undefined when Ctrl-C
 * came first. Throws InputError for the first point that was refused.
 */
async function pointsOf(
  tasks: readonly SweepTask[],
  workers: number,
  stop: AbortSignal,
): Promise<SweepPoint[] | undefined> {
  const progress = new Progress();
  const refused = new AbortController();
  const signal = AbortSignal.any([stop, refused.signal]);
  const points: SweepPoint[] = [];
  const refusals = new Map<number, string>();
  let done = 0;
  const onMessage = (message: SweepMessage): void => {
    if ('refusal' in message) {
      refusals.set(message.index, message.refusal);
      refused.abort();
    } else {
      points[message.index] = message.point;
      progress.show(`${++done} of ${tasks.length} points`);
    }
  };
  // Neighbours go to different threads: what a point takes grows along a curve.
  const shares = Array.from(
    { length: Math.min(workers, tasks.length) },
    (_, k): SweepShare => [...tasks.entries()].filter(([index]) => index % workers === k),
  );
  await Promise.all(shares.map((share) => inThread('./sweep-worker.js', share, signal, onMessage)));
  progress.clear();
  const [first] = [...refusals].sort(([a], [b]) => a - b);
  if (first) throw new InputError(first[1]);
  if (!stop.aborted) return points;
  say(`INTERRUPTED after ${done} of ${tasks.length} points; nothing was written`);
  process.exitCode = INTERRUPTED;
  return undefined;
}

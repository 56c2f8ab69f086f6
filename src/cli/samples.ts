import { InvalidArgumentError } from '@commander-js/extra-typings';
import { FORMULAS, loadConventions } from '../files/library.ts';
import { readBytes } from '../files/read.ts';
import { InputError, NtkcheckError } from '../limits/error.ts';
import { excerpt } from '../limits/excerpt.ts';
import { SAMPLES_LIMITS } from '../limits/limits.ts';
import { equals, type Rational } from '../rational/rational.ts';
import { candidatesOf, GRID } from '../samples/candidates.ts';
import { type Ranking, rankCandidates } from '../samples/guess.ts';
import { DEFAULT_RULES, judgeSamples, planSamples, type Rules } from '../samples/judge.ts';
import { sortedSamples } from '../samples/laws.ts';
import { readSamples, SKIPPED } from '../samples/read.ts';
import {
  candidateLines,
  candidateRecords,
  judgementLines,
  judgementRecord,
  samplesLine,
} from '../samples/report.ts';
import { SAMPLED, type Samples } from '../samples/samples.ts';
import { fractionFlag, integerFlag, probabilityFlag, seedFlag } from './flag-values.ts';
import { networkCommand } from './network-flags.ts';
import { type NetworkInput, networkFromFlags } from './network-input.ts';
import { networkLine, networkRecord } from './network-record.ts';
import { Progress } from './progress.ts';
import { inputBytes, STDIN } from './sources.ts';
import { print } from './streams.ts';

export const samplesCommand = () =>
  networkCommand('samples')
    .description(
      `Holds values of K or f from your own code, one of each random network, against the network that the flags describe:
consistent, inconsistent, or too few to tell.

A file is NumPy's (.npy), CSV whose first line names K, f or both, or a number a line; - is the standard input. Means are
held against exact ones with exact variances, the whole law against simulated networks (docs/samples.md).
Exit code: 0 consistent, 1 inconsistent or too few, 2 bad input.`,
    )
    .addHelpText(
      'after',
      `
Examples:
  ntkcheck samples K.npy --depth 20 --width 20 --convention standard --sigma-w2 2 --sigma-b2 0
  ntkcheck samples runs.csv --widths 3,4,5,1 --convention hanin-nica-2019 --json
  ntkcheck samples K.npy --depth 20 --width 20 --guess`,
    )
    .argument('<file>', "values of K or f, or '-'")
    .option(
      '--columns <names>',
      'what the columns are: K, f, or _ for one to leave out; as in f,_,K',
      columnsFlag,
    )
    .option(
      '--false-alarm-rate <p>',
      'of calling samples of this network inconsistent, at most',
      probabilityFlag,
      DEFAULT_RULES.falseAlarmRate,
    )
    .option(
      '--detect <size>',
      'consistent means that a law at this Kolmogorov-Smirnov distance would have been found',
      fractionFlag,
      DEFAULT_RULES.detect,
    )
    .option(
      '--draws <count>',
      'networks to simulate (default: 128 a sample, fewer where there are many)',
      integerFlag(1000, SAMPLES_LIMITS.mostDraws),
    )
    .option(
      '--seed <integer>',
      'of the simulated networks; the same gives the same result',
      seedFlag,
      DEFAULT_RULES.seed,
    )
    .option('--guess', 'which conventions and phases fit the samples at these widths')
    .option('--json', 'print JSON')
    .action(async (file, { columns, guess, json, falseAlarmRate: rate, detect, seed, draws, ...flags }) => {
      const input = networkFromFlags(flags);
      const conventions = loadConventions(FORMULAS, flags.conventions);
      const notes = input.convention === null ? undefined : conventions.get(input.convention)?.notes;
      const samples = await samplesFrom(file, columns);
      const sides = guess ? 2 : 1;
      const rules: Rules = { falseAlarmRate: rate / sides, detect, seed, draws };
      const progress = new Progress();
      progress.show(`${samplesLine(samples)}, of this network`);
      const { judgement, ranking } = asInput(() => {
        try {
          const plan = planSamples(input.network, samples, rules);
          return {
            judgement: judgeSamples(plan, samples, sortedSamples(samples)),
            ranking: guess
              ? guessed(input, samples, rules, conventions, progress)
              : { ranked: [], untried: [] },
          };
        } finally {
          progress.clear();
        }
      });
      if (judgement.verdict !== 'consistent') process.exitCode = 1;
      if (json) {
        const record = {
          ...judgementRecord(judgement),
          falseAlarmRate: rate,
          network: networkRecord(input),
          ...(notes !== undefined && { notes }),
          candidates: candidateRecords(ranking.ranked),
        };
        print(JSON.stringify(record, null, 2));
        return;
      }
      const lines = [
        `${samplesLine(samples)}, of this network?`,
        networkLine(input),
        ...(notes === undefined ? [] : [`note: ${notes}`]),
        ...judgementLines(judgement),
        ...(guess ? candidateLines(ranking, rules.falseAlarmRate) : []),
      ];
      print(lines.join('\n'));
    });

function columnsFlag(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  const bad = names.find((name) => ![...SAMPLED, SKIPPED].includes(name));
  const isTwice = SAMPLED.some((one) => names.filter((name) => name === one).length > 1);
  if (bad !== undefined || isTwice || !names.some((name) => name !== SKIPPED))
    throw new InvalidArgumentError(
      `found '${excerpt(text)}'; wanted K, f or ${SKIPPED} for each column, K and f once at most, such as K,f`,
    );
  return names;
}

/** Throws InputError. */
async function samplesFrom(file: string, columns: readonly string[] | undefined): Promise<Samples> {
  const { bytes: most } = SAMPLES_LIMITS;
  const bytes = file === STDIN ? await inputBytes(process.stdin, 'samples', most) : readBytes(file, most);
  const name = file === STDIN ? 'standard input' : file;
  return asInput(() => readSamples(bytes, columns), `${excerpt(name)}: `);
}

/** The networks that fit; values that the user has named are tried too. */
function guessed(
  { settings: { widths, r, gates, sigmaW2, sigmaB2 } }: NetworkInput,
  samples: Samples,
  rules: Rules,
  conventions: ReturnType<typeof loadConventions>,
  progress: Progress,
): Ranking {
  const grid = { sigmaW2: withValue(GRID.sigmaW2, sigmaW2), sigmaB2: withValue(GRID.sigmaB2, sigmaB2) };
  const candidates = candidatesOf({ widths, r, gates }, conventions, grid);
  return rankCandidates(samples, candidates, rules, (done, of) =>
    progress.show(`candidates: ${done} of ${of}`),
  );
}

const withValue = (grid: readonly Rational[], value: Rational): readonly Rational[] =>
  grid.some((one) => equals(one, value)) ? grid : [...grid, value];

/** What the library refuses is bad input. */
function asInput<Value>(work: () => Value, where = ''): Value {
  try {
    return work();
  } catch (error) {
    if (error instanceof NtkcheckError && !(error instanceof InputError))
      throw new InputError(`${where}${error.message}`);
    throw error;
  }
}

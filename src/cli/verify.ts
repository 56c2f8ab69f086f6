import { randomInt } from 'node:crypto';
import { Command, Option } from '@commander-js/extra-typings';
import { FORMULAS, type Library, loadLibrary } from '../files/library.ts';
import { InputError } from '../limits/error.ts';
import { excerpt } from '../limits/excerpt.ts';
import { coverageReport } from '../report/coverage.ts';
import { jsonReport } from '../report/json.ts';
import { junitReport } from '../report/junit.ts';
import { textReport } from '../report/text.ts';
import { FALSE_ALARM_BUDGET } from '../statistics/budget.ts';
import { replayCommand } from '../verify/replay.ts';
import { BUDGETS, type Budget, falseAlarmShare, type Task, type VerifyOptions } from '../verify/verify.ts';
import { annotate, annotating } from './annotate.ts';
import { cacheOption, freshOption, openCache } from './cache-flags.ts';
import { fileFlag, integerFlag, probabilityFlag, seedFlag } from './flag-values.ts';
import { mutate } from './mutate.ts';
import { checkOutputs, STDOUT, writeText } from './output.ts';
import { INTERRUPTED } from './progress.ts';
import { runTasks, VERIFY_WORKER } from './run-tasks.ts';
import { selectedTasks } from './selected.ts';
import { isSource } from './sources.ts';
import { say, write } from './streams.ts';
import { look } from './terminal.ts';
import { prepareThread } from './thread.ts';
import type { VerdictCache } from './verdict-cache.ts';
import { packageVersion } from './version.ts';

/** Mutants of a statement that are tried unless another number is asked for. */
const MUTANTS = 100;
/** Characters of a line where there is no terminal. */
const PIPE_COLUMNS = 80;

export const verifyCommand = () =>
  new Command('verify')
    .description(
      `Decides statements: each claim exactly, on the smallest architectures of its domain and on random ones, and the
exact values that this rests on against simulated networks.

  proved     a certificate covers the whole domain
  supported  agrees exactly wherever it was tried, and real networks agree with the exact values
  refuted    fails; the smallest architecture found is shown
  undecided  anything else; never counted as passed

Exit code: 0 all as expected, 1 a verdict differs, 2 bad input, 130 interrupted.`,
    )
    .addHelpText(
      'after',
      `
Examples:
  ntkcheck verify
  ntkcheck verify 'HN19.*' PLANTED.independence
  ntkcheck verify claim.yaml --json verdict.json
  ntkcheck verify claims/ --conventions mine.yaml
  ntkcheck verify 'HN19.P3.*' --mutate`,
    )
    .argument(
      '[statements...]',
      "ids, patterns such as 'HN19.*', or statements of your own: .yaml files, folders of them, '-' for the standard input",
    )
    .option('--conventions <file>', 'conventions of your own, in the form of formulas/conventions.yaml')
    .option(
      '--json <file>',
      "write the verdicts, with all evidence, as JSON; '-' is the standard output",
      fileFlag,
    )
    .option('--details', 'print every verdict in full; without it, more than ten are summed up')
    .option('--junit <file>', "write a JUnit report; '-' is the standard output", fileFlag)
    .addOption(
      new Option(
        '--annotations <format>',
        'print annotations of the lines of statement files that are not as expected, for GitHub Actions',
      ).choices(['github'] as const),
    )
    .option('--coverage <file>', 'write a page on the whole library, as Markdown', fileFlag)
    .option(
      '--seed <integer>',
      "seed of all draws; 'random' for fresh evidence",
      (text) => (text === 'random' ? randomInt(2 ** 47) : seedFlag(text)),
      0,
    )
    .option(
      '--false-alarm-budget <probability>',
      'of any false alarm in the whole run',
      probabilityFlag,
      FALSE_ALARM_BUDGET,
    )
    .option(
      '--mutate',
      'change each statement in one place at a time instead, and see whether its verdict changes',
    )
    .option(
      '--mutants <count>',
      `with --mutate: of a statement at most, evenly chosen (default: ${MUTANTS})`,
      integerFlag(1, 1e6),
    )
    .option('--mutants-page <file>', 'with --mutate: write a page on them, as Markdown', fileFlag)
    .addOption(
      new Option('--budget <name>', 'how much is tried: thorough takes up to an hour for the whole library')
        .choices(Object.keys(BUDGETS) as Budget[])
        .default('standard' as Budget),
    )
    .addOption(cacheOption())
    .addOption(freshOption())
    .action(async (names, flags) => {
      const { json, junit, coverage, seed, falseAlarmBudget, budget } = flags;
      const table = [json, junit, coverage].includes(STDOUT) ? process.stderr : process.stdout;
      checkIsMutated(flags);
      if (!flags.mutate) prepareThread(VERIFY_WORKER);
      const files = names.filter(isSource);
      const select = () => selectedTasks(names, flags.conventions);
      const { tasks, statements, papers } = await (flags.annotations ? annotating(table, select) : select());
      if (flags.mutate) {
        await mutateSelected(names, tasks, statements, flags);
        return;
      }
      checkOutputs({ '--json': json, '--junit': junit, '--coverage': coverage }, files);
      if (coverage !== undefined) checkIsWhole(names, seed, falseAlarmBudget, budget);
      const effort = BUDGETS[budget];
      const { conventions } = flags;
      const options: VerifyOptions = { seed, effort, budget, falseAlarmBudget, files, conventions };
      const share = falseAlarmShare(statements, options);
      const cache = openCache(flags.cache);
      const { fresh = false } = flags;
      const { verdicts, decided, cached } = await runTasks(
        { tasks, falseAlarmShare: share, options },
        cache,
        { fresh },
      );
      const complete = decided === tasks.length;
      const run = { ntkcheck: packageVersion(), node: process.version, seed, falseAlarmBudget, complete };

      const { details = false } = flags;
      const notes = cacheNotes(cache, cached, tasks.length);
      const text = textReport(verdicts, look(table, PIPE_COLUMNS), { papers, details, notes });
      write(table, `${text}\n`, { coloured: true });
      if (seed !== 0)
        write(
          table,
          `seed ${seed}; again: ${replayCommand(
            names.filter((name) => !isSource(name)),
            options,
          )}\n`,
        );
      if (flags.annotations) annotate(table, verdicts);
      if (!complete) say(`INTERRUPTED, partial result: ${decided} of ${tasks.length} decided`);
      if (json !== undefined) writeText(json, jsonReport(run, verdicts));
      if (junit !== undefined) writeText(junit, junitReport(verdicts));
      if (coverage !== undefined && complete)
        writeText(coverage, coverageReport(verdicts, loadLibrary(FORMULAS).papers));
      if (!complete) process.exitCode = INTERRUPTED;
      else if (verdicts.some(({ asExpected }) => !asExpected)) process.exitCode = 1;
    });

/** How many verdicts were not decided again, and what stands in the way of keeping them. */
function cacheNotes(cache: VerdictCache | undefined, cached: number, all: number): string[] {
  if (!cache) return [];
  const { folder, failure } = cache;
  return [
    ...(cached > 0 ? [`${cached} of ${all} from the cache ${folder}; --fresh decides them again`] : []),
    ...(failure === undefined ? [] : [`nothing is kept in the cache ${folder}: ${failure}`]),
  ];
}

/** `--mutate` of the statements that are selected, under their own conventions. */
async function mutateSelected(
  names: readonly string[],
  tasks: readonly Task[],
  statements: Library['statements'],
  flags: MutateFlags,
): Promise<void> {
  const {
    json,
    junit,
    coverage,
    cache,
    fresh,
    mutantsPage: page,
    mutants: most = MUTANTS,
    seed,
    budget,
    falseAlarmBudget,
  } = flags;
  const { details, annotations } = flags;
  for (const [flag, value] of Object.entries({
    '--details': details,
    '--junit': junit,
    '--annotations': annotations,
    '--coverage': coverage,
    '--cache': cache,
    '--fresh': fresh,
  }))
    if (value !== undefined) throw new InputError(`${flag}: is for verdicts; leave it out with --mutate`);
  const files = names.filter(isSource);
  checkOutputs({ '--json': json, '--mutants-page': page }, files);
  const { conventions } = flags;
  const effort = BUDGETS[budget];
  const options: VerifyOptions = { seed, effort, budget, falseAlarmBudget, files, conventions };
  const command = `${replayCommand(
    names.filter((name) => !isSource(name)),
    options,
  )} --mutate${most === MUTANTS ? '' : ` --mutants ${most}`}`;
  const selected = [...new Set(tasks.map(({ statement }) => statement))];
  const falseAlarmRate = falseAlarmShare(statements, options);
  await mutate({ statements: selected, budget, falseAlarmRate, seed, most, json, page, command });
}

/** What is for mutants alone would be of no effect without them. */
function checkIsMutated({ mutate, mutants, mutantsPage }: MutateFlags): void {
  if (mutate) return;
  for (const [flag, value] of Object.entries({ '--mutants': mutants, '--mutants-page': mutantsPage }))
    if (value !== undefined) throw new InputError(`${flag}: is for --mutate`);
}

interface MutateFlags {
  readonly details?: true | undefined;
  readonly mutate?: true | undefined;
  readonly mutants?: number | undefined;
  readonly mutantsPage?: string | undefined;
  readonly conventions?: string | undefined;
  readonly json?: string | undefined;
  readonly junit?: string | undefined;
  readonly annotations?: 'github' | undefined;
  readonly coverage?: string | undefined;
  readonly cache?: string | undefined;
  readonly fresh?: true | undefined;
  readonly seed: number;
  readonly budget: Budget;
  readonly falseAlarmBudget: number;
}

/** The coverage page is the same wherever it is written: everything, with the draws of every ordinary run. */
function checkIsWhole(
  names: readonly string[],
  seed: number,
  falseAlarmBudget: number,
  budget: Budget,
): void {
  const given = [
    ...(names.length > 0 ? [`'${excerpt(names[0]!)}'`] : []),
    ...(seed === 0 ? [] : ['--seed']),
    ...(falseAlarmBudget === FALSE_ALARM_BUDGET ? [] : ['--false-alarm-budget']),
    ...(budget === 'standard' ? [] : ['--budget']),
  ];
  if (given.length > 0)
    throw new InputError(
      `--coverage: the page is about the whole library in an ordinary run; leave out ${given.join(' and ')}`,
    );
}

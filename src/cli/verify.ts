import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { jsonReport } from '../report/json.ts';
import { junitReport } from '../report/junit.ts';
import { textReport } from '../report/text.ts';
import type { Statement } from '../statement/statement.ts';
import { FALSE_ALARM_BUDGET } from '../statistics/budget.ts';
import type { Verdict } from '../verify/verdict.ts';
import {
  falseAlarmShare,
  STANDARD_EFFORT,
  type Task,
  taskName,
  tasksOf,
  undecided,
  type VerifyOptions,
  verify,
} from '../verify/verify.ts';
import { FORMULAS, type Library, loadConventions, loadLibrary, loadStatements, writeText } from './files.ts';
import { integerFlag } from './network-flags.ts';
import { INTERRUPTED, interruption, Progress } from './progress.ts';
import { selectTasks } from './select.ts';

const seedFlag = (text: string): number =>
  text === 'random' ? randomInt(2 ** 47) : integerFlag(0, Number.MAX_SAFE_INTEGER)(text);

function budgetFlag(text: string): number {
  const value = /^\d*\.?\d+(e-?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (!(value > 0 && value < 1))
    throw new InvalidArgumentError(`found '${text.slice(0, 60)}'; wanted a probability such as 1e-6.`);
  return value;
}

export const verifyCommand = () =>
  new Command('verify')
    .summary('decide statements')
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
  ntkcheck verify claim.yaml --json verdict.json`,
    )
    .argument('[statements...]', "ids, patterns such as 'HN19.*', or statement files of your own (.yaml)")
    .option('--json <file>', 'write the verdicts, with all evidence, as JSON')
    .option('--junit <file>', 'write a JUnit report')
    .option('--seed <integer>', "seed of all draws; 'random' for fresh evidence", seedFlag, 0)
    .option(
      '--false-alarm-budget <probability>',
      'of any false alarm in the whole run',
      budgetFlag,
      FALSE_ALARM_BUDGET,
    )
    .action(async (patterns, flags) => {
      const files = patterns.filter((pattern) => /\.ya?ml$/.test(pattern));
      const library = libraryOf(files);
      const names = patterns.filter((pattern) => !files.includes(pattern));
      const tasks = selectTasks(tasksOf(library.statements), files.length > 0 ? names : patterns);
      const options = { seed: flags.seed, effort: STANDARD_EFFORT, falseAlarmBudget: flags.falseAlarmBudget };
      const { verdicts, complete } = await runTasks(tasks, library.statements, options);
      const run = {
        ntkcheck: packageVersion(),
        node: process.version,
        seed: options.seed,
        falseAlarmBudget: options.falseAlarmBudget,
        complete,
      };
      if (flags.json) writeText(flags.json, jsonReport(run, verdicts));
      if (flags.junit) writeText(flags.junit, junitReport(verdicts));
      const colour = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
      console.log(textReport(verdicts, { width: Math.min(process.stdout.columns ?? 120, 160), colour }));
      if (!complete) process.exitCode = INTERRUPTED;
      else if (verdicts.some(({ asExpected }) => !asExpected)) process.exitCode = 1;
    });

/** The package's own library, or the user's files under its conventions. */
function libraryOf(files: readonly string[]): Library {
  if (files.length === 0) return loadLibrary(FORMULAS);
  const conventions = loadConventions(FORMULAS);
  return { conventions, statements: loadStatements(files, conventions) };
}

async function runTasks(
  tasks: readonly Task[],
  statements: readonly Statement[],
  options: VerifyOptions,
): Promise<{ verdicts: Verdict[]; complete: boolean }> {
  const share = falseAlarmShare(statements, options);
  const progress = new Progress();
  const signal = interruption();
  const verdicts: Verdict[] = [];
  for (const [index, task] of tasks.entries()) {
    progress.show(`[${index + 1}/${tasks.length}] ${taskName(task)}`);
    await setImmediate(); // lets Ctrl-C in
    verdicts.push(
      signal.aborted ? undecided(task, options.seed, 'interrupted') : verify(task, share, options),
    );
  }
  progress.clear();
  return { verdicts, complete: !signal.aborted };
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return version;
}

import { existsSync } from 'node:fs';
import { Command } from '@commander-js/extra-typings';
import { FORMULAS, loadConventions, loadLibrary } from '../files/library.ts';
import { InputError } from '../limits/error.ts';
import { excerpt } from '../limits/excerpt.ts';
import { statementPage } from '../report/statement-page.ts';
import { statementText } from '../report/statement-text.ts';
import type { Statement } from '../statement/statement.ts';
import { DEFAULT_OPTIONS, falseAlarmShare, taskName, tasksOf } from '../verify/verify.ts';
import { cacheOption, freshOption, openCache } from './cache-flags.ts';
import { fileFlag } from './flag-values.ts';
import { checkOutputs, writeText } from './output.ts';
import { INTERRUPTED } from './progress.ts';
import { runTasks } from './run-tasks.ts';
import { isSource, statementsFrom } from './sources.ts';
import { print } from './streams.ts';
import { didYouMean } from './suggest.ts';
import { look } from './terminal.ts';

export const showCommand = () =>
  new Command('show')
    .description(
      `Shows one statement: its formulas as on paper and as TeX, source, conventions, domain, the verdict under each
convention with all evidence, and the command that decides it again.`,
    )
    .argument(
      '<statement>',
      "an id of 'ntkcheck list'; or a statement file of your own (.yaml), '-' for the standard input",
    )
    .argument('[id]', 'which statement of the file, where it has several')
    .option('--conventions <file>', 'conventions of your own, in the form of formulas/conventions.yaml')
    .option('--no-verdict', 'do not decide it')
    .option('--html <file>', 'write the same as a page, formulas in MathML', fileFlag)
    .addOption(cacheOption())
    .addOption(freshOption())
    .action(async (name, id, { verdict, html, conventions, cache, fresh = false }) => {
      const files = isSource(name) ? [name] : [];
      const { statement, statements } = isSource(name)
        ? await ofSource(name, id, conventions)
        : ofLibrary(name, id, conventions);
      checkOutputs({ '--html': html }, files);
      const tasks = verdict ? tasksOf([statement]) : [];
      const options = { ...DEFAULT_OPTIONS, files, conventions };
      const share = falseAlarmShare(statements, options);
      const { verdicts, decided } = await runTasks(
        { tasks, falseAlarmShare: share, options },
        openCache(cache),
        { fresh },
      );
      if (html !== undefined) writeText(html, statementPage(statement, verdicts));
      else print(statementText(statement, verdicts, look(process.stdout).width));
      if (decided < tasks.length) process.exitCode = INTERRUPTED;
    });

/** The statement that is meant, and all those that share its false-alarm budget. */
interface Found {
  readonly statement: Statement;
  readonly statements: readonly Statement[];
}

function ofLibrary(name: string, more: string | undefined, conventions: string | undefined): Found {
  if (more !== undefined)
    throw new InputError(`found '${excerpt(more)}' after an id; show takes one statement`);
  if (conventions !== undefined)
    throw new InputError('--conventions: is for statements of your own; name their file');
  const { statements } = loadLibrary(FORMULAS);
  const all = tasksOf(statements);
  const task = all.find((one) => taskName(one) === name);
  if (task) return { statement: task.statement, statements };
  const hint = existsSync(name) ? ' (statement files end in .yaml)' : didYouMean(name, all.map(taskName));
  throw new InputError(`no statement '${excerpt(name)}'${hint}; 'ntkcheck list' shows their ids`);
}

async function ofSource(
  name: string,
  id: string | undefined,
  conventions: string | undefined,
): Promise<Found> {
  const statements = await statementsFrom([name], loadConventions(FORMULAS, conventions), conventions);
  const ids = statements.map((one) => one.id);
  const found = statements.filter((one) => id === undefined || one.id === id);
  const [statement, second] = found;
  if (statement && !second) return { statement, statements };
  const known = `its statements are ${excerpt(ids.join(', '))}`;
  throw new InputError(
    id === undefined ? `${name}: ${known}; say which` : `${name}: no statement '${excerpt(id)}'; ${known}`,
  );
}

import { Command } from '@commander-js/extra-typings';
import { statementPage } from '../report/statement-page.ts';
import { statementText } from '../report/statement-text.ts';
import { DEFAULT_OPTIONS, falseAlarmShare, taskName, tasksOf } from '../verify/verify.ts';
import { excerpt, InputError } from './error.ts';
import { FORMULAS, loadLibrary } from './files.ts';
import { fileFlag } from './flag-values.ts';
import { checkOutputs, writeText } from './output.ts';
import { INTERRUPTED } from './progress.ts';
import { runTasks } from './run-tasks.ts';
import { didYouMean } from './suggest.ts';
import { look } from './terminal.ts';

export const showCommand = () =>
  new Command('show')
    .summary('show one statement, decided')
    .description(
      `Shows one statement: its formulas as on paper and as TeX, source, conventions, domain, the verdict under each
convention with all evidence, and the command that decides it again.`,
    )
    .argument('<id>', "an id of 'ntkcheck list'")
    .option('--no-verdict', 'do not decide it')
    .option('--html <file>', 'write the same as a page, formulas in MathML', fileFlag)
    .action(async (id, { verdict, html }) => {
      const { statements } = loadLibrary(FORMULAS);
      const all = tasksOf(statements);
      const task = all.find((one) => taskName(one) === id);
      if (!task) {
        throw new InputError(
          `no statement '${excerpt(id)}'${didYouMean(id, all.map(taskName))}; 'ntkcheck list' shows their ids`,
        );
      }
      checkOutputs({ '--html': html }, []);
      const { statement } = task;
      const tasks = verdict ? tasksOf([statement]) : [];
      const options = DEFAULT_OPTIONS;
      const share = falseAlarmShare(statements, options);
      const { verdicts, decided } = await runTasks({ tasks, falseAlarmShare: share, options });
      if (html !== undefined) writeText(html, statementPage(statement, verdicts));
      else console.log(statementText(statement, verdicts, look(process.stdout).width));
      if (decided < tasks.length) process.exitCode = INTERRUPTED;
    });

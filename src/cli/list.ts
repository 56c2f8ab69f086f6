import { Command } from '@commander-js/extra-typings';
import { taskName, tasksOf } from '../verify/verify.ts';
import { FORMULAS, loadLibrary } from './files.ts';
import { selectTasks } from './select.ts';

export const listCommand = () =>
  new Command('list')
    .summary('list the statements')
    .description(
      'Lists the statements of the library with what is expected of them, and their variants under other conventions.',
    )
    .argument('[patterns...]', "ids or patterns such as 'HN19.*'")
    .option('--json', 'print JSON')
    .action((patterns, flags) => {
      const tasks = selectTasks(tasksOf(loadLibrary(FORMULAS).statements), patterns);
      const rows = tasks.map((task) => ({
        id: taskName(task),
        expected: task.case.expect,
        title: task.statement.title,
        convention: task.case.convention.name,
        gates: task.case.gates,
        file: task.statement.file,
      }));
      if (flags.json) console.log(JSON.stringify(rows, null, 2));
      else
        for (const { id, expected, title } of rows)
          console.log(`${expected.padEnd(10)} ${id.padEnd(62)} ${title}`);
    });

import { Command } from '@commander-js/extra-typings';
import { byItem, type Group } from '../report/items.ts';
import { taskName } from '../verify/verify.ts';
import { selectedTasks } from './selected.ts';
import { print } from './streams.ts';

export const listCommand = () =>
  new Command('list')
    .description(
      'Lists the statements of the library by paper and item, with what is expected of them, and their variants under other\nconventions; or those of files of your own.',
    )
    .argument(
      '[patterns...]',
      "ids or patterns such as 'HN19.*'; or statements of your own: .yaml files, folders of them, '-' for the standard input",
    )
    .option('--conventions <file>', 'conventions of your own, in the form of formulas/conventions.yaml')
    .option('--json', 'print JSON')
    .action(async (patterns, flags) => {
      const { tasks, papers } = await selectedTasks(patterns, flags.conventions);
      const rows = tasks.map((task) => ({
        id: taskName(task),
        expected: task.case.expect,
        title: task.statement.title,
        convention: task.case.convention.name,
        gates: task.case.gates,
        file: task.statement.file,
      }));
      const groups = byItem(rows, papers);
      if (flags.json) print(JSON.stringify(groups.flatMap(recordsOf), null, 2));
      else print(groups.flatMap(linesOf).join('\n'));
    });

interface Row {
  readonly id: string;
  readonly file: string;
  readonly expected: string;
  readonly title: string;
}

const recordsOf = ({ work, sections }: Group<Row>) =>
  sections.flatMap(({ item, rows }) => rows.map((row) => ({ ...row, work, item: item?.item })));

/** A variant stands below its statement, with what is different. */
function rowText({ id, expected, title }: Row): string {
  const [own, variant] = id.split('@');
  const [name, text] = variant === undefined ? [own!, title] : [`  under ${variant}`, ''];
  return `    ${expected.padEnd(10)} ${name.padEnd(46)} ${text}`.trimEnd();
}

/** A paper, its items, and under each the statements that decide it. */
function linesOf({ work, title, sections }: Group<Row>): string[] {
  const shown = sections.filter(({ rows, deciding }) => rows.length + deciding.length > 0);
  if (shown.length === 0) return [];
  const lines = shown.flatMap(({ item, rows, deciding }) => [
    ...(item ? [`  ${item.item}: ${item.says}`] : []),
    ...rows.map(rowText),
    ...(rows.length === 0 ? [`    see        ${deciding.map(({ id }) => id).join(', ')}`] : []),
  ]);
  if (work === '') return lines;
  return ['', title === undefined ? work : `${work}: ${title}`, ...lines];
}

import { existsSync } from 'node:fs';
import { InputError } from '../limits/error.ts';
import { excerpt } from '../limits/excerpt.ts';
import { matches } from '../statement/pattern.ts';
import { type Task, taskName } from '../verify/verify.ts';
import { didYouMean } from './suggest.ts';

/** Tasks whose name, statement id or file matches one of the patterns, in which `*` stands for any text. */
export function selectTasks(
  tasks: readonly Task[],
  patterns: readonly string[],
  where = 'the library',
): Task[] {
  if (patterns.length === 0) return [...tasks];
  const isWanted = (task: Task, pattern: string): boolean =>
    namesOf(task).some((name) => matches(name, pattern));
  for (const pattern of patterns) {
    if (tasks.some((task) => isWanted(task, pattern))) continue;
    throw new InputError(
      `no statement of ${where} matches '${excerpt(pattern)}'${hint(tasks, pattern)}; 'ntkcheck list' shows the library, and * stands for any text`,
    );
  }
  return tasks.filter((task) => patterns.some((pattern) => isWanted(task, pattern)));
}

const namesOf = (task: Task): string[] => [taskName(task), task.statement.id, task.statement.file];

const hint = (tasks: readonly Task[], pattern: string): string =>
  pattern !== '' && existsSync(pattern)
    ? ' (statement files end in .yaml)'
    : didYouMean(pattern, [...new Set(tasks.flatMap(namesOf))]);

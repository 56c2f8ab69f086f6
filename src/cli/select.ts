import { type Task, taskName } from '../verify/verify.ts';
import { InputError } from './error.ts';

/** Tasks whose name, statement id or file matches one of the patterns, in which `*` stands for any text. */
export function selectTasks(tasks: readonly Task[], patterns: readonly string[]): Task[] {
  if (patterns.length === 0) return [...tasks];
  const tests = patterns.map((pattern) => ({ pattern, expression: globOf(pattern) }));
  const matches = (task: Task, expression: RegExp): boolean =>
    [taskName(task), task.statement.id, task.statement.file].some((name) => expression.test(name));
  for (const { pattern, expression } of tests) {
    if (!tasks.some((task) => matches(task, expression))) {
      throw new InputError(
        `no statement matches '${pattern}'; 'ntkcheck list' shows their ids, and * stands for any text`,
      );
    }
  }
  return tasks.filter((task) => tests.some(({ expression }) => matches(task, expression)));
}

const globOf = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, '.*')}$`);

import { FALSE_ALARM_BUDGET } from '../statistics/budget.ts';
import type { VerifyOptions } from './options.ts';

/** The command that gives the same verdicts again. */
export function replayCommand(
  names: readonly string[],
  { seed, falseAlarmBudget, budget = 'standard', files = [], conventions }: VerifyOptions,
): string {
  return [
    'ntkcheck verify',
    ...[...files, ...names].map(quoted),
    ...(conventions === undefined ? [] : [`--conventions ${quoted(conventions)}`]),
    ...(seed === 0 ? [] : [`--seed ${seed}`]),
    ...(budget === 'standard' ? [] : [`--budget ${budget}`]),
    ...(falseAlarmBudget === FALSE_ALARM_BUDGET ? [] : [`--false-alarm-budget ${falseAlarmBudget}`]),
  ].join(' ');
}

/** For a POSIX shell. */
const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

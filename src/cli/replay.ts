import { FALSE_ALARM_BUDGET } from '../statistics/budget.ts';
import { DEFAULT_OPTIONS, type VerifyOptions } from '../verify/verify.ts';

/** The command that gives the same verdicts again. */
export function replayCommand(names: readonly string[], { seed, falseAlarmBudget }: VerifyOptions): string {
  return [
    'ntkcheck verify',
    ...names.map(quoted),
    ...(seed === DEFAULT_OPTIONS.seed ? [] : [`--seed ${seed}`]),
    ...(falseAlarmBudget === FALSE_ALARM_BUDGET ? [] : [`--false-alarm-budget ${falseAlarmBudget}`]),
  ].join(' ');
}

/** For a POSIX shell. */
const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

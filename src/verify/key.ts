import { createHash } from 'node:crypto';
import type { VerifyOptions } from './options.ts';
import { type Task, taskName } from './task.ts';

/**
 * A name for everything that the claims' verdicts of a task depend on: the statement as it was read, its convention and gates, the
 * seed, the effort, the share of the false-alarm budget, and the engine. Two tasks of one name have the same claims, verdict by verdict,
 * to the letter. What a verdict only carries along (title, source, file, expectation) is left out.
 */
export function verdictKey(
  task: Task,
  falseAlarmRate: number,
  options: VerifyOptions,
  engine: string,
): string {
  const { domain, definitions, claims } = task.statement;
  const { convention, gates, expectClaims } = task.case;
  const { seed, effort } = options;
  const all = {
    engine,
    name: taskName(task),
    statement: { domain, definitions, claims },
    case: { convention, gates, expectClaims },
    run: { seed, effort, falseAlarmRate },
  };
  return digestOf(all);
}

/** A name for a value and everything in it. */
export const digestOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value, plain)).digest('hex');

/** Maps and big integers, which JSON does not know, apart from everything that it does. */
function plain(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return { bigint: `${value}` };
  return value instanceof Map ? { map: [...value] } : value;
}

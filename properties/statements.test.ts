import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FORMULAS, loadLibrary } from '../src/cli/files.ts';
import { coverageReport } from '../src/report/coverage.ts';
import { sampledIn } from '../src/verify/sampled.ts';
import type { Verdict } from '../src/verify/verdict.ts';
import {
  DEFAULT_OPTIONS,
  falseAlarmShare,
  type Task,
  taskName,
  tasksOf,
  verify,
} from '../src/verify/verify.ts';

const { statements, papers } = loadLibrary(FORMULAS);
const share = falseAlarmShare(statements, DEFAULT_OPTIONS);

const tasks = tasksOf(statements);

const decided = new Map<Task, Verdict>();
/** The verdict of an ordinary run, once it is needed. */
function verdictOf(task: Task): Verdict {
  const verdict = decided.get(task) ?? verify(task, share, DEFAULT_OPTIONS);
  decided.set(task, verdict);
  return verdict;
}

describe('every statement of the library gets the verdict that it expects', () => {
  test.each(tasks.map((task) => [taskName(task), task] as const))('%s', (_, task) => {
    const verdict = verdictOf(task);
    expect(verdict.outcome, verdict.reason).toBe(verdict.expected);
  });

  test.each([1, 2, 3])('and the same with other architectures, seed %i', (seed) => {
    const options = {
      ...DEFAULT_OPTIONS,
      seed,
      effort: { ...DEFAULT_OPTIONS.effort, networks: 0, draws: 10_000 },
    };
    // A proof covers every architecture; what was only tried is tried elsewhere.
    // Intervals of what is known by simulation alone need all their draws.
    const unproved = tasks.filter(
      (task) =>
        task.case.expect !== 'proved' && task.statement.claims.every((claim) => sampledIn(claim).size === 0),
    );
    const verdicts = unproved.map((task) => verify(task, share, options));
    expect(
      verdicts.filter(({ asExpected }) => !asExpected).map(({ id, reason }) => `${id}: ${reason}`),
    ).toEqual([]);
  });

  test('docs/coverage.md says so', () => {
    const page = readFileSync(new URL('../docs/coverage.md', import.meta.url), 'utf8');
    expect(page, 'docs/coverage.md is out of date: npm run coverage').toBe(
      coverageReport(tasks.map(verdictOf), papers),
    );
  });

  test('the library is not empty', () => expect(statements.length).toBeGreaterThan(0));
});

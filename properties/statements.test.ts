import { describe, expect, test } from 'vitest';
import { FORMULAS, loadLibrary } from '../src/cli/files.ts';
import { DEFAULT_OPTIONS, falseAlarmShare, taskName, tasksOf, verify } from '../src/verify/verify.ts';

const { statements } = loadLibrary(FORMULAS);
const share = falseAlarmShare(statements, DEFAULT_OPTIONS);

describe('every statement of the library gets the verdict that it expects', () => {
  test.each(tasksOf(statements).map((task) => [taskName(task), task] as const))('%s', (_, task) => {
    const verdict = verify(task, share, DEFAULT_OPTIONS);
    expect(verdict.outcome, verdict.reason).toBe(verdict.expected);
  });

  test.each([1, 2, 3])('and the same with other architectures, seed %i', (seed) => {
    const options = {
      ...DEFAULT_OPTIONS,
      seed,
      effort: { ...DEFAULT_OPTIONS.effort, networks: 0, weights: 10_000 },
    };
    const verdicts = tasksOf(statements).map((task) => verify(task, share, options));
    expect(
      verdicts.filter(({ asExpected }) => !asExpected).map(({ id, reason }) => `${id}: ${reason}`),
    ).toEqual([]);
  });

  test('the library is not empty', () => expect(statements.length).toBeGreaterThan(0));
});

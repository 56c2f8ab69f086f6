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

  test('the library is not empty', () => expect(statements.length).toBeGreaterThan(0));
});

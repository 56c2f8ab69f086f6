import { expect, test } from 'vitest';
import { FORMULAS, loadLibrary } from '../src/files/library.ts';
import { sampledIn } from '../src/verify/sampled.ts';
import { DEFAULT_OPTIONS, falseAlarmShare, tasksOf, verify } from '../src/verify/verify.ts';

const { statements } = loadLibrary(FORMULAS);
const share = falseAlarmShare(statements, DEFAULT_OPTIONS);

// A proof covers every architecture; what was only tried is tried elsewhere.
// Intervals of what is known by simulation alone need all their draws.
const unproved = tasksOf(statements).filter(
  (task) =>
    task.case.expect !== 'proved' && task.statement.claims.every((claim) => sampledIn(claim).size === 0),
);

const effort = { ...DEFAULT_OPTIONS.effort, networks: 0, draws: 10_000 };
/** The smallest architectures and those far out are the same for every seed: of what agrees with all of them, a few more. */
const DRAWN = { ...effort, enumerated: 20, far: 32 };

test.each([1, 2, 3])('every verdict is the same with other architectures, seed %i', (seed) => {
  const verdicts = unproved.map((task) =>
    verify(task, share, {
      ...DEFAULT_OPTIONS,
      seed,
      effort: task.case.expect === 'supported' ? DRAWN : effort,
    }),
  );
  expect(
    verdicts.filter(({ asExpected }) => !asExpected).map(({ id, reason }) => `${id}: ${reason}`),
  ).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { FORMULAS, loadLibrary } from '../../src/cli/files.ts';
import { DEFAULT_OPTIONS, taskName, tasksOf, verify } from '../../src/verify/verify.ts';

const planted = tasksOf(loadLibrary(FORMULAS).statements).filter((task) =>
  taskName(task).startsWith('PLANTED.'),
);

/**
 * The smallest network that can show each wrong claim, by hand: a missing layer or a wrong output shows at one layer; a
 * growth factor, fluctuations and the drift need a hidden layer; a closed gate costs a bias gradient only when a layer
 * above it has one, so dead layers need two.
 */
const SMALLEST: Readonly<Record<string, string>> = {
  'PLANTED.one-layer-less': '1,1',
  'PLANTED.wrong-output': '1,1',
  'PLANTED.dropped-term': '1,1',
  'PLANTED.four-for-five-kw2': '1,1',
  'PLANTED.four-for-five': '1,1,1',
  'PLANTED.deterministic': '1,1,1',
  'PLANTED.missing-drift': '1,1,1',
  'PLANTED.narrow': '1,1,1',
  'PLANTED.fair-gates': '1,1,1,1',
};

describe('planted wrong claims', () => {
  test('every one has a known smallest witness, but for the limit', () => {
    const names = planted.map(taskName).filter((name) => name !== 'PLANTED.independence');
    expect(names.sort()).toEqual(Object.keys(SMALLEST).sort());
  });

  test.each(planted.map((task) => [taskName(task), task] as const))(
    '%s is refuted with the smallest witness',
    (name, task) => {
      const verdict = verify(task, 1e-8, {
        ...DEFAULT_OPTIONS,
        effort: { ...DEFAULT_OPTIONS.effort, draws: 100_000 },
      });
      expect(verdict.outcome).toBe('refuted');
      const evidence = verdict.claims.flatMap((claim) => claim.evidence);
      const counterexample = evidence.find((one) => one.kind === 'counterexample');
      expect(counterexample?.witness.architecture.widths.join()).toBe(SMALLEST[name]);
    },
  );
});

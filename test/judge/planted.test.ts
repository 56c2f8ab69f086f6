import { describe, expect, test } from 'vitest';
import { FORMULAS, loadLibrary } from '../../src/cli/files.ts';
import { sampledIn } from '../../src/verify/sampled.ts';
import { DEFAULT_OPTIONS, type Task, taskName, tasksOf, verify } from '../../src/verify/verify.ts';

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
  'PLANTED.weight-law': '1,1,1',
  'PLANTED.weight-law.laplace': '1,1,1',
  'PLANTED.fair-gates': '1,1,1,1',
};

const isSampled = ({ statement }: Task): boolean =>
  statement.claims.some((claim) => sampledIn(claim).size > 0);

describe('planted wrong claims', () => {
  test('those whose smallest witness is known by hand are in the library', () => {
    const names = planted.map(taskName);
    expect(Object.keys(SMALLEST).filter((name) => !names.includes(name))).toEqual([]);
  });

  test.each(planted.map((task) => [taskName(task), task] as const))(
    '%s is refuted, with the smallest witness where it is known',
    (name, task) => {
      const verdict = verify(task, 1e-8, {
        ...DEFAULT_OPTIONS,
        // Intervals of what is known by simulation alone need all their draws.
        effort: { ...DEFAULT_OPTIONS.effort, ...(!isSampled(task) && { draws: 100_000 }) },
      });
      expect(verdict.outcome).toBe('refuted');
      const smallest = SMALLEST[name];
      if (smallest === undefined) return;
      const evidence = verdict.claims.flatMap((claim) => claim.evidence);
      const counterexample = evidence.find((one) => one.kind === 'counterexample');
      expect(counterexample?.witness.architecture.widths.join()).toBe(smallest);
    },
  );
});

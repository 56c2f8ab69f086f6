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
  'PLANTED.uncorrelated': '1,1,1',
  'PLANTED.loops': '1,1,1',
  'PLANTED.weight-law': '1,1,1',
  'PLANTED.weight-law.laplace': '1,1,1',
  'PLANTED.fair-gates': '1,1,1,1',
};

/** Constants that fail somewhere: where is for the search to say. */
const BY_SEARCH = [
  'PLANTED.drift-normalization',
  'PLANTED.growth.ordered.bound',
  'PLANTED.matrix',
  'PLANTED.narrow-drift',
  'PLANTED.narrow-kw2',
  'PLANTED.narrow-unequal',
  'PLANTED.small-input',
  'PLANTED.weight-law.depth',
  'PLANTED.weight-law.order',
];

/** Wrong limits, and what is known by simulation alone: no single network shows them wrong. */
const WITHOUT_WITNESS = [
  'PLANTED.drift-beta',
  'PLANTED.growth.ordered',
  'PLANTED.independence',
  'PLANTED.off-diagonal',
  'PLANTED.off-diagonal.exact',
  'PLANTED.training',
];

const isSampled = ({ statement }: Task): boolean =>
  statement.claims.some((claim) => sampledIn(claim).size > 0);

describe('planted wrong claims', () => {
  test('every one has a known smallest witness, or a reason to have none', () => {
    const known = [...Object.keys(SMALLEST), ...BY_SEARCH, ...WITHOUT_WITNESS];
    expect(planted.map(taskName).sort()).toEqual(known.sort());
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
      const evidence = verdict.claims.flatMap((claim) => claim.evidence);
      const counterexample = evidence.find((one) => one.kind === 'counterexample');
      const widths = counterexample?.witness.architecture.widths.join();
      if (BY_SEARCH.includes(name)) expect(widths).toBeDefined();
      else expect(widths).toBe(SMALLEST[name]);
    },
  );
});

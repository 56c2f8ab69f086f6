import fc from 'fast-check';
import { describe, test } from 'vitest';
import { agreesWith } from './laws/agreement.ts';
import { LAWS } from './laws/all.ts';
import { degreeTwo } from './oracles/degree-two.ts';
import { exactEngine } from './oracles/exact-engine.ts';

const SEED = 20190913;

/** Of how many networks each oracle is asked. */
interface Runs {
  readonly exactEngine: number;
  readonly degreeTwo: number;
  /** Where they are held against each other. */
  readonly both: number;
}

/** Every law of every oracle, each at networks of its own. */
export function describeOracles(runs: Runs): void {
  describe.each([
    { oracle: exactEngine, numRuns: runs.exactEngine },
    { oracle: degreeTwo, numRuns: runs.degreeTwo },
  ])('$oracle.name', ({ oracle, numRuns }) => {
    test.each(LAWS.map(([title, law], i) => [title, law, i] as const))('%s', (_, law, i) => {
      fc.assert(law(oracle), { seed: SEED + i, numRuns });
    });
  });

  test('exact engine: agrees with the degree-two recursion on all moments of degree <= 2', () => {
    fc.assert(agreesWith(degreeTwo)(exactEngine), { seed: SEED, numRuns: runs.both });
  });
}

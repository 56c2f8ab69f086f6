import fc from 'fast-check';
import { describe, test } from 'vitest';
import { agreesWith } from './laws/agreement.ts';
import { LAWS } from './laws/all.ts';
import { degreeTwo } from './oracles/degree-two.ts';
import { exactEngine } from './oracles/exact-engine.ts';

const SEED = 20190913;
const SUBJECTS = [
  { oracle: exactEngine, numRuns: 8 },
  { oracle: degreeTwo, numRuns: 12 },
] as const;

describe.each(SUBJECTS)('$oracle.name', ({ oracle, numRuns }) => {
  test.each(LAWS)('%s', (_, law) => {
    fc.assert(law(oracle), { seed: SEED, numRuns });
  });
});

test('exact engine: agrees with the degree-two recursion on all moments of degree <= 2', () => {
  fc.assert(agreesWith(degreeTwo)(exactEngine), { seed: SEED, numRuns: 40 });
});

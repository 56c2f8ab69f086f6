import { expect, test } from 'vitest';
import { otherLimit } from '../../src/mutation/standing.ts';
import type { Finding } from '../../src/verify/agreement.ts';
import type { LimitFound } from '../../src/verify/verdict.ts';

/** Values that tend to 2 with a large remainder: a limit of 2.001 would pass. */
const finding = (claimed: number, change: Partial<LimitFound> = {}): Finding => ({
  outcome: 'supported',
  reason: 'an error of 1e-2 would show',
  evidence: [
    {
      kind: 'limit',
      at: { r: '1' },
      along: 'n',
      widths: [4, 8],
      claimed,
      remainders: [1, 0.5],
      orders: [1],
      changes: [],
      extrapolated: 2,
      extrapolationError: 1e-4,
      ...change,
    },
  ],
});

test('a quantity has one limit: who claims another contradicts the claim, within its own errors or not', () => {
  expect(otherLimit(finding(2), finding(2.001))).toBe(
    'the limit is 2.0000000 by the claim, not 2.0010000, at r = 1; an error of 1e-2 would show',
  );
});

test.each([
  ['the same limit', finding(2)],
  ['another quantity', finding(2.001, { extrapolated: 2.1 })],
  ['a remainder, which has no limit of its own', finding(2.001, { power: 0 })],
  ['no limit at all', { ...finding(2.001), evidence: [] }],
])('%s contradicts nothing', (_, mutant) => {
  expect(otherLimit(finding(2), mutant)).toBeUndefined();
});

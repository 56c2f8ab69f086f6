import { expect, test } from 'vitest';
import { checkCount, checkUnbiased, PathLimit, Work } from '../../src/paths/limit.ts';
import { rational } from '../../src/rational/rational.ts';
import { network } from './networks.ts';

test('a count is refused above the limit, not at it, and says what to do', () => {
  expect(() => checkCount(7, 7, 'paths')).not.toThrow();
  expect(() => checkCount(7n, 7, 'paths')).not.toThrow();
  expect(() => checkCount(8n, 7, 'paths')).toThrow(PathLimit);
  expect(() => checkCount(8, 7, 'pairs of paths')).toThrow(
    '8 pairs of paths; at most 7 are enumerated: take fewer layers or narrower ones',
  );
  // Beyond what doubles count.
  expect(() => checkCount(2n ** 70n, Number.MAX_SAFE_INTEGER, 'paths')).toThrow(
    /^1180591620717411303424 paths/,
  );
});

test('work adds up over all that is spent', () => {
  const work = new Work();
  for (let i = 0; i < 10; i++) work.spend(10_000_000);
  expect(() => work.spend(1)).toThrow(PathLimit);
  expect(() => new Work().spend(100_000_001)).toThrow(/more than 100000000 factors/);
});

test('biases that are drawn are refused, in any layer', () => {
  const unbiased = network([2, 2, 1]);
  expect(() => checkUnbiased(unbiased)).not.toThrow();
  const [first, second] = unbiased.layers;
  const biased = { ...unbiased, layers: [first!, { ...second!, biasVariance: rational(1, 9) }] };
  expect(() => checkUnbiased(biased)).toThrow(PathLimit);
});

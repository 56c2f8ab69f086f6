import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  edgeMultisets,
  isEven,
  leftEndpoints,
  multisetOf,
  orderings,
  rightEndpoints,
} from '../../src/paths/multiset.ts';

const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const sizes = fc.tuple(
  fc.integer({ min: 1, max: 3 }),
  fc.integer({ min: 1, max: 3 }),
  fc.integer({ min: 0, max: 4 }),
);

test('multisets of k edges number C(nm + k - 1, k), and their orderings (nm)^k', () => {
  fc.assert(
    fc.property(sizes, ([n, m, k]) => {
      const all = [...edgeMultisets(n, m, k)];
      expect(all.length).toBe(choose(n * m + k - 1, k));
      expect(new Set(all.map(({ multiplicity }) => multiplicity.join())).size).toBe(all.length);
      expect(all.reduce((total, e) => total + orderings(e), 0n)).toBe(BigInt(n * m) ** BigInt(k));
    }),
    { seed: 1 },
  );
});

test('each edge gives one left and one right endpoint', () => {
  fc.assert(
    fc.property(sizes, ([n, m, k]) => {
      for (const e of edgeMultisets(n, m, k)) {
        expect(leftEndpoints(e)).toHaveLength(n);
        expect(rightEndpoints(e)).toHaveLength(m);
        expect(sum(leftEndpoints(e))).toBe(k);
        expect(sum(rightEndpoints(e))).toBe(k);
      }
    }),
    { seed: 1 },
  );
});

test('even multisets of four edges are pairs of edges: N(N+1)/2 of them, in 3N² - 2N orders', () => {
  for (const [n, m] of [
    [1, 1],
    [1, 3],
    [2, 2],
    [3, 4],
  ] as const) {
    const even = [...edgeMultisets(n, m, 4)].filter(isEven);
    const edges = n * m;
    expect(even.length).toBe((edges * (edges + 1)) / 2);
    expect(even.reduce((total, e) => total + orderings(e), 0n)).toBe(BigInt(edges + 3 * edges * (edges - 1)));
  }
});

test('a multiset forgets the order of its edges and counts their endpoints', () => {
  const edges = [
    [0, 2],
    [1, 0],
    [0, 2],
    [1, 1],
  ] as const;
  const found = multisetOf(2, 3, edges);
  expect(multisetOf(2, 3, edges.toReversed())).toEqual(found);
  expect(leftEndpoints(found)).toEqual([2, 2]);
  expect(rightEndpoints(found)).toEqual([1, 1, 2]);
  expect(isEven(found)).toBe(false);
  expect(orderings(found)).toBe(12n);
});

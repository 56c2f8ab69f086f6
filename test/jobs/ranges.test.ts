import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blocksOf, shardOf } from '../../src/jobs/blocks.ts';
import { gaps, overlap, type Ranges, rangesText, sizeOf, union } from '../../src/jobs/ranges.ts';
import { job } from './make.ts';

const WHOLE = { from: 0, to: 40 };
const sets = fc.uniqueArray(fc.nat(WHOLE.to - 1)).map((items) => new Set(items));
const rangesOf = (set: ReadonlySet<number>): Ranges =>
  [...set].reduce<Ranges>((ranges, item) => union(ranges, [{ from: item, to: item + 1 }]), []);
const setOf = (ranges: Ranges): number[] =>
  ranges.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));
const sorted = (items: Iterable<number>): number[] => [...items].sort((a, b) => a - b);

describe('ranges', () => {
  test('are sets', () => {
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        const [x, y] = [rangesOf(a), rangesOf(b)];
        expect(setOf(union(x, y))).toEqual(sorted(new Set([...a, ...b])));
        expect(setOf(overlap(x, y))).toEqual(sorted([...a].filter((item) => b.has(item))));
        expect(setOf(gaps(WHOLE, x))).toEqual(setOf([WHOLE]).filter((item) => !a.has(item)));
        expect(sizeOf(x)).toBe(a.size);
      }),
    );
  });

  test('that touch are one', () => {
    expect(union([{ from: 0, to: 2 }], [{ from: 2, to: 3 }])).toEqual([{ from: 0, to: 3 }]);
  });

  test('are said with their ends, and not without end', () => {
    expect(
      rangesText([
        { from: 0, to: 100 },
        { from: 200, to: 201 },
      ]),
    ).toBe('0–99, 200');
    const many = Array.from({ length: 9 }, (_, i) => ({ from: 2 * i, to: 2 * i + 1 }));
    expect(rangesText(many)).toBe('0, 2, 4, 6, 8 and 4 more');
  });
});

describe('blocks and shards', () => {
  test('blocks are named one by one, however many there are', () => {
    const blocks = blocksOf([{ from: 0, to: 1e15 }], 1000);
    expect([blocks.next().value, blocks.next().value]).toEqual([
      { from: 0, to: 1000 },
      { from: 1000, to: 2000 },
    ]);
    expect([
      ...blocksOf(
        [
          { from: 3, to: 8 },
          { from: 9, to: 10 },
        ],
        3,
      ),
    ]).toEqual([
      { from: 3, to: 6 },
      { from: 6, to: 8 },
      { from: 9, to: 10 },
    ]);
  });

  test.each([1, 2, 3, 7, 1000])('%i shards are all samples, each once, of nearly equal size', (count) => {
    for (const samples of [1000, 10 ** 15, 10 ** 15 - 7]) {
      const shards = Array.from({ length: count }, (_, i) =>
        shardOf(job({ samples }), { index: i + 1, count }),
      );
      let next = 0;
      for (const { from, to } of shards) {
        expect(from).toBe(next);
        expect(Math.abs(to - from - samples / count)).toBeLessThanOrEqual(1);
        next = to;
      }
      expect(next).toBe(samples);
    }
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_PATHS, PathLimit } from '../../src/paths/limit.ts';
import { edgesOf, neuronAt, pathCount, paths } from '../../src/paths/path.ts';

const narrow = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 5 });

test('paths are the distinct choices of one neuron a layer, n_start … n_d of them', () => {
  fc.assert(
    fc.property(narrow, fc.nat(), (widths, at) => {
      const start = at % widths.length;
      const all = [...paths(widths, start)];
      expect(new Set(all.map(({ neurons }) => neurons.join())).size).toBe(all.length);
      expect(BigInt(all.length)).toBe(pathCount(widths, start));
      expect(all.length).toBe(widths.slice(start).reduce((a, b) => a * b));
      for (const path of all) {
        for (let l = start; l < widths.length; l++) expect(neuronAt(path, l)).toBeLessThan(widths[l]!);
        expect(neuronAt(path, start - 1)).toBeUndefined();
      }
    }),
    { seed: 1 },
  );
});

test('every edge of a layer is on the same number of paths, and a path has one edge a layer', () => {
  fc.assert(
    fc.property(narrow, (widths) => {
      const through = new Map<string, number>();
      for (const path of paths(widths)) {
        const edges = edgesOf(path);
        expect(edges.map(({ layer }) => layer)).toEqual(widths.slice(1).map((_, i) => i + 1));
        for (const [i, { from, to, layer }] of edges.entries()) {
          if (i > 0) expect(from).toBe(edges[i - 1]!.to);
          const name = `${layer} ${from} ${to}`;
          through.set(name, (through.get(name) ?? 0) + 1);
        }
      }
      const all = widths.reduce((a, b) => a * b);
      for (const [name, count] of through) {
        const layer = Number(name.split(' ')[0]);
        expect(count).toBe(all / (widths[layer - 1]! * widths[layer]!));
      }
      expect(through.size).toBe(widths.slice(1).reduce((sum, n, i) => sum + n * widths[i]!, 0));
    }),
    { seed: 1 },
  );
});

test('paths are found one at a time, and more than MAX_PATHS are refused before the first', () => {
  const [first] = paths([9, 9, 9, 9, 9, 1]);
  expect(first).toEqual({ start: 0, neurons: [0, 0, 0, 0, 0, 0] });
  expect(pathCount([9, 9, 9, 9, 9, 1])).toBeLessThan(MAX_PATHS);
  expect(() => paths([100, 1001, 1])).toThrow(PathLimit);
  expect(() => paths([100, 1001, 1])).toThrow(/100100 paths at widths 100,1001,1; at most 100000/);
});

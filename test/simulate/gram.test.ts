import { describe, expect, test } from 'vitest';
import { rational } from '../../src/rational/rational.ts';
import { gramPlaces, gramRowLength, gramSampler } from '../../src/simulate/gram.ts';
import { gramRows, type Inputs } from './gram-rows.ts';
import { describeGram } from './gram-suite.ts';
import { biased, he, networkOf } from './networks.ts';

describeGram({
  oneInput: 50_000,
  oneLayer: 100_000,
  deeper: [
    [4, 150_000],
    [12, 30_000],
    [24, 60_000],
  ],
});

describe('what holds in every sample', () => {
  const near = (found: number, expected: number, size: number): void =>
    expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * size);

  test.each([
    [he, 'relu'],
    [he, 'fair'],
    [biased, 'relu'],
  ] as const)('equal inputs have equal rows (%#)', (scales, gates) => {
    const x = [0.3, -1, 2];
    const network = networkOf([3, 4, 2, 5, 1], scales, { gates });
    const rows = gramRows(network, [x, [1, 1, 1], x], 8, 500);
    for (let at = 0; at < rows.length; at += gramRowLength(3)) {
      near(rows[at + 2]!, rows[at]!, Math.abs(rows[at]!));
      for (const part of ['Kw', 'Kb'] as const) {
        const entry = (i: number, j: number): number => rows[at + gramPlaces(3, i, j)[part]]!;
        near(entry(0, 2), entry(0, 0), entry(0, 0));
        near(entry(2, 2), entry(0, 0), entry(0, 0));
        near(entry(1, 2), entry(0, 1), Math.sqrt(entry(0, 0) * entry(1, 1)));
      }
    }
  });

  test('without random biases f and K_w are homogeneous, and K_b is the same along a ray', () => {
    const rows = gramRows(
      networkOf([3, 4, 2, 5, 1], he),
      [
        [1, 2, 0],
        [3, 6, 0],
        [0, 0, 0],
      ],
      9,
      500,
    );
    for (let at = 0; at < rows.length; at += gramRowLength(3)) {
      const entry = (part: 'Kw' | 'Kb', i: number, j: number): number =>
        rows[at + gramPlaces(3, i, j)[part]]!;
      near(rows[at + 1]!, 3 * rows[at]!, Math.abs(rows[at]!));
      near(entry('Kw', 0, 1), 3 * entry('Kw', 0, 0), entry('Kw', 0, 0));
      near(entry('Kw', 1, 1), 9 * entry('Kw', 0, 0), entry('Kw', 0, 0));
      near(entry('Kb', 0, 1), entry('Kb', 0, 0), entry('Kb', 0, 0));
      expect([rows[at + 2], entry('Kw', 0, 2), entry('Kw', 2, 2)]).toEqual([0, 0, 0]);
      expect([entry('Kb', 0, 2), entry('Kb', 2, 2)]).toEqual([1, 1]);
    }
  });

  test.each([1, 2, 5, 16])('%d inputs, more than dimensions: K_w and K_b are positive semidefinite', (k) => {
    const inputs = Array.from({ length: k }, (_, i) => [Math.cos(i), Math.sin(i), i % 3]);
    for (const scales of [he, biased]) {
      const rows = gramRows(networkOf([3, 6, 4, 6, 1], scales), inputs, 10, 300);
      for (let at = 0; at < rows.length; at += gramRowLength(k))
        for (const part of ['Kw', 'Kb'] as const) {
          const matrix = inputs.map((_, i) => inputs.map((_, j) => rows[at + gramPlaces(k, i, j)[part]]!));
          expect(leastPivot(matrix)).toBeGreaterThan(-1e-12);
        }
    }
  });

  test('a depth beyond which near inputs are one to rounding', () => {
    const network = networkOf([3, ...Array<number>(200).fill(4), 1], (fanIn) => ({
      ...biased(fanIn),
      weightVariance: rational(1, 2 * fanIn),
    }));
    const rows = gramRows(
      network,
      [
        [1, 2, 0],
        [0, 1, -1],
        [0, 0, 0],
      ],
      11,
      500,
    );
    expect(rows.every(Number.isFinite)).toBe(true);
    for (let at = 0; at < rows.length; at += gramRowLength(3)) near(rows[at + 1]!, rows[at]!, 1);
  });
});

/** The least pivot of elimination with diagonal pivoting, over the trace. */
function leastPivot(matrix: number[][]): number {
  const trace = matrix.reduce((total, row, i) => total + row[i]!, 0);
  const left = new Set(matrix.keys());
  let least = 0;
  while (left.size > 0) {
    const p = [...left].reduce((best, i) => (matrix[i]![i]! > matrix[best]![best]! ? i : best));
    left.delete(p);
    const pivot = matrix[p]![p]!;
    least = Math.min(least, pivot);
    if (pivot <= 1e-12 * trace) continue;
    for (const i of left) for (const j of left) matrix[i]![j]! -= (matrix[i]![p]! * matrix[p]![j]!) / pivot;
  }
  return trace === 0 ? 0 : least / trace;
}

test('however a range is split, the same bits', () => {
  const network = networkOf([3, 2, 5, 1], he, { gates: 'fair' });
  const inputs: Inputs = [
    [1, 2, 3],
    [0, 0, 0],
    [3, 2, 1],
  ];
  const sampler = gramSampler({ network, inputs, seed: 12 });
  const length = gramRowLength(3);
  const pieces = (counts: readonly number[]): Float64Array => {
    const rows = new Float64Array(600 * length);
    let from = 0;
    for (const count of counts) {
      sampler.fill(from, count, rows.subarray(from * length));
      from += count;
    }
    return rows;
  };
  const whole = gramRows(network, inputs, 12, 600);
  expect(pieces([1, 0, 255, 2, 256, 86])).toEqual(whole);
  expect(pieces(Array<number>(600).fill(1))).toEqual(whole);
});

test('places in a row', () => {
  for (const k of [1, 2, 5]) {
    const all = Array.from({ length: k }, (_, i) =>
      Array.from({ length: k - i }, (_, j) => gramPlaces(k, i + j, i)),
    ).flat();
    const expected = Array.from({ length: k * (k + 1) }, (_, at) => k + at);
    expect([...all.map(({ Kw }) => Kw), ...all.map(({ Kb }) => Kb)]).toEqual(expected);
  }
});

test('bad inputs are refused', () => {
  const network = networkOf([2, 3, 1], he);
  const sampler = (inputs: Inputs, seed = 0) => gramSampler({ network, inputs, seed });
  expect(() => sampler([])).toThrow('0 inputs; wanted 1 to 16');
  expect(() => sampler(Array<number[]>(17).fill([1, 1]))).toThrow('17 inputs');
  expect(() => sampler([[1, 1], [1]])).toThrow('input 2 has 1 coordinates, expected 2');
  expect(() => sampler([[1, Number.NaN]])).toThrow('input 1 has a coordinate NaN');
  expect(() => sampler([[1, 1]], -1)).toThrow('got -1');
});

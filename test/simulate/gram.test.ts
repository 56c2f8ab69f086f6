import { describe, expect, test } from 'vitest';
import { moments } from '../../src/exact/moment.ts';
import type { Network } from '../../src/network/network.ts';
import { rational } from '../../src/rational/rational.ts';
import { toNumber } from '../../src/rational/text.ts';
import { gramPlaces, gramRowLength, gramSampler } from '../../src/simulate/gram.ts';
import { influence, planMeanTest, rejectsMean } from '../../src/statistics/catoni.ts';
import { gramRows, type Inputs } from './gram-rows.ts';
import { infiniteWidth } from './infinite-width.ts';
import { biased, he, networkOf } from './networks.ts';
import { eachSample } from './sampled.ts';
import { farthest, sampleDistance } from './two-samples.ts';

/** Probability of a false alarm of each single check; there are fewer than 1500. */
const LEVEL = 1e-9;

test('one input: the law of the vector sampler', () => {
  const network = networkOf([3, 4, 5, 1], biased);
  const count = 200_000;
  const rows = gramRows(network, [Array<number>(3).fill(Math.sqrt(0.5))], 4, count);
  const [f, logK] = [new Float64Array(count), new Float64Array(count)];
  eachSample({ network, seed: 5, method: 'vector' }, count, (observables, _, i) => {
    f[i] = observables[0]!;
    logK[i] = Math.log(observables[1]!);
  });
  const column = (read: (at: number) => number): Float64Array =>
    Float64Array.from({ length: count }, (_, n) => read(3 * n));
  expect(
    sampleDistance(
      f,
      column((at) => rows[at]!),
    ),
  ).toBeLessThan(farthest(count, count, LEVEL));
  const log = column((at) => Math.log(rows[at + 1]! + rows[at + 2]!));
  expect(sampleDistance(logK, log)).toBeLessThan(farthest(count, count, LEVEL));
});

describe('the arc-cosine kernels', () => {
  const inputs: Inputs = [
    [1, 0, 2],
    [0.5, 1, -1],
  ];
  const [x, y] = inputs as [readonly number[], readonly number[]];
  const places = gramPlaces(2, 0, 1);
  const readers: Readonly<Record<'ff' | 'Kw' | 'Kb', (row: Float64Array) => number>> = {
    ff: (row) => row[0]! * row[1]!,
    Kw: (row) => row[places.Kw]!,
    Kb: (row) => row[places.Kb]!,
  };
  const names = ['ff', 'Kw', 'Kb'] as const;

  /** Of f f' and K(x, x'), by Cauchy and Schwarz and the exact moments at either input. */
  function secondMoment(network: Network, name: 'ff' | 'Kw' | 'Kb'): number {
    const powers = name === 'ff' ? { f: 4 } : { [name]: 2 };
    const [left, right] = inputs.map((input) => {
      const square = input.reduce((total, one) => total + one * one, 0);
      return toNumber(moments({ ...network, r: rational(square * 4, 12) }, [powers])[0]!);
    });
    return Math.sqrt(left! * right!);
  }

  test.each([he, biased])('are exact with one hidden layer (%#)', (scales) => {
    const network = networkOf([3, 5, 1], scales);
    const count = 400_000;
    const rows = gramRows(network, inputs, 6, count);
    const limit = infiniteWidth(network, x, y);
    for (const name of names) {
      const plan = planMeanTest(limit[name], secondMoment(network, name), count, LEVEL);
      let sum = 0;
      for (let at = 0; at < rows.length; at += 8)
        sum += influence(plan, readers[name](rows.subarray(at, at + 8)));
      expect(rejectsMean(plan, sum), name).toBe(false);
    }
  });

  test.each([
    ['he', he],
    ['biased', biased],
  ])('are the limit of deeper ones, and off by the order 1/n (%s)', (_, scales) => {
    const far = 10;
    for (const n of [4, 12, 36]) {
      const network = networkOf([3, n, n, n, 1], (fanIn) => ({
        ...scales(fanIn),
        weightScale: rational(2, fanIn),
      }));
      const count = 150_000;
      const rows = gramRows(network, inputs, 7, count);
      const limit = infiniteWidth(network, x, y);
      for (const name of names) {
        const variance = secondMoment(network, name);
        const statistic = (mean: number): number => {
          const plan = planMeanTest(mean, variance, count, LEVEL);
          let sum = 0;
          for (let at = 0; at < rows.length; at += 8)
            sum += influence(plan, readers[name](rows.subarray(at, at + 8)));
          return sum / plan.threshold;
        };
        // A mean beyond limit ± far/n is rejected, and at a small width the limit of E f f' itself.
        expect(statistic(limit[name] - far / n), `${name} at ${n}`).toBeGreaterThan(1);
        expect(statistic(limit[name] + far / n), `${name} at ${n}`).toBeLessThan(-1);
        if (n === 4 && name === 'ff') expect(Math.abs(statistic(limit[name]))).toBeGreaterThan(1);
      }
    }
  });
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
    const rows = gramRows(network, [x, [1, 1, 1], x], 8, 2000);
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
      2000,
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

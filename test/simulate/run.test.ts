import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OBSERVABLES } from '../../src/network/observables.ts';
import { rational } from '../../src/rational/rational.ts';
import type { Accumulator } from '../../src/simulate/accumulator.ts';
import { fillObservables } from '../../src/simulate/observables.ts';
import {
  type SimulationRequest,
  type Statistic,
  simulate,
  simulateColumns,
  simulateInSteps,
} from '../../src/simulate/run.ts';
import { biased, networkOf } from './networks.ts';

const statistics: readonly Statistic[] = [(o) => o[1]!, (o) => o[1]! ** 2, (o) => o[0]! * o[4]!];
const request = (rest: Partial<SimulationRequest> = {}): SimulationRequest => ({
  network: networkOf([3, 4, 3, 1], biased, { gates: 'fair' }),
  seed: 1,
  from: 0,
  to: 200,
  statistics,
  ...rest,
});
const state = (a: Accumulator): unknown[] => [
  a.count,
  ...statistics.flatMap((_, i) => [1, 2, 3, 4].map((k) => a.powerSum(i, k))),
  ...[a.productSum(0, 1), a.productSum(0, 2), a.productSum(1, 2), a.mean(1), a.kurtosis(2)],
];

test('however a range is split, merged results are identical to the bit', () => {
  const whole = state(simulate(request()));
  fc.assert(
    fc.property(fc.array(fc.nat(200), { maxLength: 6 }), fc.boolean(), (cuts, backwards) => {
      const ends = [0, ...cuts.sort((a, b) => a - b), 200];
      const parts = ends.slice(1).map((to, i) => simulate(request({ from: ends[i]!, to })));
      if (backwards) parts.reverse();
      const [first, ...others] = parts;
      for (const part of others) first!.merge(part);
      expect(state(first!)).toEqual(whole);
    }),
    { numRuns: 30 },
  );
});

test('another seed or law gives other results; the same ones the same', () => {
  const results = [
    request(),
    request({ seed: 2 }),
    request({ law: 'laplace', network: { ...request().network, mu4: rational(6) } }),
  ].map((r) => simulate(r).mean(0));
  expect(new Set(results).size).toBe(3);
  expect(simulate(request()).mean(0)).toBe(results[0]);
});

test('a given accumulator is continued', () => {
  const accumulator = simulate(request({ to: 50 }));
  expect(simulate(request({ from: 50 }), accumulator)).toBe(accumulator);
  expect(state(accumulator)).toEqual(state(simulate(request())));
});

test('statistics that need Q are refused when Q was left out, with the sample named', () => {
  const kernelOnly = simulate(request({ needsQ: false, statistics: statistics.slice(0, 2) }));
  expect(kernelOnly.mean(0)).toBe(simulate(request()).mean(0));
  expect(() => simulate(request({ needsQ: false, from: 3 }))).toThrow('sample 3: statistic 2 is NaN');
});

test('bad ranges are refused', () => {
  for (const [from, to] of [
    [-1, 2],
    [3, 2],
    [0, 0.5],
  ] as const) {
    expect(() => simulate(request({ from, to }))).toThrow(`got from = ${from}, to = ${to}`);
  }
  expect(simulate(request({ to: 0 })).count).toBe(0);
});

test('in steps: the same result, progress to the end', async () => {
  const seen: number[] = [];
  const long = request({ to: 10_000 });
  const run = await simulateInSteps(long, { onProgress: (done, total) => seen.push(done, total) });
  expect(run).toMatchObject({ samples: 10_000, complete: true });
  expect(seen).toEqual([4096, 10_000, 8192, 10_000, 10_000, 10_000]);
  expect(state(run.accumulator)).toEqual(state(simulate(long)));
});

test('aborted: what was done, and not complete', async () => {
  const controller = new AbortController();
  const pending = simulateInSteps(request({ to: 1_000_000 }), { signal: controller.signal });
  setImmediate(() => controller.abort());
  const run = await pending;
  expect(run.complete).toBe(false);
  expect(run.samples).toBeGreaterThan(0);
  expect(run.samples).toBe(run.accumulator.count);
  const none = await simulateInSteps(request(), { signal: AbortSignal.abort() });
  expect(none).toMatchObject({ samples: 0, complete: false });
});

test('observables come in the order of OBSERVABLES', () => {
  const out = new Float64Array(OBSERVABLES.length);
  const rows = Float64Array.of(0, 1, 10, 100, 2, 20, 200, 2000, 0.5);
  expect(fillObservables(rows, 1, out)).toBe(0.5);
  const named = Object.fromEntries(OBSERVABLES.map((name, i) => [name, out[i]]));
  expect(named).toEqual({ f: 1, K: 110, Kw: 10, Kb: 100, Q: 2222, Qww: 2, Qwb: 20, Qbw: 200, Qbb: 2000 });
});

test('columns hold the observables of the same samples, in blocks and a last part of one', () => {
  const one = request({ to: 600 });
  const visited: number[][] = [];
  const columns: number[][] = [];
  simulate({ ...one, visit: (_, __, observables) => visited.push([...observables]) });
  simulateColumns(one, one.from, one.to, (from, count, table) => {
    expect(from).toBe(columns.length);
    for (let k = 0; k < count; k++) columns.push(table.map((column) => column[k]!));
  });
  expect(columns).toEqual(visited);
});

import { describe, expect, test } from 'vitest';
import { type Rational, rational, ZERO } from '../../src/rational/rational.ts';
import { gramPlaces, gramRowLength } from '../../src/simulate/gram.ts';
import { influence, planMeanTest, rejectsMean } from '../../src/statistics/catoni.ts';
import { exactLaws, isRandom, PRODUCTS } from '../judge/simulated.ts';
import { denseGram } from './dense-gram.ts';
import { gramRows, type Inputs } from './gram-rows.ts';
import { KINDS } from './kinds.ts';
import { biased, he, networkOf } from './networks.ts';
import { needsQ, productOf } from './sampled.ts';
import { farthest, sampleDistance } from './two-samples.ts';

/** Probability of a false alarm of each single check; there are fewer than 1500. */
const LEVEL = 1e-9;

/** Every number of a row, and products that depend on their joint law. */
function statistics(k: number): ((row: Float64Array) => number)[] {
  const length = gramRowLength(k);
  const alone = Array.from({ length }, (_, place) => (row: Float64Array) => row[place]!);
  const pairs = Array.from({ length: k }, (_, i) =>
    Array.from({ length: i }, (_, j) => [i, j] as const),
  ).flat();
  const joint = pairs.flatMap(([i, j]) => {
    const { Kw, Kb } = gramPlaces(k, i, j);
    return [
      (row: Float64Array) => row[i]! * row[j]!,
      (row: Float64Array) => row[i]! - row[j]!,
      (row: Float64Array) => row[i]! * (row[Kw]! + row[Kb]!),
      (row: Float64Array) => row[Kw]! - 2 * row[Kb]!,
      (row: Float64Array) => row[Kb]! - row[gramPlaces(k, i, i).Kb]!,
    ];
  });
  return [...alone, ...joint];
}

/** On a grid, so that rounding tears no atom apart. */
const coarse = (x: number): number => Math.round(x * 2 ** 30) / 2 ** 30;

describe.each([
  ['no random biases', networkOf([3, 4, 5, 1], he)],
  ['random biases', networkOf([3, 5, 4, 1], biased)],
  ['ReLU on the output', networkOf([3, 4, 3, 1], biased, { outputActivation: 'relu' })],
  ['dead layers', networkOf([3, 2, 1, 2, 1], he)],
  ['dead layers, fair gates', networkOf([3, 2, 1, 2, 1], he, { gates: 'fair' })],
  [
    'dead layers, fair gates, ReLU on the output',
    networkOf([3, 1, 2, 1], he, { gates: 'fair', outputActivation: 'relu' }),
  ],
])('the joint law at several inputs is that of the definition: %s', (_, network) => {
  test.each([
    [
      'in general position',
      [
        [1, 0, 2],
        [0.5, 1, -1],
        [0, -1, 0.5],
      ],
    ],
    [
      'near one another',
      [
        [1, 1, 1],
        [1, 1.1, 0.9],
      ],
    ],
    [
      'x, 2x, 0',
      [
        [1, 0.5, 0],
        [2, 1, 0],
        [0, 0, 0],
      ],
    ],
    [
      'x, -x, x',
      [
        [1, 0.5, -1],
        [-1, -0.5, 1],
        [1, 0.5, -1],
      ],
    ],
  ] as [string, Inputs][])('%s', (_name, inputs) => {
    const count = 30_000;
    const length = gramRowLength(inputs.length);
    const [found, defined] = [gramRows(network, inputs, 1, count), denseGram(network, inputs, 2, count)];
    for (const [i, read] of statistics(inputs.length).entries()) {
      const column = (rows: Float64Array): Float64Array =>
        Float64Array.from({ length: count }, (_, n) =>
          coarse(read(rows.subarray(n * length, (n + 1) * length))),
        );
      expect(sampleDistance(column(found), column(defined)), `statistic ${i}`).toBeLessThan(
        farthest(count, count, LEVEL),
      );
    }
  });
});

/** Inputs of three coordinates, and |x|²/3. */
const POINTS: readonly (readonly [readonly number[], Rational])[] = [
  [[1, 0, 2], rational(5, 3)],
  [[1, -1, 0], rational(2, 3)],
  [[0, 0, 0], ZERO],
];

test.each(KINDS.filter(([, { widths }]) => widths[0] === 3))(
  'the exact moments at each input: %s',
  (_, network) => {
    const count = 30_000;
    const inputs = POINTS.map(([x]) => x);
    const [k, length] = [inputs.length, gramRowLength(inputs.length)];
    const rows = gramRows(network, inputs, 3, count);
    const observables = new Float64Array(9);
    for (const [i, [, r]] of POINTS.entries()) {
      const laws = exactLaws({ ...network, r });
      const { Kw, Kb } = gramPlaces(k, i, i);
      for (const [p, powers] of PRODUCTS.entries()) {
        if (needsQ(powers)) continue;
        const { mean, variance } = laws[p]!;
        const plan = isRandom(laws[p]!) ? planMeanTest(mean, variance, count, LEVEL) : undefined;
        const read = productOf(powers);
        let sum = 0;
        for (let at = 0; at < rows.length; at += length) {
          observables.set([rows[at + i]!, rows[at + Kw]! + rows[at + Kb]!, rows[at + Kw]!, rows[at + Kb]!]);
          const value = read(observables);
          sum += plan ? influence(plan, value) : Math.abs(value - mean);
        }
        const name = `input ${i}, ${JSON.stringify(powers)}`;
        expect(plan ? rejectsMean(plan, sum) : sum > 1e-9 * count * Math.abs(mean), name).toBe(false);
      }
    }
  },
);

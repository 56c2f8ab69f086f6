import { moments, type Powers } from '../../src/exact/moment.ts';
import type { Network } from '../../src/network/network.ts';
import { OBSERVABLES } from '../../src/network/observables.ts';
import { multiply, subtract } from '../../src/rational/rational.ts';
import { toNumber } from '../../src/rational/text.ts';
import { fillObservables } from '../../src/simulate/observables.ts';
import { ROW } from '../../src/simulate/sampler.ts';
import { samplerOf } from '../../src/simulate/samplers.ts';
import { influence, type MeanTest, planMeanTest, rejectsMean } from '../../src/statistics/catoni.ts';

/** Every moment of degree at most 2, and the drift with its parts (Qbb is zero). */
export const PRODUCTS: readonly Powers[] = [
  ...[{ f: 2 }, { f: 4 }, { K: 1 }, { Kw: 1 }, { Kb: 1 }, { K: 2 }, { Kw: 2 }, { Kb: 2 }, { Kw: 1, Kb: 1 }],
  ...[
    { f: 2, K: 1 },
    { f: 2, Kw: 1 },
    { f: 2, Kb: 1 },
  ],
  ...[
    { f: 1, Q: 1 },
    { f: 1, Qww: 1 },
    { f: 1, Qwb: 1 },
    { f: 1, Qbw: 1 },
  ],
];

/** Samples asked for at once. */
const ROWS = 256;

/** Exact mean and variance of a product. */
export interface Law {
  readonly mean: number;
  readonly variance: number;
}

export const isRandom = ({ mean, variance }: Law): boolean => variance > 1e-20 * mean * mean;

const known = new WeakMap<Network, Law[]>();

/** Of each network once. */
export function exactLaws(network: Network): Law[] {
  const laws = known.get(network) ?? lawsOf(network);
  known.set(network, laws);
  return laws;
}

function lawsOf(network: Network): Law[] {
  const squared = (powers: Powers): Powers =>
    Object.fromEntries(Object.entries(powers).map(([name, power]) => [name, 2 * power]));
  const means = moments(network, PRODUCTS);
  const squares = moments(network, PRODUCTS.map(squared));
  return means.map((mean, i) => ({
    mean: toNumber(mean),
    variance: toNumber(subtract(squares[i]!, multiply(mean, mean))),
  }));
}

/** A predicted mean of a product, to be held against samples. */
export interface Prediction {
  readonly product: number;
  readonly mean: number;
}

/** For each prediction, whether `count` simulated networks reject it at this false-alarm rate. */
export function simulateAgainst(
  network: Network,
  predictions: readonly Prediction[],
  options: { readonly seed: number; readonly count: number; readonly level: number },
): boolean[] {
  const laws = exactLaws(network);
  const tests = predictions.map(({ product, mean }): MeanTest | undefined =>
    isRandom(laws[product]!)
      ? planMeanTest(mean, laws[product]!.variance, options.count, options.level)
      : undefined,
  );
  const factors = PRODUCTS.map((powers) =>
    OBSERVABLES.flatMap((name, i) => Array<number>(powers[name] ?? 0).fill(i)),
  );
  const used = [...new Set(predictions.map(({ product }) => product))];
  const needsQ = used.some((i) => OBSERVABLES.some((name) => name.startsWith('Q') && PRODUCTS[i]![name]));
  const values = new Float64Array(PRODUCTS.length);
  const sums = new Float64Array(predictions.length);
  const sampler = samplerOf({ network, seed: options.seed, needsQ });
  const rows = new Float64Array(ROWS * ROW.length);
  const observables = new Float64Array(OBSERVABLES.length);
  for (let index = 0; index < options.count; index++) {
    if (index % ROWS === 0) sampler.fill(index, ROWS, rows);
    fillObservables(rows, (index % ROWS) * ROW.length, observables);
    for (const i of used) {
      let value = 1;
      for (const factor of factors[i]!) value *= observables[factor]!;
      values[i] = value;
    }
    for (let k = 0; k < tests.length; k++) {
      const test = tests[k];
      if (test) sums[k]! += influence(test, values[predictions[k]!.product]!);
    }
  }
  // What is not random has to be right, to rounding.
  return predictions.map(({ product, mean }, k) => {
    const test = tests[k];
    const value = values[product]!;
    return test
      ? rejectsMean(test, sums[k]!)
      : Math.abs(value - mean) > 1e-9 * (Math.abs(mean) + Math.abs(value));
  });
}

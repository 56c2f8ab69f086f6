import { describe, expect, test } from 'vitest';
import { moments } from '../../src/exact/moment.ts';
import type { Network } from '../../src/network/network.ts';
import { rational } from '../../src/rational/rational.ts';
import { toNumber } from '../../src/rational/text.ts';
import { gramPlaces } from '../../src/simulate/gram.ts';
import { influence, planMeanTest, rejectsMean } from '../../src/statistics/catoni.ts';
import { gramRows, type Inputs } from './gram-rows.ts';
import { infiniteWidth } from './infinite-width.ts';
import { biased, he, networkOf } from './networks.ts';
import { eachSample } from './sampled.ts';
import { farthest, sampleDistance } from './two-samples.ts';

/** Probability of a false alarm of each single check; there are fewer than 1500. */
const LEVEL = 1e-9;

/** How many samples each law is drawn. */
interface Counts {
  readonly oneInput: number;
  readonly oneLayer: number;
  /** Of three hidden layers, at each width. */
  readonly deeper: readonly (readonly [width: number, count: number])[];
}

/** What is known of the joint law at several inputs, as far as so many samples show it. */
export function describeGram(counts: Counts): void {
  test('one input: the law of the vector sampler', () => {
    const network = networkOf([3, 4, 5, 1], biased);
    const count = counts.oneInput;
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
      const count = counts.oneLayer;
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
      for (const [n, count] of counts.deeper) {
        const network = networkOf([3, n, n, n, 1], (fanIn) => ({
          ...scales(fanIn),
          weightScale: rational(2, fanIn),
        }));
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
}

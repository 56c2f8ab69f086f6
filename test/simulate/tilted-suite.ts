import { describe, expect, test } from 'vitest';
import { moments } from '../../src/exact/moment.ts';
import type { Network } from '../../src/network/network.ts';
import { toNumber } from '../../src/rational/text.ts';
import type { Method } from '../../src/simulate/sampler.ts';
import { mixtureOf } from '../../src/simulate/samplers.ts';
import { type Bounds, boundedMean } from '../../src/statistics/bounded-mean.ts';
import { influence, planMeanTest, rejectsMean } from '../../src/statistics/catoni.ts';
import { PRODUCTS } from '../judge/simulated.ts';
import { KINDS } from './kinds.ts';
import { biased, he, networkOf } from './networks.ts';
import { eachSample, needsQ, productOf } from './sampled.ts';
import { partMoments, varianceBounds, weightBounds } from './tilted-laws.ts';
import { farthest, sampleDistance } from './two-samples.ts';

/** Probability of a false alarm of each single check; there are some 3500. */
const LEVEL = 1e-9;
export const POWERS = [2, 3, 4] as const;
export const TILTED = ['tilted', 'tilted-collapsed'] as const satisfies readonly Method[];
/** Where K = 0 there is no part to tilt by. */
const LIVE = KINDS.filter(([, network]) =>
  network.layers.some((_, l) => partMoments(network, [2])[0]![l]! > 0),
);

/** Running mean and variance. */
class Sums {
  count = 0;
  mean = 0;
  #squares = 0;
  add(x: number): void {
    const delta = x - this.mean;
    this.mean += delta / ++this.count;
    this.#squares += delta * (x - this.mean);
  }
  get variance(): number {
    return this.#squares / (this.count - 1);
  }
  interval(bounds: Bounds, level: number): { low: number; high: number } {
    // A law on a point has a rounded mean and bounds.
    if (!(bounds.high - bounds.low > 1e-9 * bounds.high))
      return { low: bounds.low * (1 - 1e-9), high: bounds.high * (1 + 1e-9) };
    return boundedMean(this, bounds, level);
  }
}

/** Events of the joint law of K, f and Kw/K, where K is beyond t. */
const EVENTS: readonly (readonly [string, (o: Float64Array, t: number) => boolean])[] = [
  ['K', (o, t) => o[1]! > t],
  ['f', (o, t) => o[1]! > t && o[0]! > 0.5],
  ['-f', (o, t) => o[1]! > t && o[0]! < -0.2],
  ['Kw/K', (o, t) => o[1]! > t && o[2]! > 0.6 * o[1]!],
];

/** An upper bound, by tilting, on P(the mean of K² of `count` networks > E K²/2): one of them is beyond t, or the rest do it. */
function chanceOfHalf(network: Network, exact: number, count: number, t: number, tilted: number): number {
  const [upTo, beyond] = [new Sums(), new Sums()];
  const request = { network, seed: 30, method: 'tilted-collapsed' } as const;
  eachSample(request, tilted, ([, k], weight) => {
    upTo.add(k! <= t ? weight * k! ** 2 : 0);
    beyond.add(k! > t ? weight : 0);
  });
  const { high } = weightBounds(mixtureOf(request), 2);
  const expectation = upTo.interval({ low: 0, high }, LEVEL).high;
  const probability = beyond.interval({ low: 0, high: high / t ** 2 }, LEVEL).high;
  return count * probability + expectation / (exact / 2);
}

/** How many samples each law is drawn. */
interface Counts {
  /** For the exact moments, of the method tilted. */
  readonly tilted: number;
  /** The same of tilted-collapsed. */
  readonly collapsed: number;
  /** For the probabilities of events. */
  readonly events: number;
  /** For the laws that both methods draw from. */
  readonly compared: number;
  /** Where K² is too rare for plain means: d/n, d, n, and a K that a plain mean has not seen; the counts, and the widths that the intervals come to. */
  readonly tails: {
    readonly networks: readonly (readonly [ratio: number, depth: number, width: number, rare: number])[];
    readonly plain: number;
    readonly tilted: readonly [count: number, relativeWidth: number];
    readonly collapsed: readonly [count: number, relativeWidth: number];
  };
}

/** The laws of the tilted methods, as far as so many samples show them. */
export function describeTilted(counts: Counts): void {
  describe.each([
    ['tilted', false, counts.tilted],
    ['tilted', true, counts.tilted],
    ['tilted-collapsed', false, counts.collapsed],
  ] as const)('%s, inactive weights left out: %s: E_Q[g dP/dQ] = E g', (method, skipsInactive, count) => {
    test.each(LIVE)('%s', (_, network) => {
      for (const power of POWERS) {
        const request = {
          network,
          seed: 10 + power,
          method,
          power,
          skipsInactive,
          needsQ: method === 'tilted',
        };
        const mixture = mixtureOf(request);
        const bounds = weightBounds(mixture, power);
        const products = PRODUCTS.filter((powers) => method === 'tilted' || !needsQ(powers));
        const variances = varianceBounds(network, mixture, power, products);
        const checks = moments(network, products).map((exact, i) => {
          const mean = toNumber(exact);
          const variance = variances[i]!;
          // What has no variance is 0.
          const plan = variance > 0 ? planMeanTest(mean, variance, count, LEVEL) : undefined;
          return { powers: products[i]!, plan, read: productOf(products[i]!), sum: 0 };
        });
        const top = new Sums();
        let [least, most] = [Number.POSITIVE_INFINITY, 0];
        eachSample(request, count, (observables, weight) => {
          for (const check of checks) {
            const value = weight * check.read(observables);
            check.sum += check.plan ? influence(check.plan, value) : Math.abs(value);
          }
          const value = weight * observables[1]! ** power;
          least = Math.min(least, value);
          most = Math.max(most, value);
          top.add(value);
        });
        const rejected = checks.filter(({ plan, sum }) => (plan ? rejectsMean(plan, sum) : sum > 0));
        expect(
          rejected.map(({ powers }) => powers),
          `power ${power}`,
        ).toEqual([]);
        expect(least).toBeGreaterThanOrEqual(bounds.low * (1 - 1e-9));
        expect(most).toBeLessThanOrEqual(bounds.high * (1 + 1e-9));
        const exact = toNumber(moments(network, [{ K: power }])[0]!);
        const { low, high } = top.interval(bounds, LEVEL);
        expect(low).toBeLessThanOrEqual(exact * (1 + 1e-11));
        expect(high).toBeGreaterThanOrEqual(exact * (1 - 1e-11));
      }
    });
  });

  describe.each([
    ['random biases', networkOf([3, 4, 5, 1], biased)],
    ['dead layers', networkOf([3, 2, 3, 2, 1], he)],
    ['ReLU on the output', networkOf([3, 3, 4, 1], biased, { outputActivation: 'relu' })],
  ])('the weighted joint law is that of the definition: %s', (_, network) => {
    const count = counts.events;
    const levels = [0, 2, 4, 8, 16];
    const cells = EVENTS.flatMap(([name, holds]) => levels.map((t) => ({ name, holds, t })));
    const means = (method: Method, power: number): Sums[] => {
      const sums = cells.map(() => new Sums());
      const request = { network, seed: 20 + power, method, power, needsQ: false };
      eachSample(request, count, (observables, weight) => {
        for (const [i, { holds, t }] of cells.entries()) sums[i]!.add(holds(observables, t) ? weight : 0);
      });
      return sums;
    };
    const floor = toNumber(network.layers.at(-1)!.biasScale);
    const dense = means('dense', 2).map((sums) => sums.interval({ low: 0, high: 1 }, LEVEL));
    test.each(TILTED)('%s', (method) => {
      for (const power of POWERS) {
        const { high: most } = weightBounds(mixtureOf({ network, seed: 0, method, power }), power);
        for (const [i, sums] of means(method, power).entries()) {
          const { name, t } = cells[i]!;
          // dP/dQ is at most `most`/K^p, and K at least c_d where it is not 0.
          const found = sums.interval({ low: 0, high: most / Math.max(t, floor) ** power }, LEVEL);
          expect(found.low, `${name} beyond ${t}, power ${power}`).toBeLessThanOrEqual(dense[i]!.high);
          expect(found.high, `${name} beyond ${t}, power ${power}`).toBeGreaterThanOrEqual(dense[i]!.low);
        }
      }
    });
  });

  // Reweighting hides much of what is wrong below the component; the tilted laws themselves show it.
  describe.each([
    ['random biases', networkOf([3, 3, 4, 3, 1], biased)],
    ['dead layers', networkOf([3, 2, 3, 2, 1], he)],
    ['ReLU on the output', networkOf([3, 3, 4, 1], biased, { outputActivation: 'relu' })],
  ])('both samplers draw from one tilted law: %s', (_, network) => {
    const count = counts.compared;
    const columns = (method: Method, power: number): Float64Array[] => {
      const read = [0, 1, 2, 3].map(() => new Float64Array(count));
      const request = {
        network,
        seed: power,
        method,
        power,
        needsQ: false,
        stream: TILTED.indexOf(method as 'tilted'),
      };
      eachSample(request, count, ([f, k, kw], weight, i) => {
        for (const [c, value] of [f!, Math.log(k!), kw! / k!, weight].entries()) read[c]![i] = value;
      });
      return read;
    };
    test.each(POWERS)('power %d', (power) => {
      const [left, right] = TILTED.map((method) => columns(method, power));
      for (const c of [0, 1, 2, 3])
        expect(sampleDistance(left![c]!, right![c]!), ['f', 'log K', 'Kw/K', 'dP/dQ'][c]).toBeLessThan(
          farthest(count, count, LEVEL),
        );
    });
  });

  describe.each(counts.tails.networks)(
    'd/n = %d: tilted laws find E K², and plain means do not (depth %d, width %d)',
    (_, depth, width, t) => {
      const network = networkOf([width, ...Array<number>(depth - 1).fill(width), 1], he);
      const exact = toNumber(moments(network, [{ K: 2 }])[0]!);
      const square = (method: Method, count: number): Sums => {
        const sums = new Sums();
        const request = { network, seed: 31, method, needsQ: false };
        eachSample(request, count, ([, k], weight) => sums.add(weight * k! ** 2));
        return sums;
      };

      test.each([
        ['tilted', ...counts.tails.tilted],
        ['tilted-collapsed', ...counts.tails.collapsed],
      ] as const)('%s', (method, count, width) => {
        const bounds = weightBounds(mixtureOf({ network, seed: 0, method }), 2);
        const { low, high } = square(method, count).interval(bounds, LEVEL);
        expect(low).toBeLessThan(exact);
        expect(high).toBeGreaterThan(exact);
        expect(high - low).toBeLessThan(width * exact);
      });

      test('dense, vector, collapsed', () => {
        const count = counts.tails.plain;
        expect(chanceOfHalf(network, exact, count, t, counts.tails.collapsed[0])).toBeLessThan(0.05);
        for (const method of ['dense', 'vector', 'collapsed'] as const)
          expect(square(method, count).mean).toBeLessThan(exact / 2);
      });
    },
  );
}

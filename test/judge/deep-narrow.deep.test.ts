import { describe, expect, test } from 'vitest';
import { moments } from '../../src/exact/moment.ts';
import { buildNetwork } from '../../src/network/build.ts';
import type { Network } from '../../src/network/network.ts';
import { ONE, rational, ZERO } from '../../src/rational/rational.ts';
import { toNumber } from '../../src/rational/text.ts';
import { simulate } from '../../src/simulate/run.ts';
import type { Method } from '../../src/simulate/sampler.ts';
import { mixtureOf } from '../../src/simulate/samplers.ts';
import { tiltBounds } from '../../src/simulate/tilt.ts';
import { boundedMean, boundedSamplesNeeded } from '../../src/statistics/bounded-mean.ts';
import type { Interval } from '../../src/statistics/interval.ts';

// Where depth/width is 2 or 4, log K has variance 10 or 20: E K² comes from networks that no plain sample contains.
const LEVEL = 1e-6;
const RELATIVE = 0.005;

const networkOf = (n: number, d: number): Network =>
  buildNetwork({
    widths: [1, ...Array<number>(d - 1).fill(n), 1],
    r: ONE,
    parametrization: 'ntk',
    sigmaW2: rational(2),
    sigmaB2: ZERO,
    outputBias: true,
    outputActivation: 'linear',
    gates: 'relu',
  });

const square = (o: Float64Array): number => o[1]! ** 2;

/** Samples planned from a pilot of other draws, and the interval of level LEVEL that they give. */
function interval(network: Network, method: Method): Interval & { readonly samples: number } {
  const request = { network, method, seed: 7, needsQ: false, statistics: [square] };
  const bounds = tiltBounds(mixtureOf(request), 2);
  const pilot = simulate({ ...request, stream: 1, from: 0, to: 2000 });
  const first = { mean: pilot.mean(0), variance: pilot.variance(0) };
  const samples = Math.ceil(1.05 * boundedSamplesNeeded(RELATIVE, first, bounds, LEVEL));
  const sums = simulate({ ...request, from: 0, to: samples });
  return {
    samples,
    ...boundedMean({ count: samples, mean: sums.mean(0), variance: sums.variance(0) }, bounds, LEVEL),
  };
}

/** E K² = 4 Σ_{l,m} growth^(d-1), what each layer's squared length grows by, if `growth` were it: (1 + 4/n) for (1 + 5/n). */
const exactWith = (n: number, d: number): { truth: number; four: number; independent: number } => {
  const truth = toNumber(moments(networkOf(n, d), [{ K: 2 }])[0]!);
  let independent = 0;
  for (let l = 1; l <= d; l++) {
    for (let m = 1; m <= d; m++) {
      const apart = Math.abs(l - m);
      independent += 4 * (1 + 5 / n) ** (d - 1 - apart) * (1 + 1 / n) ** apart;
    }
  }
  const four = truth * ((1 + 4 / n) / (1 + 5 / n)) ** (d - 1);
  return { truth, four, independent };
};

describe.each([
  [10, 21],
  [10, 41],
  [20, 21],
])('width %i, depth %i', (n, d) => {
  const methods: Method[] = n === 10 && d === 21 ? ['tilted', 'tilted-collapsed'] : ['tilted-collapsed'];
  test.each(methods)('%s finds E K² to half a percent, and neither wrong claim', (method) => {
    const { truth, four, independent } = exactWith(n, d);
    const { low, high } = interval(networkOf(n, d), method);
    expect((high - low) / 2).toBeLessThanOrEqual(RELATIVE * truth);
    expect(low).toBeLessThan(truth);
    expect(high).toBeGreaterThan(truth);
    for (const wrong of [four, independent]) expect(wrong < low || wrong > high, `${wrong}`).toBe(true);
  });

  test('means of plain samples are too low as a rule, and their own standard errors far too small', () => {
    const network = networkOf(n, d);
    const [truth, fourth] = moments(network, [{ K: 2 }, { K: 4 }]).map(toNumber) as [number, number];
    const count = 50_000;
    const exactError = Math.sqrt((fourth - truth ** 2) / count);
    expect(exactError).toBeGreaterThan(100 * RELATIVE * truth);
    const runs = Array.from({ length: 11 }, (_, seed) =>
      simulate({
        network,
        method: 'collapsed',
        needsQ: false,
        seed,
        statistics: [square],
        from: 0,
        to: count,
      }),
    );
    const low = runs.filter((sums) => sums.mean(0) < truth).length;
    expect(low).toBeGreaterThan(runs.length / 2);
    for (const sums of runs) expect(sums.standardError(0)).toBeLessThan(exactError / 2);
  });
});

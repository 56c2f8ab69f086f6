import { describe, expect, test } from 'vitest';
import { moments } from '../../src/exact/moment.ts';
import type { Network } from '../../src/network/network.ts';
import { rational, ZERO } from '../../src/rational/rational.ts';
import { toNumber } from '../../src/rational/text.ts';
import { influence, planMeanTest, rejectsMean } from '../../src/statistics/catoni.ts';
import { biased, networkOf, type Scales } from './networks.ts';
import { eachSample } from './sampled.ts';

/** Probability of a false alarm of each check; there are some 70. */
const LEVEL = 1e-9;

/** The network whose K is T_l of `network`: other layers' gradients count for nothing. */
function onlyLayer(network: Network, l: number): Network {
  const layers = network.layers.map((layer, i) =>
    i === l ? layer : { ...layer, weightScale: ZERO, biasScale: ZERO },
  );
  return { ...network, layers };
}

const chaotic = (fanIn: number): Scales => ({
  weightVariance: rational(3, fanIn),
  biasVariance: rational(1),
  weightScale: rational(3, fanIn),
  biasScale: rational(1),
});

// Where K = T_l, one law is all of the mixture and nothing is weighed back: K^p dP/dQ is a constant, and what is
// wrong with a layer shows in the mean of T_l under its own law, E T_l^(p+1)/E T_l^p, undiminished by weights.
describe.each([
  ['random biases, chaotic', networkOf([1, 3, 3, 3, 3, 3, 3, 1], chaotic)],
  ['random biases, unequal widths', networkOf([3, 1, 4, 2, 5, 1], biased)],
  ['ReLU on the output', networkOf([2, 3, 2, 4, 1], biased, { outputActivation: 'relu' })],
])('each layer has its own law: %s', (_, network) => {
  test.each([
    ['tilted-collapsed', 60_000],
    ['tilted', 20_000],
  ] as const)('%s', (method, count) => {
    for (const l of network.layers.keys()) {
      const part = onlyLayer(network, l);
      const [second, third, fourth, withOutput, withOutput2] = moments(part, [
        { K: 2 },
        { K: 3 },
        { K: 4 },
        { f: 2, K: 2 },
        { f: 4, K: 2 },
      ]).map(toNumber) as [number, number, number, number, number];
      const checks = [
        { name: 'T', mean: third / second, square: fourth / second, read: (o: Float64Array) => o[1]! },
        {
          name: 'f²',
          mean: withOutput / second,
          square: withOutput2 / second,
          read: (o: Float64Array) => o[0]! ** 2,
        },
      ]
        .filter(({ mean, square }) => square > mean ** 2 * (1 + 1e-9))
        .map((one) => ({
          ...one,
          plan: planMeanTest(one.mean, one.square - one.mean ** 2, count, LEVEL),
          sum: 0,
        }));
      const request = { network: part, seed: l + 1, method, power: 2, needsQ: false } as const;
      eachSample(request, count, (observables, weight) => {
        if (!(Math.abs(weight * observables[1]! ** 2 - second) <= 1e-9 * second))
          throw new Error(`K² dP/dQ is ${weight * observables[1]! ** 2}, not ${second}`);
        for (const check of checks) check.sum += influence(check.plan, check.read(observables));
      });
      const rejected = checks.filter(({ plan, sum }) => rejectsMean(plan, sum)).map(({ name }) => name);
      expect(rejected, `layer ${l + 1}`).toEqual([]);
    }
  });
});

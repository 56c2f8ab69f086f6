import { describe, expect, test } from 'vitest';
import { plannedChecks, runningChecks } from '../../src/estimate/checks.ts';
import { moments } from '../../src/exact/moment.ts';
import type { Network } from '../../src/network/network.ts';
import type { Product } from '../../src/quantity/exact.ts';
import { rational } from '../../src/rational/rational.ts';
import { knownText } from '../../src/simulate/known.ts';
import { simulate } from '../../src/simulate/run.ts';
import type { KernelPart, Method } from '../../src/simulate/sampler.ts';
import { mixtureOf } from '../../src/simulate/samplers.ts';
import { KINDS } from '../simulate/kinds.ts';
import { biased, networkOf } from '../simulate/networks.ts';
import { partMoments } from '../simulate/tilted-laws.ts';

const LEVEL = 1e-6;
const SAMPLES = 5000;

interface Run {
  /** Whose checks. */
  readonly network: Network;
  /** Whose samples. */
  readonly drawn?: Network;
  readonly power?: number;
  readonly part?: KernelPart;
  readonly method?: Method;
  readonly seed?: number;
}

function planOf({ network, power = 2, part = 'K', method = 'tilted-collapsed' }: Run) {
  const mixture = mixtureOf({ network, seed: 0, method, power, part });
  const oracle = (products: readonly Product[]) => moments(network, products);
  return plannedChecks(network, { power, part }, mixture, oracle, { samples: SAMPLES, level: LEVEL });
}

function failureOf(run: Run): string | undefined {
  const { network, drawn = network, power = 2, part = 'K', method = 'tilted-collapsed', seed = 1 } = run;
  const checks = runningChecks(planOf(run));
  const request = { network: drawn, seed, method, power, part, needsQ: false, from: 0, to: SAMPLES };
  simulate({ ...request, statistics: [], visit: checks.visit });
  return checks.failure(SAMPLES, LEVEL);
}

const network = networkOf([2, 3, 4, 3, 1], biased);

test('what is known: shares of the mixture, and means of products of f and the part', () => {
  expect(planOf({ network }).map(({ known }) => knownText(known))).toEqual([
    ...[1, 2, 3, 4].map((k) => `share ${k} of the mixture`),
    ...['E(K)', 'E(f^2*K)', 'E(K^3)', 'E(1)'],
  ]);
  // Without a floor of Kw the weights' mean has no bound, and degree 5 takes the exact oracle seconds.
  const products = planOf({ network, power: 3, part: 'Kw' }).filter(({ known }) => typeof known !== 'string');
  expect(products.map(({ known }) => knownText(known))).toEqual(['E(Kw^2)', 'E(f^2*Kw^2)']);
});

test('the shares are those of exact moments', () => {
  const roots = partMoments(network, [2])[0]!.map(Math.sqrt);
  const total = roots.reduce((sum, root) => sum + root, 0);
  const { groups } = mixtureOf({ network, seed: 0, method: 'tilted' });
  const shares = [0, 0, 0, 0];
  for (const [l, root] of roots.entries()) shares[groups[l]!]! += root / total;
  const means = planOf({ network }).flatMap(({ known, mean }) => (typeof known === 'string' ? [mean] : []));
  for (const [k, mean] of means.entries()) expect(mean).toBeCloseTo(shares.filter((x) => x > 0)[k]!, 12);
});

describe('samples of the law itself pass', () => {
  test.each(KINDS.filter(([, one]) => partMoments(one, [2])[0]!.some((m) => m > 0)))('%s', (_, one) => {
    for (const method of ['tilted', 'tilted-collapsed'] as const)
      for (const power of [2, 3, 4])
        expect(failureOf({ network: one, method, power }), method).toBeUndefined();
  });
});

describe('samples of another law fail', () => {
  const changed = (l: number, change: Partial<Network['layers'][number]>): Network => ({
    ...network,
    layers: network.layers.map((layer, i) => (i === l ? { ...layer, ...change } : layer)),
  });
  test.each([
    [
      'no random biases',
      networkOf([2, 3, 4, 3, 1], (fanIn) => ({ ...biased(fanIn), biasVariance: rational(0) })),
    ],
    [
      'larger random biases',
      networkOf([2, 3, 4, 3, 1], (fanIn) => ({ ...biased(fanIn), biasVariance: rational(3, 4) })),
    ],
    ['weights of one layer', changed(2, { weightVariance: rational(5, 8) })],
    ['the biases of one layer', changed(1, { biasVariance: rational(2) })],
    ['another width', networkOf([2, 3, 6, 3, 1], biased)],
  ] as const)('%s', (_, drawn) => {
    for (const part of ['K', 'Kw', 'Kb'] as const)
      expect(failureOf({ network, drawn, part }), part).toMatch(
        /^the samples miss .* not drawn as they should be$/,
      );
  });
});

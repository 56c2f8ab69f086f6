import { describe, expect, test } from 'vitest';
import type { Network } from '../../src/network/network.ts';
import { rational } from '../../src/rational/rational.ts';
import { mixtureOf } from '../../src/simulate/samplers.ts';
import { KINDS } from './kinds.ts';
import { partMoments } from './tilted-laws.ts';
import { describeTilted, POWERS, TILTED } from './tilted-suite.ts';

/** Kinds with fewer networks of many layers, and with scales that no two layers share. */
const uneven = (network: Network): Network => ({
  ...network,
  layers: network.layers.map((layer, l) => ({
    ...layer,
    weightScale: rational(l + 1, 4),
    biasScale: rational(3, l + 2),
  })),
});

describe('the moments of the parts of K are exact', () => {
  test.each([
    ...KINDS,
    ...KINDS.map(([name, network]) => [`${name}, uneven scales`, uneven(network)] as const),
  ])('%s', (_, network) => {
    const moments = partMoments(network, POWERS);
    for (const [i, power] of POWERS.entries()) {
      const exact = moments[i]!;
      for (const method of TILTED) {
        const mixture = mixtureOf({ network, seed: 0, method, power });
        const roots = exact.map((m) => m ** (1 / power));
        const total = roots.reduce((sum, root) => sum + root, 0);
        for (const [l, m] of exact.entries()) {
          expect(Math.abs(mixture.moments[l]! - m)).toBeLessThanOrEqual(1e-12 * m);
          if (total > 0) expect(mixture.shares[l]).toBeCloseTo(roots[l]! / total, 12);
        }
      }
    }
  });
});

describeTilted({
  tilted: 4000,
  collapsed: 10_000,
  events: 12_000,
  compared: 20_000,
  tails: {
    networks: [
      [4.1, 41, 10, 3e6],
      [10, 50, 5, 1e11],
    ],
    plain: 2000,
    tilted: [2000, 0.4],
    collapsed: [10_000, 0.15],
  },
});

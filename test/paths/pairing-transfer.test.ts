import { describe, expect, test } from 'vitest';
import { PathLimit } from '../../src/paths/limit.ts';
import { pairingTransfer, transferredMoment } from '../../src/paths/pairing-transfer.ts';
import { ONE, rational } from '../../src/rational/rational.ts';
import { parseRational } from '../../src/rational/text.ts';
import { networkOf, references } from '../exact/reference.ts';
import { network } from './networks.ts';

/** Placements of the right ends of four edges with these left ends, all even, by how many are at one neuron. */
function bruteForce(width: number, left: readonly number[]): { together: number; apart: number } {
  const counts = { together: 0, apart: 0 };
  for (let code = 0; code < width ** 4; code++) {
    const right = [0, 1, 2, 3].map((i) => Math.floor(code / width ** i) % width);
    const edges = right.map((to, i) => `${left[i]} ${to}`);
    if (edges.some((edge) => edges.filter((other) => other === edge).length % 2 === 1)) continue;
    counts[new Set(right).size === 1 ? 'together' : 'apart']++;
  }
  return counts;
}

describe('one layer of four paths', () => {
  test.each([1, 2, 3, 4, 5])('counts what all placements at width %i are', (width) => {
    const [[tt, ta], [at, aa]] = pairingTransfer(width);
    const together = bruteForce(width, [0, 0, 0, 0]);
    const apart = bruteForce(width, [0, 0, 1, 1]);
    expect([tt, ta]).toEqual([rational(together.together), rational(together.apart)]);
    expect([at, aa]).toEqual([rational(apart.together), rational(apart.apart)]);
  });

  test('is a law of the width: n, 3n(n-1); n, n(n-1)', () => {
    for (const n of [7, 20])
      expect(pairingTransfer(n)).toEqual([
        [rational(n), rational(3 * n * (n - 1))],
        [rational(n), rational(n * (n - 1))],
      ]);
  });

  test('weighs fourfold edges, and endpoints', () => {
    const weights = { '4 1': 5, '2 1': 7, '2 2': 11 } as Record<string, number>;
    const weigh = (multiplicity: 2 | 4, endpoints: 1 | 2) =>
      rational(weights[`${multiplicity} ${endpoints}`]!);
    // From one neuron: all four stay on an edge, or part. From two: two double edges meet, or stay apart.
    expect(pairingTransfer(2, weigh)).toEqual([
      [rational(2 * 5), rational(6 * 11)],
      [rational(2 * 7), rational(2 * 11)],
    ]);
  });

  test('is refused where it is too wide', () => {
    expect(() => pairingTransfer(71)).toThrow(PathLimit);
    expect(() => pairingTransfer(71)).toThrow(/10153 pairs of edges between 2 neurons and 71/);
  });
});

describe('E f⁴ by transfers', () => {
  const cases = ['brute_force.json', 'weight_law.json'].flatMap((file) =>
    references(file)
      .filter(({ layers, moments }) => layers.every(({ s }) => s === '0') && 'f^4' in moments)
      .map((one) => [`${file} ${one.widths}, ${one.gates ?? 'fair'}, ${one.output}`, one] as const),
  );
  test.each(cases)('of the reference %s', (_, one) => {
    expect(transferredMoment(networkOf(one))).toEqual(parseRational(one.moments['f^4']!));
  });

  test('of He weights: 12 r² Π (1 + 5/n), however deep', () => {
    const hidden = [2, 5, 2, 3, 5, 5, 2, 1];
    const r = rational(1, 2);
    // 12 r² = 3; 1 + 5/n = (n + 5)/n.
    const product = hidden.reduce((total, n) => total * (n + 5), 3);
    const below = hidden.reduce((total, n) => total * n, 1);
    expect(transferredMoment(network([3, ...hidden, 1], { r }))).toEqual(rational(product, below));
  });

  test('is refused where biases are drawn', () => {
    expect(() => transferredMoment(network([1, 1], { sigmaB2: ONE }))).toThrow(/biases that are zero/);
  });
});

import type { Network } from '../network/network.ts';
import { GAUSSIAN_MU4 } from '../network/weight-law.ts';
import {
  add,
  divide,
  HALF,
  multiply,
  ONE,
  power,
  type Rational,
  rational,
  ZERO,
} from '../rational/rational.ts';
import { checkCount, checkUnbiased, MAX_MULTISETS } from './limit.ts';
import { edgeMultisets, leftEndpoints, orderings, rightEndpoints } from './multiset.ts';

/** Rows: the four paths before a layer together, apart (in one given pairing); columns: after it. */
export type Transfer = readonly [
  together: readonly [together: Rational, apart: Rational],
  apart: readonly [together: Rational, apart: Rational],
];

/**
 * One layer of even four-tuples of paths: for the four paths at given neurons before the layer, how they can be after it,
 * by enumeration of the even multisets of four edges between 2 neurons and `width`, each ordering once. `weigh` is
 * what a multiset counts, from its largest multiplicity (2 or 4) and the number of its right endpoints (1 or 2).
 *
 * Unweighted: together -> together n, together -> apart 3n(n-1), apart -> together n, apart -> apart n(n-1).
 * Throws PathLimit beyond MAX_MULTISETS multisets.
 */
export function pairingTransfer(
  width: number,
  weigh: (multiplicity: 2 | 4, endpoints: 1 | 2) => Rational = () => ONE,
): Transfer {
  checkCount(width * (2 * width + 1), MAX_MULTISETS, `pairs of edges between 2 neurons and ${width}`);
  const totals = [
    [ZERO, ZERO],
    [ZERO, ZERO],
  ];
  for (const half of edgeMultisets(2, width, 2)) {
    const even = { ...half, multiplicity: half.multiplicity.map((m) => 2 * m) };
    const starts = leftEndpoints(even).filter((m) => m > 0).length - 1;
    const ends = rightEndpoints(even).filter((m) => m > 0).length;
    const weight = weigh(even.multiplicity.includes(4) ? 4 : 2, ends === 1 ? 1 : 2);
    const row = totals[starts]!;
    row[ends - 1] = add(row[ends - 1]!, multiply(weight, rational(orderings(even))));
  }
  // Ordered ways of being at the 2 neurons before the layer: 2 together, 2·3 apart (either order, three pairings).
  const [together, apart] = totals.map((row, starts) => row.map((x) => divide(x, rational(starts ? 6 : 2))));
  return [
    [together![0]!, together![1]!],
    [apart![0]!, apart![1]!],
  ];
}

/** What weights of variance 1 and fourth moment `mu4`, and the fair gates at their endpoints, make of a multiset. */
const weighted =
  (mu4: Rational, gated: boolean) =>
  (multiplicity: 2 | 4, endpoints: 1 | 2): Rational =>
    multiply(multiplicity === 4 ? mu4 : ONE, gated ? power(HALF, endpoints) : ONE);

/**
 * E f⁴ without biases, as a product of transfers of pairings: any symmetric law of weights, inputs √r each.
 * Throws PathLimit as `pairingTransfer` does, and when the network draws biases.
 */
export function transferredMoment(network: Network): Rational {
  checkUnbiased(network);
  const { layers, widths, r, outputActivation, mu4 = GAUSSIAN_MU4 } = network;
  const known = new Map<string, Transfer>();
  const transferOf = (width: number, gated: boolean): Transfer => {
    const key = `${width} ${gated}`;
    const transfer = known.get(key) ?? pairingTransfer(width, weighted(mu4, gated));
    known.set(key, transfer);
    return transfer;
  };
  const n0 = rational(widths[0]!);
  let together = multiply(n0, power(r, 2));
  let apart = multiply(rational(3 * widths[0]! * (widths[0]! - 1)), power(r, 2));
  for (const [i, { width, weightVariance }] of layers.entries()) {
    const gated = i < layers.length - 1 || outputActivation === 'relu';
    const [[tt, ta], [at, aa]] = transferOf(width, gated);
    const scale = power(weightVariance, 2);
    [together, apart] = [
      multiply(scale, add(multiply(together, tt), multiply(apart, at))),
      multiply(scale, add(multiply(together, ta), multiply(apart, aa))),
    ];
  }
  return add(together, apart);
}

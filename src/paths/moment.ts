import type { Network } from '../network/network.ts';
import { OBSERVABLES, type Observable } from '../network/observables.ts';
import { add, multiply, ONE, type Rational, ZERO } from '../rational/rational.ts';
import { PathLimit } from './limit.ts';
import { Means, type MomentOptions } from './means.ts';
import { PathSums } from './observables.ts';
import { type PathSum, productOf } from './path-sum.ts';
import type { Monomial, Variables } from './variables.ts';

/** Powers of a product of observables: { K: 2 } is K², { f: 1, Qwb: 1 } is f Q_wb. */
export type Powers = Readonly<Partial<Record<Observable, number>>>;

/**
 * E[Π observable^power] at initialization as a sum over tuples of paths (Hanin & Nica 2019, Lemma 7, in our notation):
 * weights independent and symmetric, biases Gaussian, widths, scales, gates and output as the network says.
 *
 * A tuple contributes Π_e E W_e^{m_e} · Π_z E b_z^{m_z} · 2^-(distinct gated neurons), m its multiplicities, and
 * nothing unless all are even. Proof, from the output down: where every multiplicity above a neuron is even, an
 * even number of paths go through the neuron (edges are left out in pairs, bias slopes come in pairs), so the factors
 * of its row (W, b) have an even degree, flipping the row's sign changes the gate alone, and the gate is a fair coin. That
 * needs a pre-activation other than zero: with zero biases, `relu` gates are closed above a dead layer, which tuples that
 * start above it have to pay for.
 *
 * Throws PathLimit when there are too many tuples, and for odd powers of f and Q under a ReLU output (no coin there).
 */
export function pathMoment(network: Network, powers: Powers, options: MomentOptions = {}): Rational {
  const odd = OBSERVABLES.reduce((sum, o) => sum + (o.startsWith('K') ? 0 : (powers[o] ?? 0)), 0) % 2 === 1;
  if (odd && network.outputActivation === 'relu')
    throw new PathLimit('odd powers of f and Q under a ReLU output are no sum of even tuples of paths');
  if (odd) return ZERO;
  const sums = new PathSums(network);
  const [left, right] = halves(sums, powers);
  return meanOfProduct(sums.variables, left, right, new Means(network, sums.variables, options));
}

/** The product as two factors of like size. */
function halves(sums: PathSums, powers: Powers): [PathSum, PathSum] {
  const unit: PathSum = new Map([[String.fromCharCode(...sums.variables.list.map(() => 0)), ONE]]);
  let [small, large] = [unit, unit];
  for (const observable of OBSERVABLES) {
    for (let i = 0; i < (powers[observable] ?? 0); i++) {
      small = productOf(sums.variables, small, sums.sum(observable));
      if (small.size > large.size) [small, large] = [large, small];
    }
  }
  return [small, large];
}

/** E of the product of two sums; only tuples of like parity make an even one. */
function meanOfProduct(variables: Variables, left: PathSum, right: PathSum, means: Means): Rational {
  const byParity = new Map<string, [Monomial, Rational][]>();
  for (const [monomial, coefficient] of right) {
    const parity = means.parity(monomial);
    const group = byParity.get(parity);
    if (group) group.push([monomial, coefficient]);
    else byParity.set(parity, [[monomial, coefficient]]);
  }
  const even = new Map<Monomial, Rational>();
  for (const [a, x] of left) {
    const group = byParity.get(means.parity(a)) ?? [];
    variables.work.spend(group.length * variables.list.length);
    for (const [b, y] of group) {
      const monomial = variables.times(a, b);
      even.set(monomial, add(even.get(monomial) ?? ZERO, multiply(x, y)));
    }
  }
  let total = ZERO;
  for (const [monomial, coefficient] of even) total = add(total, multiply(coefficient, means.of(monomial)));
  return total;
}

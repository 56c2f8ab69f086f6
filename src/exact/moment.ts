import { ORACLE_LIMITS } from '../limits/limits.ts';
import type { Network } from '../network/network.ts';
import { OBSERVABLES, type Observable } from '../network/observables.ts';
import { isGaussian } from '../network/weight-law.ts';
import { type Rational, ZERO } from '../rational/rational.ts';
import { anyLawMoments, checkAnyLaw } from './any-law.ts';
import { BeyondOracle } from './beyond.ts';
import { type Bounds, boundRecursion } from './bounds.ts';
import { type Graph, type Group, type Monomial, monomial, type Tensor } from './graph.ts';
import { allowance, type Permit } from './permit.ts';
import { closeRecursion, closureCost, type Recursion, runRecursion } from './recursion.ts';

/** Powers of a product of observables: { K: 2 } is K², { f: 1, Qwb: 1 } is f Q_wb. */
export type Powers = Readonly<Partial<Record<Observable, number>>>;

export { BeyondOracle };

/** f counts 1/2, K and its parts 1, Q and its parts 3/2: half the number of Gaussian legs at a layer. */
export function degree(powers: Powers): number {
  const halves = { f: 1, K: 2, Q: 3 } as const;
  let total = 0;
  for (const name of OBSERVABLES) total += (powers[name] ?? 0) * halves[name[0] as keyof typeof halves];
  return total / 2;
}

/** The highest degree of a product: see `ORACLE_LIMITS`. */
export const MAX_DEGREE = ORACLE_LIMITS.degree;

/**
 * E[Π observable^power] of a random ReLU network with Gaussian weights and biases at initialization, exactly, for
 * any widths, variances, gradient scales, gate convention and output activation. Of other weights it knows less: see
 * `anyLawMoments`.
 *
 * Throws BeyondOracle above degree MAX_DEGREE, and for odd powers under a ReLU output (E|f| is irrational); and TooCostly,
 * before any work, for what is not permitted: by default, what takes more than ORACLE_LIMITS.quietSeconds.
 * Method: the layer recursion of `transfer`; each product of observables is one monomial of the output layer.
 */
export function moments(
  network: Network,
  products: readonly Powers[],
  permit: Permit = allowance(),
): Rational[] {
  if (!isGaussian(network)) return anyLawMoments(network, products, permit);
  return ran(runRecursion, network, products, permit, ZERO)!;
}

const VANISHING: Bounds = { low: 0, high: 0 };

/** `moments` between doubles, in a small part of their time; undefined where doubles do not hold them, or the weights are not Gaussian. */
export const momentBounds = (
  network: Network,
  products: readonly Powers[],
  permit: Permit = allowance(),
): Bounds[] | undefined =>
  isGaussian(network) ? ran(boundRecursion, network, products, permit, VANISHING) : undefined;

/** What a run of the recursion gives of each product, `zero` where it vanishes by symmetry. */
function ran<T>(
  run: (recursion: Recursion, network: Network, outputs: number, permit: Permit) => readonly T[] | undefined,
  network: Network,
  products: readonly Powers[],
  permit: Permit,
  zero: T,
): T[] | undefined {
  const targets = products.map((powers) => outputMonomial(network, powers));
  const distinct = new Map(targets.flatMap((target) => (target ? [[target.key, target] as const] : [])));
  const recursion = recursionOf([...distinct.values()], permit);
  const values = run(recursion, network, distinct.size, permit);
  const places = [...distinct.keys()];
  return values && targets.map((target) => (target ? values[places.indexOf(target.key)]! : zero));
}

/**
 * One moment; see `moments`, which shares the work of several.
 *
 * @param network what `buildNetwork` makes
 * @param powers of the observables in the product: `{ f: 1, Q: 1 }` is E(f*Q)
 * @throws BeyondOracle for a degree or an amount of work that is out of reach
 */
export const moment = (network: Network, powers: Powers): Rational => moments(network, [powers])[0]!;

/** Throws BeyondOracle for the first of the products that no permit would let through, without any work. */
export function checkProducts(network: Network, products: readonly Powers[]): void {
  if (isGaussian(network)) for (const powers of products) outputMonomial(network, powers);
  else checkAnyLaw(network, products);
}

/** Recursions that were closed before, as long as they take little room. */
const recursions = new Map<string, Recursion>();
let held = 0;

function recursionOf(targets: readonly Monomial[], permit: Permit): Recursion {
  const key = targets.map((target) => target.key).join(' | ');
  const known = recursions.get(key);
  if (known) return known;
  const recursion = closeRecursion(targets, permit);
  const { bytes } = closureCost(targets);
  held += bytes;
  if (held > ORACLE_LIMITS.heldBytes) {
    recursions.clear();
    held = bytes;
  }
  recursions.set(key, recursion);
  return recursion;
}

/** The contraction graph of a product at the output, or undefined when its expectation vanishes by symmetry. */
export function outputMonomial(
  network: Pick<Network, 'outputActivation'>,
  powers: Powers,
): Monomial | undefined {
  const name = OBSERVABLES.filter((o) => powers[o])
    .map((o) => (powers[o] === 1 ? o : `${o}^${powers[o]}`))
    .join('*');
  if (degree(powers) > MAX_DEGREE) {
    throw new BeyondOracle(
      `E(${name}) has degree ${degree(powers)}; the exact oracle goes to degree ${MAX_DEGREE} (f counts 1/2, K 1, Q 3/2)`,
    );
  }
  const nodes: Tensor[] = [];
  const mate: number[] = [];
  const free: number[] = [];
  const join = (left: number, right: number): void => {
    mate[left] = right;
    mate[right] = left;
  };
  for (const observable of OBSERVABLES) {
    for (let i = 0; i < (powers[observable] ?? 0); i++) {
      const half = 3 * nodes.length;
      const tensor = outputTensor(observable);
      nodes.push(tensor);
      if (tensor.kind !== 'a') join(half, half + 1);
      if (tensor.kind === 'a') free.push(half);
      if (tensor.kind === 'D') free.push(half + 2);
    }
  }
  if (free.length % 2 === 1) {
    // f and Q change sign with the last layer's parameters, K does not.
    if (network.outputActivation === 'linear') return undefined;
    throw new BeyondOracle(`E(${name}) is odd in f and Q, and irrational under a ReLU output`);
  }
  // The output is one neuron, so any way of joining legs names the same product.
  for (let i = 0; i < free.length; i += 2) join(free[i]!, free[i + 1]!);
  return monomial({ nodes, mate } satisfies Graph);
}

function outputTensor(observable: Observable): Tensor {
  const group = (letter: string | undefined): Group => (letter === 'w' || letter === 'b' ? letter : 'K');
  if (observable === 'f') return { kind: 'a' };
  if (observable.startsWith('K')) return { kind: 'A', moves: group(observable[1]) };
  return { kind: 'D', steps: group(observable[1]), moves: group(observable[2]) };
}

import fc from 'fast-check';
import type { Powers } from '../src/exact/moment.ts';
import type { Network } from '../src/network/network.ts';
import type { Rational } from '../src/rational/rational.ts';
import { DEGREE_THREE, DEGREE_TWO, degreeOf, powersOf } from './products.ts';

/** Anything that knows exact expectations of products of observables: what the laws are about. */
export interface MomentOracle {
  readonly name: string;
  /** The highest degree that it answers: f counts 1/2, K and its parts 1, Q and its parts 3/2. */
  readonly reach: number;
  /** E[Π observable^power]. Throws beyond its reach, and for odd powers of f and Q under a ReLU output. */
  moment(network: Network, powers: Powers): Rational;
}

/** Expectations on one network, by the text of the product: `E('f^2*Kw')`. */
export const expectations =
  (oracle: MomentOracle, network: Network) =>
  (product: string): Rational =>
    oracle.moment(network, powersOf(product));

/** Those of the products that the oracle reaches. */
export const within = (oracle: MomentOracle, products: readonly string[]): string[] =>
  products.filter((product) => degreeOf(product) <= oracle.reach);

/** Products for a law to try, of those it is `about`: all of degree two, and one of degree three within reach. */
export function someProducts(
  oracle: MomentOracle,
  about: (product: string) => boolean = () => true,
): fc.Arbitrary<readonly string[]> {
  const two = within(oracle, DEGREE_TWO).filter(about);
  const three = within(oracle, DEGREE_THREE).filter(about);
  if (three.length === 0) return fc.constant(two);
  return fc.constantFrom(...three).map((product) => [...two, product]);
}

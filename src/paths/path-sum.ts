import { add, multiply, type Rational } from '../rational/rational.ts';
import type { Monomial, Variables } from './variables.ts';

/**
 * A sum over paths, or tuples of paths: what each tuple contributes, tuples with the same multisets of edges, sources
 * and open neurons taken together.
 */
export type PathSum = ReadonlyMap<Monomial, Rational>;

export class SumBuilder {
  readonly #terms = new Map<Monomial, Rational>();

  add(monomial: Monomial, coefficient: Rational): this {
    const known = this.#terms.get(monomial);
    this.#terms.set(monomial, known ? add(known, coefficient) : coefficient);
    return this;
  }

  addAll(sum: PathSum, factor: Rational): this {
    for (const [monomial, coefficient] of sum) this.add(monomial, multiply(factor, coefficient));
    return this;
  }

  get sum(): PathSum {
    return this.#terms;
  }
}

/** The product of two sums: one over concatenated tuples. Throws PathLimit when there are too many. */
export function productOf(variables: Variables, a: PathSum, b: PathSum): PathSum {
  variables.work.spend(a.size * b.size * variables.list.length);
  const product = new SumBuilder();
  for (const [left, x] of a)
    for (const [right, y] of b) product.add(variables.times(left, right), multiply(x, y));
  return product.sum;
}

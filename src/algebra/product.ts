import * as Q from '../rational/rational.ts';
import { factorize } from './factor.ts';
import { keyOf, type Polynomial } from './polynomial.ts';

/** content · Π factor^power, powers of either sign; factors primitive with positive leading coefficients. */
export interface Product {
  readonly content: Q.Rational;
  readonly factors: ReadonlyMap<string, { readonly factor: Polynomial; readonly power: number }>;
}

export const ONE: Product = { content: Q.ONE, factors: new Map() };

/** A polynomial over an integer, factored. */
export function ofPolynomial(p: Polynomial, divisor: bigint = 1n): Product {
  const { content, factors } = factorize(p);
  return {
    content: Q.rational(content, divisor),
    factors: new Map(factors.map((entry) => [keyOf(entry.factor), entry])),
  };
}

/** a · b^power. */
export function times(a: Product, b: Product, power = 1): Product {
  const factors = new Map(a.factors);
  for (const [key, entry] of b.factors) {
    const sum = (factors.get(key)?.power ?? 0) + entry.power * power;
    if (sum === 0) factors.delete(key);
    else factors.set(key, { factor: entry.factor, power: sum });
  }
  return { content: Q.multiply(a.content, Q.power(b.content, power)), factors };
}

export const over = (a: Product, b: Product): Product => times(a, b, -1);

/** The greatest common part of some products, with the sign of the last: what is left of each has an integer content. */
export function commonPart(products: readonly Product[]): Product {
  const [first, ...rest] = products;
  const last = products.at(-1);
  if (!first || !last) return ONE;
  const factors = new Map<string, { factor: Polynomial; power: number }>();
  for (const [key, { factor }] of new Map(products.flatMap((product) => [...product.factors]))) {
    const power = Math.min(...products.map((product) => product.factors.get(key)?.power ?? 0));
    if (power !== 0) factors.set(key, { factor, power });
  }
  let content = Q.absolute(first.content);
  for (const { content: other } of rest)
    content = Q.rational(Q.gcd(content.num * other.den, other.num * content.den), content.den * other.den);
  return { content: last.content.num < 0n ? Q.negate(content) : content, factors };
}

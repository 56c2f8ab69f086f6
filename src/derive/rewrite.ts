import type * as F from '../algebra/fraction.ts';
import * as P from '../algebra/polynomial.ts';
import { ONE, ofPolynomial, type Product, times } from '../algebra/product.ts';
import { type Naming, powerText } from '../algebra/text.ts';

/**
 * Closed forms in the symbols of statements. Inside, x = 1/n, y = 2^-n, and some symbols are halves; here x stands for n, y for
 * 2^n, and halves for wholes: a polynomial in 1/n becomes one in n over a power of n.
 */
const NAMES: Readonly<Record<P.Variable, string>> = {
  d: 'd',
  r: 'r',
  S: 'sigma_b2',
  C: 'bias_gradient',
  o: 'output_sigma_w2',
  m: 'n0',
  y: '2^n',
  a: 'sigma_w2',
  x: 'n',
};

/** Symbols that stand for half of what they are named for. */
export const HALVES: readonly P.Variable[] = ['S', 'C', 'o', 'a'];

/** Symbols that stand for the inverse of what the text has. */
const FLIPPED: readonly P.Variable[] = ['x', 'y'];

export const naming: Naming = (name, power) =>
  name === 'y' && power > 1 ? `2^(${power}*n)` : powerText(NAMES[name], power);

/** A fraction, rewritten and factored. */
export function productOf({ content, numerator, denominator }: F.Fraction): Product {
  let total: Product = times({ ...ONE, content }, rewritten(numerator));
  for (const { factor, power } of denominator.values()) total = times(total, rewritten(factor), -power);
  return total;
}

/** A polynomial, rewritten and factored. */
export function rewritten(p: P.Polynomial): Product {
  const top = degreesOf(p);
  const written = new Map<number, bigint>();
  for (const [monomial, value] of p) {
    const exponents = exponentsOf(monomial);
    const scale = HALVES.reduce((total, name) => total * 2n ** BigInt(top[name] - exponents[name]), 1n);
    for (const name of FLIPPED) exponents[name] = top[name] - exponents[name];
    written.set(P.monomialOf(exponents), value * scale);
  }
  const halves = HALVES.reduce((total, name) => total * 2n ** BigInt(top[name]), 1n);
  return FLIPPED.reduce(
    (total, name) => times(total, ofPolynomial(P.symbol(name)), -top[name]),
    ofPolynomial(written, halves),
  );
}

const perSymbol = (value: (name: P.Variable) => number): Record<P.Variable, number> =>
  Object.fromEntries(P.SYMBOL_NAMES.map((name) => [name, value(name)])) as Record<P.Variable, number>;
const degreesOf = (p: P.Polynomial) => perSymbol((name) => P.degree(p, name));
const exponentsOf = (monomial: number) => perSymbol((name) => P.exponentOf(monomial, name));

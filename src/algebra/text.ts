import * as Q from '../rational/rational.ts';
import { exponentOf, type Polynomial, SYMBOL_NAMES, type Variable } from './polynomial.ts';
import type { Product } from './product.ts';

/** How a power of a symbol is written in the language of statements. */
export type Naming = (name: Variable, power: number) => string;

export const powerText = (name: string, power: number): string => (power === 1 ? name : `${name}^${power}`);

/** a + b - c. */
export function joined(terms: readonly string[]): string {
  if (terms.length === 0) return '0';
  return terms.reduce((text, term) =>
    term.startsWith('-') ? `${text} - ${term.slice(1)}` : `${text} + ${term}`,
  );
}

/** Expanded, the last symbol's highest powers first. */
export function polynomialText(p: Polynomial, naming: Naming): string {
  const terms = [...p]
    .sort(([a], [b]) => b - a)
    .map(([monomial, value]) => {
      const names = SYMBOL_NAMES.flatMap((name) => {
        const exponent = exponentOf(monomial, name);
        return exponent === 0 ? [] : [naming(name, exponent)];
      });
      if (names.length === 0) return `${value}`;
      if (value === 1n) return names.join('*');
      return value === -1n ? `-${names.join('*')}` : `${value}*${names.join('*')}`;
    });
  return joined(terms);
}

/** 4*(n - 1)^2/27*r^2: a product, and factors that are text already after it. */
export function productText(
  { content, factors }: Product,
  naming: Naming,
  extra: readonly string[] = [],
): string {
  const top: string[] = [];
  const bottom: string[] = [];
  for (const { factor, power } of [...factors.values()].sort((a, b) => a.factor.size - b.factor.size)) {
    const size = Math.abs(power);
    (power > 0 ? top : bottom).push(factorText(factor, size, naming));
  }
  const size = Q.absolute(content);
  const above = [...(size.num === 1n ? [] : [`${size.num}`]), ...top];
  const below = [...(size.den === 1n ? [] : [`${size.den}`]), ...bottom];
  const under = below.length === 0 ? '' : below.length === 1 ? `/${below[0]}` : `/(${below.join('*')})`;
  const head =
    above.length > 0 ? [`${above.join('*')}${under}`] : under || extra.length === 0 ? [`1${under}`] : [];
  return `${content.num < 0n ? '-' : ''}${[...head, ...extra].join('*')}`;
}

function factorText(factor: Polynomial, power: number, naming: Naming): string {
  if (factor.size > 1) return powerText(`(${polynomialText(factor, naming)})`, power);
  const [monomial] = factor.keys();
  const name = SYMBOL_NAMES.find((one) => exponentOf(monomial!, one) > 0)!;
  return naming(name, power);
}

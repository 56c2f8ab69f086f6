import type { Exponential, ExponentialSum } from '../algebra/exponential.ts';
import { factorize } from '../algebra/factor.ts';
import * as F from '../algebra/fraction.ts';
import * as P from '../algebra/polynomial.ts';
import * as Q from '../rational/rational.ts';

/**
 * Text of closed forms, in the language of statements. Inside, x = 1/n, y = 2^-n and some symbols are halves; in the text
 * n, r, d, sigma_w2 and the others are what they are everywhere. A polynomial in x and y becomes one in n and 2^n over powers of them.
 */
const NAMES: Readonly<Record<P.Symbol, string>> = {
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
const HALVES: readonly P.Symbol[] = ['S', 'C', 'o', 'a'];

/** c · Π factor^power, powers of either sign, factors in the symbols of the text. */
interface Product {
  readonly content: Q.Rational;
  readonly factors: ReadonlyMap<string, { readonly factor: P.Polynomial; readonly power: number }>;
}

/** Σ_base (…)·base^(d-1), bases with the largest values first; 0 for the empty sum. */
export function printExponentialSum(byInput: readonly ExponentialSum[]): string {
  const bases = new Map<string, F.Fraction>();
  for (const sum of byInput) for (const [key, { base }] of sum) bases.set(key, base);
  const groups = [...bases].map(([key, base]) => {
    const parts = byInput.map((sum) => sum.get(key)).map((term, i) => (term ? printPart(term, i) : []));
    return { base, terms: parts.reverse().flat() };
  });
  const terms = groups.flatMap(({ base, terms }) => {
    const power = printBasePower(base);
    if (power === undefined) return terms;
    return [terms.length === 1 ? `${factorText(terms[0]!)}*${power}` : `(${joined(terms)})*${power}`];
  });
  return joined(terms);
}

/** r^i · common · (polynomial in d). */
function printPart({ coefficients }: Exponential, i: number): string[] {
  const products = coefficients.map((c) => (F.isZero(c) ? undefined : productOf(c)));
  const common = commonPart(products.filter((p) => p !== undefined));
  const inner = products
    .map((product, k) => ({ product, k }))
    .filter(({ product }) => product !== undefined)
    .reverse()
    .map(({ product, k }) => printProduct(over(product!, common), k === 0 ? [] : [k === 1 ? 'd' : `d^${k}`]));
  const input = i === 0 ? [] : [i === 1 ? 'r' : `r^${i}`];
  if (inner.length === 1) {
    const [k] = [products.findIndex((p) => p !== undefined)];
    const powers = [...input, ...(k === 0 ? [] : [k === 1 ? 'd' : `d^${k}`])];
    return [printProduct(products[k]!, powers)];
  }
  return [printProduct(common, [...input, `(${joined(inner)})`])];
}

/** 1 has no power worth writing. */
function printBasePower(base: F.Fraction): string | undefined {
  if (F.equals(base, F.ONE)) return undefined;
  const content: string[] = [];
  const factors: string[] = [];
  let rest = base.content;
  for (const { factor, power } of factorize(base.numerator).factors) {
    let [shown, sign] = [factor, 1n];
    if ((factor.get(0) ?? 1n) < 0n) [shown, sign] = [P.negate(factor), -1n];
    if (sign < 0n && power % 2 === 1) rest = Q.negate(rest);
    const half = HALVES.find((name) => P.keyOf(factor) === P.keyOf(P.symbol(name)));
    const text = half ? `${NAMES[half]}/2` : P.keyOf(factor) === P.keyOf(P.symbol('x')) ? '1/n' : ascending(shown);
    factors.push(power === 1 ? text : `(${text})^${power}`);
  }
  if (!(rest.num === 1n && rest.den === 1n)) content.push(rest.den === 1n ? `${rest.num}` : `${rest.num}/${rest.den}`);
  const all = [...content, ...factors];
  const denominator = [...base.denominator.values()].map(({ factor, power }) =>
    power === 1 ? `(${ascending(factor)})` : `(${ascending(factor)})^${power}`,
  );
  const inside =
    all.length === 1 && denominator.length === 0
      ? all[0]!
      : [all.length === 0 ? '1' : all.map(parenthesized).join('*'), ...denominator].join('/');
  return `(${inside})^(d - 1)`;
}

const parenthesized = (text: string): string => (/^\w+$|^\(.*\)\^\d+$|^-?\d+(\/\d+)?$/.test(text) ? text : `(${text})`);

/** A base's factor: 1 + 5/n. */
function ascending(p: P.Polynomial): string {
  const terms = [...p]
    .sort(([a], [b]) => P.exponentOf(a, 'x') - P.exponentOf(b, 'x'))
    .map(([monomial, value]) => {
      const k = P.exponentOf(monomial, 'x');
      let content = Q.rational(value);
      const names: string[] = [];
      for (const name of P.SYMBOL_NAMES) {
        const e = P.exponentOf(monomial, name);
        if (name === 'x' || e === 0) continue;
        if (HALVES.includes(name)) content = Q.divide(content, Q.rational(2n ** BigInt(e)));
        names.push(name === 'y' ? `2^(-${e === 1 ? '' : `${e}*`}n)` : powerText(name, e));
      }
      const top = [...(content.num === 1n && names.length > 0 ? [] : content.num === -1n && names.length > 0 ? [] : [`${content.num}`]), ...names].join('*');
      const sign = content.num === -1n && names.length > 0 ? '-' : '';
      const bottom = [...(content.den === 1n ? [] : [`${content.den}`]), ...(k === 0 ? [] : [k === 1 ? 'n' : `n^${k}`])];
      const under = bottom.length === 0 ? '' : bottom.length === 1 ? `/${bottom[0]}` : `/(${bottom.join('*')})`;
      return `${sign}${top}${under}`;
    });
  return joined(terms);
}

/** In the symbols of the text. */
function productOf({ content, numerator, denominator }: F.Fraction): Product {
  let total: Product = { content, factors: new Map() };
  total = times(total, rewritten(numerator), 1);
  for (const { factor, power } of denominator.values()) total = times(total, rewritten(factor), -power);
  return total;
}

/** A polynomial in x and halves as content · n^-k · polynomial in n and the wholes. */
function rewritten(p: P.Polynomial): Product {
  const top = Object.fromEntries(P.SYMBOL_NAMES.map((name) => [name, P.degree(p, name)])) as Record<P.Symbol, number>;
  const flipped = new Map<number, bigint>();
  for (const [monomial, value] of p) {
    const exponents = Object.fromEntries(
      P.SYMBOL_NAMES.map((name) => [name, P.exponentOf(monomial, name)]),
    ) as Record<P.Symbol, number>;
    let scale = 1n;
    for (const name of HALVES) scale *= 2n ** BigInt(top[name] - exponents[name]);
    flipped.set(P.monomialOf({ ...exponents, x: top.x - exponents.x, y: top.y - exponents.y }), value * scale);
  }
  const halves = HALVES.reduce((total, name) => total * 2n ** BigInt(top[name]), 1n);
  const { content, factors } = factorize(flipped);
  const all = new Map(factors.map((entry) => [P.keyOf(entry.factor), entry]));
  const unsigned: Product = { content: Q.rational(content, halves), factors: all };
  return FLIPPED.reduce((total, name) => (top[name] === 0 ? total : times(total, single(name), -top[name])), unsigned);
}

/** Symbols that stand for the inverse of what the text has. */
const FLIPPED = ['x', 'y'] as const;

const single = (name: P.Symbol): Product => ({
  content: Q.ONE,
  factors: new Map([[P.keyOf(P.symbol(name)), { factor: P.symbol(name), power: 1 }]]),
});

function times(a: Product, b: Product, power: number): Product {
  const factors = new Map(a.factors);
  for (const [key, entry] of b.factors) {
    const sum = (factors.get(key)?.power ?? 0) + entry.power * power;
    if (sum === 0) factors.delete(key);
    else factors.set(key, { factor: entry.factor, power: sum });
  }
  return { content: Q.multiply(a.content, Q.power(b.content, power)), factors };
}

const over = (a: Product, b: Product): Product => times(a, b, -1);

/** The greatest common part: what is left is a polynomial with integer coefficients without a common factor. */
function commonPart(products: readonly Product[]): Product {
  const [first, ...rest] = products;
  if (!first) return { content: Q.ONE, factors: new Map() };
  const keys = new Map(products.flatMap(({ factors }) => [...factors]));
  const factors = new Map<string, { factor: P.Polynomial; power: number }>();
  for (const [key, { factor }] of keys) {
    const power = Math.min(...products.map((p) => p.factors.get(key)?.power ?? 0));
    if (power !== 0) factors.set(key, { factor, power });
  }
  let content = Q.absolute(first.content);
  for (const { content: other } of rest) {
    const num = Q.gcd(content.num * other.den, other.num * content.den);
    content = Q.rational(num, content.den * other.den);
  }
  const highest = products.at(-1)!;
  return { content: highest.content.num < 0n ? Q.negate(content) : content, factors };
}

/** 8*(n + 2)*d/9, with extra factors that are text already. */
function printProduct({ content, factors }: Product, extra: readonly string[]): string {
  const top: string[] = [];
  const bottom: string[] = [];
  for (const { factor, power } of [...factors.values()].sort((a, b) => a.factor.size - b.factor.size)) {
    const size = Math.abs(power);
    if (P.keyOf(factor) === P.keyOf(P.symbol('y'))) {
      (power > 0 ? top : bottom).push(powerText('y', size));
      continue;
    }
    const base = factor.size === 1 ? polynomialText(factor) : `(${polynomialText(factor)})`;
    (power > 0 ? top : bottom).push(size === 1 ? base : `${base}^${size}`);
  }
  const sign = content.num < 0n ? '-' : '';
  const size = Q.absolute(content);
  const over = [...(size.den === 1n ? [] : [`${size.den}`]), ...bottom];
  const above = [...(size.num === 1n && top.length + extra.length > 0 ? [] : [`${size.num}`]), ...top];
  // A number before a parenthesis reads better as a coefficient: 4/27*(…).
  const isPlain = above.length + extra.length <= 1 || extra.length === 0;
  const under = over.length === 0 ? '' : over.length === 1 ? `/${over[0]}` : `/(${over.join('*')})`;
  if (isPlain) return `${sign}${[...above, ...extra].join('*')}${under}`;
  const head = `${above.length === 0 ? (under ? '1' : '') : above.join('*')}${under}`;
  return `${sign}${[...(head ? [head] : []), ...extra].join('*')}`;
}

const powerText = (name: P.Symbol, power: number): string =>
  power === 1 ? NAMES[name] : name === 'y' ? `2^(${power}*n)` : `${NAMES[name]}^${power}`;

/** Highest powers of n first. */
function polynomialText(p: P.Polynomial): string {
  const terms = [...p]
    .sort(([a], [b]) => b - a)
    .map(([monomial, value]) => {
      const names = P.SYMBOL_NAMES.flatMap((name) => {
        const e = P.exponentOf(monomial, name);
        if (e === 0) return [];
        return [powerText(name, e)];
      });
      if (names.length === 0) return `${value}`;
      if (value === 1n) return names.join('*');
      if (value === -1n) return `-${names.join('*')}`;
      return `${value}*${names.join('*')}`;
    });
  return joined(terms);
}

const factorText = (text: string): string => (/ [+-] /.test(text.replace(/\([^()]*(\([^()]*\)[^()]*)*\)/g, '')) ? `(${text})` : text);

function joined(terms: readonly string[]): string {
  if (terms.length === 0) return '0';
  return terms.reduce((text, term) => (term.startsWith('-') ? `${text} - ${term.slice(1)}` : `${text} + ${term}`));
}

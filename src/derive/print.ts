import type { Exponential, ExponentialSum } from '../algebra/exponential.ts';
import { factorize } from '../algebra/factor.ts';
import * as F from '../algebra/fraction.ts';
import * as P from '../algebra/polynomial.ts';
import { commonPart, over, times } from '../algebra/product.ts';
import { joined, powerText, productText } from '../algebra/text.ts';
import * as Q from '../rational/rational.ts';
import { HALVES, naming, productOf, rewritten } from './rewrite.ts';

/** A closed form as text: Σ (Σ terms)·power, power being base^(d-1), or nothing for the base 1. */
export interface Group {
  readonly power: string | undefined;
  readonly terms: readonly string[];
}

/** The groups of a sum in the language of statements, a term for each power of r. */
export function groupsOf(sum: ExponentialSum): Group[] {
  return [...sum.values()].map((term) => ({
    power: basePower(term.base),
    terms: byInput(term)
      .map((part, i) => (part ? [partText(part, i)] : []))
      .reverse()
      .flat(),
  }));
}

/** The closed form in one line; 0 for the empty sum. */
export const textOf = (groups: readonly Group[]): string =>
  joined(
    groups.flatMap(({ power, terms }) => {
      if (power === undefined) return terms;
      return [terms.length === 1 ? `${terms[0]}*${power}` : `(${joined(terms)})*${power}`];
    }),
  );

/** The coefficients of r^0, r^1, …; all in the first when r stands in a divisor. */
function byInput({ base, coefficients }: Exponential): (Exponential | undefined)[] {
  const most = Math.max(...coefficients.map(({ numerator }) => P.degree(numerator, 'r')));
  return Array.from({ length: most + 1 }, (_, i) => {
    const parts = coefficients.map((c) => F.coefficients(c, 'r')[i] ?? F.ZERO);
    return parts.every(F.isZero) ? undefined : { base, coefficients: parts };
  });
}

/** r^i · common · (polynomial in d). */
function partText({ coefficients }: Exponential, i: number): string {
  const input = i === 0 ? [] : [powerText('r', i)];
  const present = coefficients
    .flatMap((c, k) => (F.isZero(c) ? [] : [{ product: productOf(c), k }]))
    .reverse();
  const depth = (k: number): string[] => (k === 0 ? [] : [powerText('d', k)]);
  const [only] = present;
  if (present.length === 1 && only) return productText(only.product, naming, [...input, ...depth(only.k)]);
  const common = commonPart(present.map(({ product }) => product).reverse());
  const inner = present.map(({ product, k }) => productText(over(product, common), naming, depth(k)));
  return productText(common, naming, [...input, `(${joined(inner)})`]);
}

/** (1 + 5/n)^(d - 1); 1 has no power worth writing. */
function basePower(base: F.Fraction): string | undefined {
  if (F.equals(base, F.ONE)) return undefined;
  let content = base.content;
  const factors: string[] = [];
  const found = factorize(base.numerator).factors;
  for (const { factor, power } of found) {
    const isNegative = (factor.get(0) ?? 1n) < 0n;
    if (isNegative && power % 2 === 1) content = Q.negate(content);
    factors.push(powerText(`(${baseFactor(isNegative ? P.negate(factor) : factor)})`, power));
  }
  const under = [...base.denominator.values()].map(({ factor, power }) =>
    productText(times({ content: Q.ONE, factors: new Map() }, rewritten(factor), power), naming),
  );
  const number = content.den === 1n ? `${content.num}` : `${content.num}/${content.den}`;
  const all = [...(number === '1' && factors.length > 0 ? [] : [number]), ...factors];
  const inside = [all.join('*'), ...under.map((text) => `(${text})`)].join('/');
  const isBracketed = all.length === 1 && under.length === 0 && found.length === 1 && found[0]!.power === 1;
  return `${isBracketed ? inside : `(${inside})`}^(d - 1)`;
}

const [DECAY] = P.symbol('y').keys();

/** 1 + 5/n, and halves as they are. */
function baseFactor(p: P.Polynomial): string {
  const half = HALVES.find((name) => P.keyOf(p) === P.keyOf(P.symbol(name)));
  if (half) return `${naming(half, 1)}/2`;
  const terms = [...p]
    .sort(([a], [b]) => P.exponentOf(a, 'x') - P.exponentOf(b, 'x') || a - b)
    .map(([monomial, value]) => {
      // 2^(-n) reads better than 1/2^n.
      if (monomial === DECAY && (value === 1n || value === -1n)) return value < 0n ? '-2^(-n)' : '2^(-n)';
      return productText(rewritten(new Map([[monomial, value]])), naming);
    });
  return joined(terms);
}

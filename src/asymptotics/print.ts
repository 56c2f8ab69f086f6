import * as F from '../algebra/fraction.ts';
import * as P from '../algebra/polynomial.ts';
import { commonPart, ONE, ofPolynomial, over, type Product, times } from '../algebra/product.ts';
import { joined, type Naming, powerText, productText } from '../algebra/text.ts';
import { HALVES, naming as naming_ } from '../derive/rewrite.ts';
import { HALF } from '../rational/rational.ts';
import { EXP, LAMBDA } from './joint.ts';

/** What the symbol of depth stands for: λ = d/n, or the depth itself, which is fixed. */
type DepthName = 'lambda' | 'd';

/** λ (or d) and e^λ, which stand in the places of d and 2^-n. */
const namingFor =
  (depth: DepthName): Naming =>
  (name, power) => {
    if (name === LAMBDA) return powerText(depth, power);
    if (name === EXP) return expText(power);
    return naming_(name, power);
  };

const expText = (k: number): string => `exp(${k === 1 ? '' : k === -1 ? '-' : `${k}*`}lambda)`;

/** Inside some symbols are halves of what they are named for. */
const WHOLES: ReadonlyMap<P.Variable, F.Fraction> = new Map(
  HALVES.map((name) => [name, F.fromPolynomial(P.symbol(name), HALF)]),
);

/** A limit as text in lambda, r and exp. */
export const limitText = (value: F.Fraction): string => coefficientText(value, 'lambda').text;

/** As text, and whether that needs brackets as a factor: a sum over powers of e^λ where the divisor allows it, else a quotient. */
export function coefficientText(
  inHalves: F.Fraction,
  depth: DepthName,
): { readonly text: string; readonly isSum: boolean } {
  if (F.isZero(inHalves)) return { text: '0', isSum: false };
  const naming = namingFor(depth);
  const value = F.substitute(inHalves, WHOLES);
  const bottom = productsOf(value);
  const isPlain = [...bottom.factors.values()].every(({ factor }) => factor.size === 1);
  const sum = expSums(value.numerator, isPlain ? bottom : { ...ONE, content: value.content }, naming);
  if (isPlain) return { text: joined(sum), isSum: sum.length > 1 };
  const divisor = productText({ ...times(ONE, bottom, -1), content: { num: 1n, den: 1n } }, naming);
  return { text: `${sum.length === 1 ? sum[0] : `(${joined(sum)})`}/(${divisor})`, isSum: false };
}

/** content / denominator. */
function productsOf({ content, denominator }: F.Fraction): Product {
  let total: Product = { ...ONE, content };
  for (const { factor, power } of denominator.values()) total = times(total, ofPolynomial(factor), -power);
  return total;
}

/** A term for each power of e^λ, the highest first. */
function expSums(numerator: P.Polynomial, rest: Product, naming: Naming): string[] {
  const shift = rest.factors.get(P.keyOf(P.symbol(EXP)))?.power ?? 0;
  const others = times(rest, ofPolynomial(P.symbol(EXP)), -shift);
  return P.coefficients(numerator, EXP)
    .map((c, k) => (P.isZero(c) ? [] : [termText(c, k + shift, others, naming)]))
    .reverse()
    .flat();
}

/** rest · (polynomial in λ and r) · exp(kλ), each power of r with its own polynomial. */
function termText(c: P.Polynomial, k: number, rest: Product, naming: Naming): string {
  const exp = k === 0 ? [] : [expText(k)];
  const parts = P.coefficients(c, 'r')
    .flatMap((one, i) => (P.isZero(one) ? [] : [{ one, i }]))
    .reverse();
  const products = parts.map(({ one, i }) =>
    times(times(rest, ofPolynomial(one)), ofPolynomial(P.symbol('r')), i),
  );
  if (products.length === 1) return productText(products[0]!, naming, exp);
  const common = commonPart([...products].reverse());
  return productText(common, naming, [
    `(${joined(products.map((one) => productText(over(one, common), naming)))})`,
    ...exp,
  ]);
}

import { OutOfRange } from '../limits/error.ts';
import * as Q from '../rational/rational.ts';
import { factorize, primitivePart } from './factor.ts';
import * as P from './polynomial.ts';

interface Power {
  readonly factor: P.Polynomial;
  readonly power: number;
}

/**
 * A rational function content · numerator / Π factor^power: the numerator primitive, each factor primitive and no
 * divisor of it. Denominators stay factored, as they arise; a common one is found without polynomial gcds.
 */
export interface Fraction {
  readonly content: Q.Rational;
  readonly numerator: P.Polynomial;
  readonly denominator: ReadonlyMap<string, Power>;
}

const NONE: ReadonlyMap<string, Power> = new Map();

export const ZERO: Fraction = { content: Q.ZERO, numerator: P.ZERO, denominator: NONE };
export const isZero = ({ numerator }: Fraction): boolean => P.isZero(numerator);

/** The fraction in lowest terms, as far as the factors of its denominator tell. */
function reduced(
  content: Q.Rational,
  numerator: P.Polynomial,
  denominator: ReadonlyMap<string, Power>,
): Fraction {
  if (P.isZero(numerator) || Q.isZero(content)) return ZERO;
  const left = new Map<string, Power>();
  const { content: integer, primitive } = primitivePart(numerator);
  let rest = primitive;
  for (const [key, { factor, power }] of denominator) {
    let remaining = power;
    while (remaining > 0) {
      const quotient = P.divideExactly(rest, factor);
      if (!quotient) break;
      rest = quotient;
      remaining -= 1;
    }
    if (remaining > 0) left.set(key, { factor, power: remaining });
  }
  return { content: Q.multiply(content, Q.rational(integer)), numerator: rest, denominator: left };
}

export const fromPolynomial = (p: P.Polynomial, content: Q.Rational = Q.ONE): Fraction =>
  reduced(content, p, NONE);
export const fromRational = (value: Q.Rational): Fraction => fromPolynomial(P.ONE, value);
export const ONE = fromPolynomial(P.ONE);

export function multiply(a: Fraction, b: Fraction): Fraction {
  if (isZero(a) || isZero(b)) return ZERO;
  const denominator = new Map(a.denominator);
  for (const [key, { factor, power }] of b.denominator)
    denominator.set(key, { factor, power: power + (denominator.get(key)?.power ?? 0) });
  return reduced(Q.multiply(a.content, b.content), P.multiply(a.numerator, b.numerator), denominator);
}

/** 1/a; throws OutOfRange for zero. */
export function inverse(a: Fraction): Fraction {
  if (isZero(a)) throw new OutOfRange('division by zero');
  const { content, factors } = factorize(a.numerator);
  const denominator = new Map(factors.map((entry) => [P.keyOf(entry.factor), entry]));
  return reduced(
    Q.divide(Q.ONE, Q.multiply(a.content, Q.rational(content))),
    expandPowers(a.denominator),
    denominator,
  );
}

export const divide = (a: Fraction, b: Fraction): Fraction => multiply(a, inverse(b));
export const negate = (a: Fraction): Fraction => ({ ...a, content: Q.negate(a.content) });
export const scale = (a: Fraction, factor: Q.Rational): Fraction =>
  Q.isZero(factor) ? ZERO : { ...a, content: Q.multiply(a.content, factor) };

export function add(a: Fraction, b: Fraction): Fraction {
  if (isZero(a)) return b;
  if (isZero(b)) return a;
  const denominator = new Map(a.denominator);
  for (const [key, entry] of b.denominator)
    if (entry.power > (denominator.get(key)?.power ?? 0)) denominator.set(key, entry);
  const lcm = (a.content.den / Q.gcd(a.content.den, b.content.den)) * b.content.den;
  const raised = ({ content, numerator, denominator: own }: Fraction): P.Polynomial => {
    const missing = new Map(
      [...denominator].map(([key, { factor, power }]) => [
        key,
        { factor, power: power - (own.get(key)?.power ?? 0) },
      ]),
    );
    return P.scale(P.multiply(numerator, expandPowers(missing)), content.num * (lcm / content.den));
  };
  return reduced(Q.rational(1n, lcm), P.add(raised(a), raised(b)), denominator);
}

export const subtract = (a: Fraction, b: Fraction): Fraction => add(a, negate(b));
export const sum = (terms: readonly Fraction[]): Fraction => terms.reduce(add, ZERO);

export function power(a: Fraction, exponent: number): Fraction {
  if (exponent < 0) return power(inverse(a), -exponent);
  let result = ONE;
  for (let i = 0; i < exponent; i++) result = multiply(result, a);
  return result;
}

export const equals = (a: Fraction, b: Fraction): boolean => isZero(subtract(a, b));

/** The denominator multiplied out. */
export const denominatorOf = (a: Fraction): P.Polynomial => expandPowers(a.denominator);

const expandPowers = (powers: ReadonlyMap<string, Power>): P.Polynomial =>
  [...powers.values()].reduce(
    (product, { factor, power: k }) => P.multiply(product, P.power(factor, k)),
    P.ONE,
  );

/** Puts fractions in the place of symbols. */
export function substitute(a: Fraction, values: ReadonlyMap<P.Variable, Fraction>): Fraction {
  const used = [...values].filter(([name]) => involves(a, name));
  if (used.length === 0) return a;
  const inPlace = (p: P.Polynomial): Fraction => {
    let total: Fraction = fromPolynomial(p);
    for (const [name, value] of used) total = substituteOne(total, name, value);
    return total;
  };
  let result = scale(inPlace(a.numerator), a.content);
  for (const { factor, power: k } of a.denominator.values())
    result = multiply(result, power(inverse(inPlace(factor)), k));
  return result;
}

/** The numerator's coefficients of the powers of a symbol, over the denominator as it is. */
export const coefficients = ({ content, numerator, denominator }: Fraction, name: P.Variable): Fraction[] =>
  P.coefficients(numerator, name).map((part) => reduced(content, part, denominator));

/** In a fraction whose denominator is free of the symbol. */
const substituteOne = (a: Fraction, name: P.Variable, value: Fraction): Fraction =>
  coefficients(a, name).reduceRight((total, part) => add(multiply(total, value), part), ZERO);

const involves = ({ numerator, denominator }: Fraction, name: P.Variable): boolean =>
  P.degree(numerator, name) > 0 || [...denominator.values()].some(({ factor }) => P.degree(factor, name) > 0);

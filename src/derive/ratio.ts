import * as X from '../algebra/exponential.ts';
import * as F from '../algebra/fraction.ts';
import * as P from '../algebra/polynomial.ts';
import { type Field, Refusal } from '../expression/index.ts';
import { divide, isInteger, isZero, type Rational, ZERO } from '../rational/rational.ts';

/** A quotient of exponential polynomials in d; r and the free symbols stand in the coefficients. */
export interface Ratio {
  readonly numerator: X.ExponentialSum;
  readonly denominator: X.ExponentialSum;
}

export const ONE = X.constant(F.ONE);

export const ofFraction = (value: F.Fraction): Ratio => ({ numerator: X.constant(value), denominator: ONE });

export const times = (a: Ratio, b: Ratio): Ratio => ({
  numerator: X.multiply(a.numerator, b.numerator),
  denominator: X.multiply(a.denominator, b.denominator),
});

export function plus(a: Ratio, b: Ratio): Ratio {
  if (a.denominator === b.denominator)
    return { numerator: X.add(a.numerator, b.numerator), denominator: a.denominator };
  return {
    numerator: X.add(X.multiply(a.numerator, b.denominator), X.multiply(b.numerator, a.denominator)),
    denominator: X.multiply(a.denominator, b.denominator),
  };
}

const inverted = ({ numerator, denominator }: Ratio): Ratio => {
  if (numerator.size === 0) throw new Refusal('domain', 'division by zero');
  return { numerator: denominator, denominator: numerator };
};

const negated = ({ numerator, denominator }: Ratio): Ratio => ({
  numerator: X.negate(numerator),
  denominator,
});

/** The number that a ratio is, if it is one. */
function numberOf({ numerator, denominator }: Ratio): Rational | undefined {
  const value = (sum: X.ExponentialSum): Rational | undefined => {
    const [term] = sum.values();
    if (!term) return ZERO;
    const [c] = term.coefficients;
    const isPlain = sum.size === 1 && term.coefficients.length === 1 && F.equals(term.base, F.ONE);
    return isPlain && P.isConstant(c!.numerator) && c!.denominator.size === 0 ? c!.content : undefined;
  };
  const [top, bottom] = [value(numerator), value(denominator)];
  return top && bottom && !isZero(bottom) ? divide(top, bottom) : undefined;
}

/** A whole number from -16 to 16, in an exponent. */
const isSmall = (c: F.Fraction): boolean =>
  F.isZero(c) ||
  (P.isOne(c.numerator) &&
    c.denominator.size === 0 &&
    isInteger(c.content) &&
    Math.abs(Number(c.content.num)) <= 16);

/** slope and constant of an exponent slope·d + constant. */
function linearOf({ numerator, denominator }: Ratio): { slope: number; constant: number } | undefined {
  const [term, ...more] = numerator.values();
  const [below] = denominator.values();
  const isPlain = denominator.size === 1 && F.equals(below!.base, F.ONE) && below!.coefficients.length === 1;
  if (!term || more.length > 0 || !isPlain || !F.equals(below!.coefficients[0]!, F.ONE)) return undefined;
  const [constant, slope, ...rest] = term.coefficients;
  if (!slope || rest.length > 0 || !F.equals(term.base, F.ONE) || ![constant!, slope].every(isSmall))
    return undefined;
  return { slope: Number(slope.content.num), constant: Number(constant!.content.num) };
}

/** base^(slope·d + constant), of a base that is free of d. */
function exponentialOf(
  { numerator, denominator }: Ratio,
  exponent: { slope: number; constant: number },
): Ratio {
  const free = [numerator, denominator].map((sum) => {
    const [term, ...more] = sum.values();
    const isFree = term && more.length === 0 && term.coefficients.length === 1 && F.equals(term.base, F.ONE);
    return isFree ? term.coefficients[0]! : undefined;
  });
  const [top, bottom] = free;
  if (!top || !bottom) throw new Refusal('domain', 'a power in d has a base that depends on d, or is 0');
  const base = F.divide(top, bottom);
  const { slope, constant } = exponent;
  // One entry of an exponential sum stands for base^(d-1).
  return {
    numerator: X.exponential(F.power(base, slope), [F.power(base, slope + constant)]),
    denominator: ONE,
  };
}

/** Formulas are evaluated in such quotients: rational functions of moments, and powers linear in d. */
export const ratioField: Field<Ratio> = {
  fromRational: (value) => ofFraction(F.fromRational(value)),
  pi: () => {
    throw new Refusal('domain', 'pi is no rational function');
  },
  add: plus,
  subtract: (a, b) => plus(a, negated(b)),
  multiply: times,
  divide: (a, b) => times(a, inverted(b)),
  negate: negated,
  power: (base, exponent) => {
    const inDepth = linearOf(exponent);
    if (inDepth) return exponentialOf(base, inDepth);
    const value = numberOf(exponent);
    if (!value || !isInteger(value) || value.num > 16n || value.num < -16n)
      throw new Refusal(
        'domain',
        'an exponent is no whole number from -16 to 16, nor linear in d with such numbers',
      );
    const from = value.num < 0n ? inverted(base) : base;
    let result = ofFraction(F.ONE);
    for (let i = 0n; i < (value.num < 0n ? -value.num : value.num); i++) result = times(result, from);
    return result;
  },
  call: (name) => {
    throw new Refusal('domain', `${name}(…) of moments has no closed form of this kind`);
  },
  integer: (value) => {
    const found = numberOf(value);
    return found && isInteger(found) ? Number(found.num) : undefined;
  },
  cost: () => 1,
  callCost: () => 1,
};

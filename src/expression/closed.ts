/**
 * Real numbers that are written exactly: quotients of sums of c · m^(1/q) · e^s · π^k, with c, m > 0 and s rational.
 * The numbers are a field as long as they are short. Two that are equal as written are equal; that two are equal is seen
 * for every sum without π, since roots whose ratios are irrational, and powers of e with different exponents, are linearly independent.
 */
import * as Q from '../rational/rational.ts';
import { integerRoot } from './root.ts';
import { bitLength } from './size.ts';

type Rational = Q.Rational;

export interface Term {
  readonly coefficient: Rational;
  /** m, positive; 1 where the degree is 1. */
  readonly radicand: Rational;
  readonly degree: number;
  /** s. */
  readonly exponent: Rational;
  /** k. */
  readonly pi: number;
}

export interface Closed {
  readonly above: readonly Term[];
  /** Not empty. */
  readonly below: readonly Term[];
}

/** What is longer is not written out. */
const MOST = { terms: 12, degree: 64, bits: 2048, power: 12, pi: 1000 } as const;

/** Products that a power of a sum takes at most. */
export const POWERS = MOST.power;

/** Thrown and caught here: the number is too long to be written, or none of these. */
class NotWritten extends Error {}
const written = <T>(compute: () => T): T | undefined => {
  try {
    return compute();
  } catch (error) {
    if (error instanceof NotWritten) return undefined;
    throw error;
  }
};

const term = (coefficient: Rational, rest: Partial<Term> = {}): Term => ({
  coefficient,
  radicand: Q.ONE,
  degree: 1,
  exponent: Q.ZERO,
  pi: 0,
  ...rest,
});
const UNIT = [term(Q.ONE)];
export const isUnit = (sum: readonly Term[]): boolean => sum === UNIT;

export const fromRational = (value: Rational): Closed => ({
  above: Q.isZero(value) ? [] : [term(value)],
  below: UNIT,
});
export const PI: Closed = { above: [term(Q.ONE, { pi: 1 })], below: UNIT };
/** e^s. */
export const exponential = (s: Rational): Closed => ({ above: [term(Q.ONE, { exponent: s })], below: UNIT });

const isRationalTerm = ({ degree, exponent, pi }: Term): boolean =>
  degree === 1 && pi === 0 && Q.isZero(exponent);

/** Its number of terms. */
export const size = ({ above, below }: Closed): number => above.length + below.length;

/** What an operation on it costs, in units of 20 µs, measured: terms meet terms. */
export const cost = (x: Closed): number => size(x) ** 2 / 4;

/** The number where it is rational. */
export function rationalOf({ above, below }: Closed): Rational | undefined {
  if (above.length === 0) return Q.ZERO;
  const [x, y] = [above[0]!, below[0]!];
  return above.length === 1 && below.length === 1 && isRationalTerm(x) && isRationalTerm(y)
    ? Q.divide(x.coefficient, y.coefficient)
    : undefined;
}

/** s and log c of c e^s, where the number is one of these. */
export function logarithmOf({ above, below }: Closed): Rational | undefined {
  const [x, y] = [above[0], below[0]!];
  if (!x || above.length + below.length > 2 || !isRationalTerm(y) || !Q.equals(y.coefficient, Q.ONE))
    return undefined;
  return Q.equals(x.coefficient, Q.ONE) && x.degree === 1 && x.pi === 0 ? x.exponent : undefined;
}

export const add = (a: Closed, b: Closed): Closed | undefined =>
  written(() =>
    sameSum(a.below, b.below)
      ? quotient(sumOf([...a.above, ...b.above]), a.below)
      : quotient(
          sumOf([...product(a.above, b.below), ...product(b.above, a.below)]),
          product(a.below, b.below),
        ),
  );

export const negate = ({ above, below }: Closed): Closed => ({
  above: scaled(above, term(Q.rational(-1))),
  below,
});

export const subtract = (a: Closed, b: Closed): Closed | undefined => add(a, negate(b));

export const multiply = (a: Closed, b: Closed): Closed | undefined =>
  written(() => quotient(product(a.above, b.above), product(a.below, b.below)));

/** By what is not 0. */
export const divide = (a: Closed, b: Closed): Closed | undefined =>
  multiply(a, { above: b.below, below: b.above });

/** x^y for rational y; `undefined` for a root of a sum, or of what is not known to be positive. */
export function power({ above, below }: Closed, y: Rational): Closed | undefined {
  if (y.num < 0n) return power({ above: below, below: above }, Q.negate(y));
  return written(() => quotient(raised(above, y), raised(below, y)));
}

function raised(sum: readonly Term[], y: Rational): readonly Term[] {
  if (sum.length <= 1) return sum.map((one) => raisedTerm(one, y));
  if (!Q.isInteger(y) || y.num > MOST.power) throw new NotWritten();
  let total: readonly Term[] = UNIT;
  for (let k = 0n; k < y.num; k++) total = product(total, sum);
  return total;
}

function raisedTerm({ coefficient, radicand, degree, exponent, pi }: Term, y: Rational): Term {
  const powerOfPi = Q.multiply(Q.rational(pi), y);
  if (!Q.isInteger(powerOfPi)) throw new NotWritten();
  const rest = { exponent: Q.multiply(exponent, y), pi: Number(powerOfPi.num) };
  const root = rootPower(radicand, Q.divide(y, Q.rational(degree)));
  if (Q.isInteger(y)) return times(root, term(wholePower(coefficient, y.num), rest));
  if (coefficient.num < 0n) throw new NotWritten();
  return times(times(root, rootPower(coefficient, y)), term(Q.ONE, rest));
}

function wholePower(base: Rational, n: bigint): Rational {
  if (Q.equals(base, Q.ONE) || n === 0n) return Q.ONE;
  const size = bitLength(base.num) + bitLength(base.den);
  if (BigInt(size) * n > MOST.bits) throw new NotWritten();
  return Q.power(base, n);
}

/** m^y for m > 0 and y >= 0. */
function rootPower(m: Rational, y: Rational): Term {
  const whole = y.num / y.den;
  const coefficient = wholePower(m, whole);
  if (y.den === 1n) return term(coefficient);
  return times(term(coefficient), root(wholePower(m, y.num % y.den), y.den));
}

/** m^(1/q), with as small a q as it has. */
function root(m: Rational, q: bigint): Term {
  let [radicand, degree] = [m, q];
  for (let prime = 2n; prime <= degree; prime++) {
    while (degree % prime === 0n) {
      const [num, den] = [integerRoot(radicand.num, prime), integerRoot(radicand.den, prime)];
      if (num === undefined || den === undefined) break;
      [radicand, degree] = [{ num, den }, degree / prime];
    }
    if (prime > MOST.degree) break;
  }
  if (degree === 1n) return term(radicand);
  if (degree > MOST.degree) throw new NotWritten();
  return term(Q.ONE, { radicand, degree: Number(degree) });
}

function times(a: Term, b: Term): Term {
  const coefficient = Q.multiply(a.coefficient, b.coefficient);
  const rest = { exponent: Q.add(a.exponent, b.exponent), pi: a.pi + b.pi };
  checkLength(coefficient);
  if (Math.abs(rest.pi) > MOST.pi) throw new NotWritten();
  checkLength(rest.exponent);
  if (a.degree === 1 || b.degree === 1) {
    const { radicand, degree } = a.degree === 1 ? b : a;
    return { coefficient, radicand, degree, ...rest };
  }
  const common = leastCommonMultiple(BigInt(a.degree), BigInt(b.degree));
  const found = root(
    Q.multiply(
      wholePower(a.radicand, common / BigInt(a.degree)),
      wholePower(b.radicand, common / BigInt(b.degree)),
    ),
    common,
  );
  return { ...found, ...rest, coefficient: Q.multiply(coefficient, found.coefficient) };
}

const leastCommonMultiple = (a: bigint, b: bigint): bigint => (a * b) / Q.gcd(a, b);

function inverse({ coefficient, radicand, degree, exponent, pi }: Term): Term {
  return {
    coefficient: Q.divide(Q.ONE, coefficient),
    radicand: Q.divide(Q.ONE, radicand),
    degree,
    exponent: Q.negate(exponent),
    pi: -pi,
  };
}

function checkLength({ num, den }: Rational): void {
  if (bitLength(num) + bitLength(den) > MOST.bits) throw new NotWritten();
}

const scaled = (sum: readonly Term[], factor: Term): readonly Term[] => sum.map((one) => times(one, factor));

/** The ratio of two terms where it is rational. */
function ratio(a: Term, b: Term): Rational | undefined {
  if (a.pi !== b.pi || !Q.equals(a.exponent, b.exponent)) return undefined;
  if (a.degree === b.degree && Q.equals(a.radicand, b.radicand))
    return Q.divide(a.coefficient, b.coefficient);
  // Roots with a rational ratio have the same least degree.
  if (a.degree !== b.degree) return undefined;
  const quotient = times(a, inverse(b));
  return isRationalTerm(quotient) ? quotient.coefficient : undefined;
}

/** With like terms collected. */
function sumOf(terms: readonly Term[]): readonly Term[] {
  const sum: Term[] = [];
  for (const one of terms) {
    const at = sum.findIndex((other) => ratio(one, other) !== undefined);
    if (at < 0) {
      sum.push(one);
      if (sum.length > MOST.terms) throw new NotWritten();
      continue;
    }
    const other = sum[at]!;
    const factor = Q.add(ratio(one, other)!, Q.ONE);
    if (Q.isZero(factor)) sum.splice(at, 1);
    else sum[at] = times(other, term(factor));
  }
  return sum;
}

function product(a: readonly Term[], b: readonly Term[]): readonly Term[] {
  if (a.length * b.length > MOST.terms ** 2) throw new NotWritten();
  return sumOf(a.flatMap((x) => b.map((y) => times(x, y))));
}

function quotient(above: readonly Term[], below: readonly Term[]): Closed {
  if (above.length === 0) return { above, below: UNIT };
  const first = below[0]!;
  if (below.length === 1)
    return {
      above:
        isRationalTerm(first) && Q.equals(first.coefficient, Q.ONE) ? above : scaled(above, inverse(first)),
      below: UNIT,
    };
  // One is a multiple of the other, or nothing is cancelled.
  if (above.length === below.length)
    for (const partner of below) {
      const factor = times(above[0]!, inverse(partner));
      if (sameSum(scaled(above, inverse(factor)), below)) return { above: [factor], below: UNIT };
    }
  return { above, below };
}

const isOne = (x: Rational | undefined): boolean => x !== undefined && Q.equals(x, Q.ONE);

const sameSum = (a: readonly Term[], b: readonly Term[]): boolean =>
  a.length === b.length && a.every((one) => b.some((other) => isOne(ratio(one, other))));

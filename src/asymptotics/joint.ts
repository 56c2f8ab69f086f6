import type { Exponential, ExponentialSum } from '../algebra/exponential.ts';
import * as F from '../algebra/fraction.ts';
import * as P from '../algebra/polynomial.ts';
import { NtkcheckError } from '../limits/error.ts';
import { divide, type Rational, rational } from '../rational/rational.ts';
import { withoutDeadPowers } from './alive.ts';
import * as S from './series.ts';

/**
 * Expansions in x = 1/n in which the symbols of depth and of 2^-n, no longer needed, stand for λ = d/n and for e^λ: 2^-n itself
 * vanishes faster than every power of 1/n.
 */
export const LAMBDA: P.Variable = 'd';
export const EXP: P.Variable = 'y';

/** A sum of exponentials at d = λ n or at a fixed depth cannot be expanded, and why. */
export class NoExpansion extends NtkcheckError {
  override readonly name = 'NoExpansion';
}

/** What grows exponentially in n, factored out: growth^(d-1) · series. */
export interface Growing {
  readonly growth: Rational;
  readonly series: S.Series;
}

/** How depth goes with width: d = λ n, λ fixed (a symbol), or d itself fixed (a symbol too, in the same place). */
export type Depth = 'joint' | 'fixed';

/**
 * The terms of the largest growth, as a series with `length` coefficients: B(x)^(d-1) = B(0)^(d-1)·exp((d - 1) log(B(x)/B(0))), d = λ/x
 * in the joint limit. Throws NoExpansion where B(0) has a symbol in it, a coefficient has a pole in 2^-n, or, at fixed depth, terms
 * of different growth meet.
 */
export function expand(sum: ExponentialSum, depth: Depth, length: number): Growing | undefined {
  const terms = [...withoutDeadPowers(sum).values()].map((term) => ({ term, growth: growthOf(term.base) }));
  const [first] = terms;
  if (!first) return undefined;
  const growth = terms.map((one) => one.growth).reduce(larger);
  const counted = terms.filter((one) => isSame(one.growth, growth));
  if (depth === 'fixed' && counted.length < terms.length)
    throw new NoExpansion('at fixed depth exponentials of different bases remain');
  return { growth, series: counted.map((one) => expandTerm(one.term, growth, depth, length)).reduce(S.add) };
}

const isSame = (a: Rational, b: Rational): boolean => a.num === b.num && a.den === b.den;

function larger(a: Rational, b: Rational): Rational {
  const size = ({ num }: Rational, other: Rational): bigint => (num < 0n ? -num : num) * other.den;
  return size(a, b) >= size(b, a) ? a : b;
}

/** B at x = 0, y = 0. */
function growthOf(base: F.Fraction): Rational {
  const at = (p: P.Polynomial): bigint => {
    let value = 0n;
    for (const [monomial, coefficient] of p) {
      if (P.exponentOf(monomial, 'x') > 0 || P.exponentOf(monomial, 'y') > 0) continue;
      if (monomial !== 0) throw new NoExpansion('a base has a free symbol; give it a value');
      value += coefficient;
    }
    return value;
  };
  const denominator = at(F.denominatorOf(base));
  if (denominator === 0n) throw new NoExpansion('a base grows with the width');
  return rational(base.content.num * at(base.numerator), base.content.den * denominator);
}

function expandTerm(
  { base, coefficients }: Exponential,
  growth: Rational,
  depth: Depth,
  length: number,
): S.Series {
  if (growth.num === 0n) throw new NoExpansion('a base vanishes in the limit');
  // In the joint limit a power of d shifts by as many orders, and log/x needs one more coefficient.
  const room = length + coefficients.length;
  const normal = S.scale(ofFraction(base, room + 1), F.fromRational(divide(rational(1), growth)));
  const log = S.logarithm(normal).coefficients;
  const symbol = F.fromPolynomial(P.symbol(LAMBDA));
  const isJoint = depth === 'joint';
  const powers = coefficients
    .map((c, k) => {
      const own = S.scale(ofFraction(c, room), F.power(symbol, k));
      return isJoint ? { ...own, order: own.order - k } : own;
    })
    .reduce(S.add);
  const minusLog: S.Series = { order: 0, coefficients: log.slice(0, -1).map(F.negate) };
  const times = (values: readonly F.Fraction[]): S.Series => ({
    order: 0,
    coefficients: values.map((c) => F.multiply(c, symbol)),
  });
  if (!isJoint) return S.multiply(S.exponential(S.add(times(log.slice(0, -1)), minusLog)), powers);
  const rest = S.add(times([F.ZERO, ...log.slice(2)]), minusLog);
  return S.multiply(S.scale(S.exponential(rest), powerOfE(log[1] ?? F.ZERO)), powers);
}

/** e^(slope λ). */
function powerOfE(slope: F.Fraction): F.Fraction {
  if (F.isZero(slope)) return F.ONE;
  if (!P.isOne(slope.numerator) || slope.denominator.size > 0 || slope.content.den !== 1n)
    throw new NoExpansion('a base grows by a factor that is no power of e^λ');
  return F.power(F.fromPolynomial(P.symbol(EXP)), Number(slope.content.num));
}

/** A rational function of x and y as a series in x, with 2^-n = y beyond all orders. */
export function ofFraction(fraction: F.Fraction, length: number): S.Series {
  if (F.isZero(fraction)) return S.constant(F.ZERO, length);
  const numerator = ofPolynomial(fraction.numerator, length);
  const denominator = S.inverse(ofPolynomial(F.denominatorOf(fraction), length));
  if (!denominator) throw new NoExpansion('a coefficient has 2^-n alone in a divisor');
  return S.scale(S.multiply(numerator, denominator), F.fromRational(fraction.content));
}

function ofPolynomial(p: P.Polynomial, length: number): S.Series {
  const [lowest = P.ZERO] = P.coefficients(p, 'y');
  const all = P.coefficients(lowest, 'x').map((c) => F.fromPolynomial(c));
  const lead = Math.max(
    0,
    all.findIndex((c) => !F.isZero(c)),
  );
  const coefficients = Array.from({ length }, (_, k) => all[lead + k] ?? F.ZERO);
  return { order: lead, coefficients };
}

import type { ExponentialSum } from '../algebra/exponential.ts';
import * as F from '../algebra/fraction.ts';
import * as P from '../algebra/polynomial.ts';
import {
  absolute,
  add,
  compare,
  divide,
  isZero,
  multiply,
  type Rational,
  rational,
  subtract,
  ZERO,
} from '../rational/rational.ts';
import { NoExpansion } from './joint.ts';
import type { Quotient } from './limit.ts';

/** What a quotient does as the depth grows at a fixed width. */
export type DeepLimit =
  | { readonly kind: 'value'; readonly value: Rational }
  | { readonly kind: 'infinite'; readonly how: string }
  /** Depths of one parity have another limit than those of the other. */
  | { readonly kind: 'alternating'; readonly even: Rational; readonly odd: Rational };

/** Dominant terms: d^power · rate^(d-1) · (even + odd (-1)^(d-1)); everything else is smaller. */
interface Dominant {
  readonly rate: Rational;
  readonly power: number;
  readonly plain: Rational;
  readonly signed: Rational;
}

/**
 * The limit in depth of a quotient of exponential polynomials with rational coefficients: its dominant exponentials decide.
 * Throws NoExpansion where a symbol is left, or the denominator's dominant terms cancel at every second depth.
 */
export function deepLimit({ numerator, denominator }: Quotient): DeepLimit {
  const bottom = dominantOf(denominator);
  if (!bottom) throw new NoExpansion('the denominator is 0');
  const top = dominantOf(numerator);
  if (!top) return { kind: 'value', value: ZERO };
  // d - 1 is even at odd depths.
  const [odd, even] = [add, subtract].map((combine) => {
    const below = combine(bottom.plain, bottom.signed);
    if (isZero(below))
      throw new NoExpansion('the dominant terms of the denominator cancel at every second depth');
    return divide(combine(top.plain, top.signed), below);
  }) as [Rational, Rational];
  const side = compare(top.rate, bottom.rate) || top.power - bottom.power;
  if (side < 0) return { kind: 'value', value: ZERO };
  if (compare(odd, even) === 0 && side === 0) return { kind: 'value', value: odd };
  if (side === 0) return { kind: 'alternating', even, odd };
  if (isZero(odd) || isZero(even)) throw new NoExpansion('the dominant terms cancel at every second depth');
  return {
    kind: 'infinite',
    how: compare(top.rate, bottom.rate) > 0 ? 'exponentially in d' : 'like a power of d',
  };
}

/** The factor by which a quotient grows from one depth to the next, of positive dominant terms. Throws NoExpansion. */
export function growthOf({ numerator, denominator }: Quotient): Rational {
  const [top, bottom] = [numerator, denominator].map(dominantOf);
  if (!top || !bottom || !isZero(top.signed) || !isZero(bottom.signed))
    throw new NoExpansion('the dominant terms do not grow steadily');
  return divide(top.rate, bottom.rate);
}

function dominantOf(sum: ExponentialSum): Dominant | undefined {
  const terms = [...sum.values()]
    .map(({ base, coefficients }) => ({ base: numberOf(base), coefficients: coefficients.map(numberOf) }))
    .filter(({ base }) => !isZero(base));
  const rate = terms.map(({ base }) => absolute(base)).reduce((a, b) => (compare(b, a) > 0 ? b : a), ZERO);
  const leading = terms.filter(({ base }) => compare(absolute(base), rate) === 0);
  if (leading.length === 0) return undefined;
  const power = Math.max(...leading.map(({ coefficients }) => coefficients.length - 1));
  const at = (sign: 1 | -1): Rational =>
    leading.find(({ base }) => (base.num < 0n ? -1 : 1) === sign)?.coefficients[power] ?? ZERO;
  return { rate, power, plain: at(1), signed: at(-1) };
}

function numberOf(fraction: F.Fraction): Rational {
  if (F.isZero(fraction)) return ZERO;
  if (!P.isConstant(fraction.numerator) || fraction.denominator.size > 0)
    throw new NoExpansion('a symbol is left; give it a value');
  return multiply(fraction.content, rational(fraction.numerator.get(0)!));
}

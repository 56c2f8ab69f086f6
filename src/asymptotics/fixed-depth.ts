import type { ExponentialSum } from '../algebra/exponential.ts';
import * as F from '../algebra/fraction.ts';
import * as P from '../algebra/polynomial.ts';
import { power, rational } from '../rational/rational.ts';
import { NoExpansion } from './joint.ts';
import type { Quotient } from './limit.ts';

/** coefficient · n^-order up to a factor 1 + O(1/n). */
export interface Leading {
  readonly order: number;
  readonly coefficient: F.Fraction;
}

/**
 * The leading term of a quotient at one depth, as n grows; undefined where it vanishes faster than every power of 1/n. Its
 * coefficient may have symbols. Throws NoExpansion.
 */
export function leadingAtDepth({ numerator, denominator }: Quotient, depth: number): Leading | undefined {
  const [top, bottom] = [numerator, denominator].map((sum) => leadingOf(valueAt(sum, depth)));
  if (!bottom) throw new NoExpansion('the denominator is 0');
  if (!top) return undefined;
  const decay = top.decay - bottom.decay;
  if (decay > 0) return undefined;
  if (decay < 0) throw new NoExpansion('the quantity grows exponentially in n');
  return {
    order: top.order - bottom.order,
    coefficient: F.divide(top.coefficient, bottom.coefficient),
  };
}

/** The sum at one depth: a rational function of x = 1/n and y = 2^-n. */
function valueAt(sum: ExponentialSum, depth: number): F.Fraction {
  return F.sum(
    [...sum.values()].map(({ base, coefficients }) =>
      F.multiply(
        F.power(base, depth - 1),
        F.sum(coefficients.map((c, k) => F.scale(c, power(rational(depth), k)))),
      ),
    ),
  );
}

/** coefficient · x^order · y^decay: y vanishes faster than every power of x, so that its power counts first. */
function leadingOf(fraction: F.Fraction): (Leading & { readonly decay: number }) | undefined {
  if (F.isZero(fraction)) return undefined;
  const top = lowest(fraction.numerator);
  const bottom = lowest(F.denominatorOf(fraction));
  return {
    decay: top.decay - bottom.decay,
    order: top.order - bottom.order,
    coefficient: F.scale(F.divide(top.coefficient, bottom.coefficient), fraction.content),
  };
}

function lowest(p: P.Polynomial) {
  const inDecay = P.coefficients(p, 'y');
  const decay = inDecay.findIndex((c) => !P.isZero(c));
  const inWidth = P.coefficients(inDecay[decay]!, 'x');
  const order = inWidth.findIndex((c) => !P.isZero(c));
  return { decay, order, coefficient: F.fromPolynomial(inWidth[order]!) };
}

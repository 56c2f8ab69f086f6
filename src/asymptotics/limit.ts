import type { ExponentialSum } from '../algebra/exponential.ts';
import * as F from '../algebra/fraction.ts';
import { absolute, compare, divide, type Rational } from '../rational/rational.ts';
import { type Depth, expand, NoExpansion } from './joint.ts';
import * as S from './series.ts';

/** A quotient of two sums of exponentials. */
export interface Quotient {
  readonly numerator: ExponentialSum;
  readonly denominator: ExponentialSum;
}

/** growth^d · Σ_k coefficients[k] n^-(order + k); growth 1 is growth by powers of n alone. */
export interface Expansion {
  readonly growth: Rational;
  readonly series: S.Series;
}

/** The limit of a quotient as n grows, and the order 1/n^remainder of what is left; exact when it is constant. */
export type Limit =
  | { readonly kind: 'value'; readonly value: F.Fraction; readonly remainder: number | 'exact' }
  | { readonly kind: 'zero' | 'infinite'; readonly how: string };

/** The expansion of a quotient, `length` coefficients from its leading one. Throws NoExpansion. */
export function expandQuotient(
  { numerator, denominator }: Quotient,
  depth: Depth,
  length: number,
): Expansion | undefined {
  const top = leading(numerator, depth, length);
  const bottom = leading(denominator, depth, length);
  if (!bottom) throw new NoExpansion('the denominator is 0');
  if (!top) return undefined;
  return {
    growth: divide(top.growth, bottom.growth),
    series: S.multiply(top.series, S.inverse(bottom.series)!),
  };
}

/** Leading terms that cancel are looked behind, a few orders more at a time. */
function leading(sum: ExponentialSum, depth: Depth, length: number): Expansion | undefined {
  for (const room of [length, length + 4, length + 12]) {
    const found = expand(sum, depth, room);
    if (!found) return undefined;
    const series = S.trimmed(found.series);
    if (series && series.coefficients.length >= length)
      return {
        growth: found.growth,
        series: { ...series, coefficients: series.coefficients.slice(0, length) },
      };
  }
  throw new NoExpansion(`the leading terms cancel to more than ${length + 12} orders`);
}

/** The limit of a quotient. Throws NoExpansion. */
export function limitOf(quotient: Quotient, depth: Depth): Limit {
  const expansion = expandQuotient(quotient, depth, 4);
  if (!expansion) return { kind: 'value', value: F.ZERO, remainder: 'exact' };
  const { growth, series } = expansion;
  const side = compare(absolute(growth), { num: 1n, den: 1n });
  if (side !== 0 && depth === 'joint')
    return { kind: side < 0 ? 'zero' : 'infinite', how: 'exponentially in n' };
  if (side !== 0) throw new NoExpansion('at fixed depth an exponential of the depth remains');
  if (series.order < 0) return { kind: 'infinite', how: `like n^${-series.order}` };
  if (series.order > 0) return { kind: 'value', value: F.ZERO, remainder: series.order };
  const [value, ...rest] = series.coefficients;
  const next = rest.findIndex((c) => !F.isZero(c));
  return { kind: 'value', value: value!, remainder: next < 0 ? 'exact' : next + 1 };
}

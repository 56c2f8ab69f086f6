import { formatExpression } from '../../expression/index.ts';
import type { Claim } from '../../statement/statement.ts';
import type { DerivedLimit, LimitFound } from '../verdict.ts';
import { bigO } from './extrapolate.ts';
import type { Truth } from './truth.ts';
import { AGREEMENT } from './values.ts';

/** `r = 1, lambda = 1/2`. */
export const writtenAt = (at: Readonly<Record<string, string>>): string =>
  Object.entries(at)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ') || 'every point';

/** What the closed forms say at one point, as data. */
export function derivedEvidence(
  { point, quantity, limit, comparison, side }: Truth,
  { as = 'n' }: Claim,
): DerivedLimit {
  return {
    kind: 'derived-limit',
    at: point.written,
    along: as,
    quantity: formatExpression(quantity),
    limit:
      'limit' in limit
        ? `${formatExpression(limit.limit)}${limit.kind === 'power' ? `*n^${limit.order}` : ''}`
        : limit.how,
    ...(comparison && { truth: comparison.left, claimed: comparison.right }),
    side,
  };
}

/** How a claim fails at a point, by the true limit. */
export function failureText({ relation, order = 1, as = 'n' }: Claim, { limit, comparison }: Truth): string {
  if (limit.kind === 'exponential' || limit.kind === 'alternating')
    return relation === 'asymptotic'
      ? `quantity/formula ${limit.how}`
      : `the quantity ${limit.how}; it has no limit`;
  const grows = limit.kind === 'power' ? limit.order : 0;
  if (relation !== 'asymptotic')
    return grows > 0
      ? `the quantity grows like ${power(as, grows)}; it has no limit`
      : `the limit is ${shown(comparison!.left.decimal)}, not ${shown(comparison!.right.decimal)}${offBy(comparison!)}`;
  const remainder = order - 1 - grows;
  if (remainder < 0) return `quantity/formula grows like ${power(as, -remainder)}`;
  const value = comparison ? comparison.left.decimal : 'limit' in limit ? formatExpression(limit.limit) : '';
  if (remainder === 0 && comparison)
    return `quantity/formula tends to ${shown(String(1 + Number(value)))}, not 1`;
  return `the relative remainder is ${shown(value)}${remainder === 0 ? '' : `/${power(as, remainder)}`}, not ${bigO(order, as)}`;
}

const power = (name: string, exponent: number): string => (exponent === 1 ? name : `${name}^${exponent}`);

const shown = (decimal: string): string =>
  Number.isFinite(Number(decimal)) && Number(decimal) !== 0 ? Number(decimal).toPrecision(8) : decimal;

const offBy = ({ left, relativeError }: NonNullable<Truth['comparison']>): string =>
  Number(left.decimal) === 0 || !Number.isFinite(relativeError)
    ? ''
    : ` (off by ${(100 * relativeError).toPrecision(3)}%)`;

/** How an extrapolated limit seems to miss a claim. */
export function missText(missed: LimitFound, { order = 1 }: Claim): string {
  const { power: own, extrapolated, claimed, along } = missed;
  if (own === undefined)
    return `values tend to ${extrapolated.toPrecision(8)}, not ${claimed.toPrecision(8)}`;
  if (own === 0) return `quantity/formula tends to ${(1 + extrapolated).toPrecision(8)}, not 1`;
  return `the relative remainder tends to ${extrapolated.toPrecision(8)}/${power(along, own)}, not ${bigO(order, along)}`;
}

/** The largest relative error that a limit would not show; absolute, where 0 is claimed. */
export const visibleError = ({ extrapolationError, claimed }: LimitFound): number =>
  (AGREEMENT * extrapolationError) / (Math.abs(claimed) || 1);

/** The largest relative error that these limits would not show (absolute, where 0 is claimed, as of every remainder). */
export function visibleText(limits: readonly LimitFound[]): string {
  const errors = limits.map(visibleError);
  const [{ power: own = 0, along }] = limits as [LimitFound];
  return `${Math.max(Number.MIN_VALUE, ...errors).toExponential(0)}${own === 0 ? '' : `/${power(along, own)}`}`;
}

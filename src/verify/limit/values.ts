import type { Decimal } from 'decimal.js';
import { evaluateDecimal, Refusal } from '../../expression/index.ts';
import { isInteger, type Rational } from '../../rational/rational.ts';
import { contains } from '../../statement/domain.ts';
import { type Architecture, meetsCondition } from '../architecture.ts';
import { architecture, integerBounds, intervalOf } from '../draw.ts';
import { type Subject, settingOf } from '../subject.ts';
import type { LimitFound } from '../verdict.ts';
import { isDecay, isFirstOrder, observedOrders, richardson, settledOrder } from './extrapolate.ts';
import type { LimitPoint } from './points.ts';

const DIGITS = 30;
/** The last digits of a value may be its rounding. */
const ROUNDED_DIGITS = 4;
/** What a factor n takes of them at the widest. */
const DIGITS_PER_POWER = 3;
/** Widths double while networks are at most this wide and deep. */
const LARGEST = { width: 1024, depth: 1024 } as const;
/** Fewer widths than this say nothing of an order. */
export const FEWEST = 5;
/** An extrapolated limit agrees with the claim within this many times its own error … */
export const AGREEMENT = 100;
/** … and misses it beyond this many. In between nothing is decided. */
const MISS = 1000;

/** The networks of a point along sizes that double, shifted by `offset` steps, as far as they meet the condition. */
function networksAt(
  { statement }: Subject,
  { values, widthAt, depthAt, written: at }: LimitPoint,
  offset: number,
): { readonly size: number; readonly point: Architecture }[] {
  const { ranges } = statement.domain;
  const isDepth = (d: Rational): boolean =>
    isInteger(d) &&
    d.num > 0n &&
    (ranges.get('d')!.kind === 'equals' || contains(intervalOf(statement.domain, 'd'), d));
  const first = STARTS.find((n) => isDepth(depthAt(n)) && isDepth(depthAt(n * 2)));
  if (!first)
    throw new Refusal(
      'domain',
      `the depth is no whole number at any width tried, at ${Object.entries(at).join(', ')}`,
    );
  // Steps between sizes at which the depth is a whole number.
  const step = STARTS.map((n) => n - STARTS[0]! + 1).find((n) => isDepth(depthAt(first + n))) ?? 1;
  const input = integerBounds(intervalOf(statement.domain, 'n0'), 0).min;
  return doublings(first)
    .map((size) => size + offset * step)
    .filter((size) => isDepth(depthAt(size)))
    .map((size) => ({ size, width: widthAt(size), depth: Number(depthAt(size).num) }))
    .filter(({ depth }) => depth <= LARGEST.depth)
    .map(({ size, width, depth }) => ({
      size,
      point: architecture(statement.domain, input, Array<number>(depth).fill(width), depth, values),
    }))
    .filter(({ point }) => meetsCondition(statement, point));
}

/** Sizes from 4 on that are looked at for a depth that is a whole number. */
const STARTS = Array.from({ length: 60 }, (_, i) => 4 + i);

/** Whether the largest networks at a point that are tried meet the condition of the statement: so that its limit is claimed. */
export function isClaimedAt(subject: Subject, point: LimitPoint): boolean {
  if (!subject.statement.domain.where) return true;
  const { statement, ...rest } = subject;
  const { where: _, ...domain } = statement.domain;
  const all = networksAt({ ...rest, statement: { ...statement, domain } }, point, 0).slice(-3);
  return all.length > 0 && all.every((network) => meetsCondition(statement, network.point));
}

/**
 * Exact values at a point along sizes that double, and what they extrapolate to; undefined when too few of its networks meet the
 * condition.
 */
export function valuesAt(subject: Subject, point: LimitPoint): LimitFound | undefined {
  const { order, as: along = 'n' } = subject.claim;
  const networks = networksAt(subject, point, 0);
  if (networks.length < FEWEST) return undefined;
  const exact = networks.map((network) => evaluated(subject, network));
  if (order === undefined) return limitOf(point.written, along, exact);
  // Where the formula is 0 nothing is relative to it; what is claimed is of large sizes.
  const nonzero = exact.slice(
    exact.findLastIndex(({ claimed, value }) => claimed.isZero() && !value.isZero()) + 1,
  );
  if (nonzero.length < FEWEST)
    throw new Refusal('domain', 'the formula is 0 at large sizes, and the quantity is not');
  const relative = nonzero.map(relativeRemainder);
  const scaled = Array.from({ length: order }, (_, power) => ({
    ...limitOf(
      point.written,
      along,
      relative.map(({ value, ...rest }) => ({
        ...rest,
        value: value.times(`${BigInt(rest.size) ** BigInt(power)}`),
        rounding: rest.rounding * rest.size ** power,
      })),
    ),
    power,
  }));
  return scaled.find(misses) ?? scaled.at(-1);
}

/** Steps by which a large size is shifted, so that every small residue is among them. */
const OFFSETS = [1, 2, 3];
/** Remainders at neighbouring sizes of a sequence that converges differ by little. */
const ALIKE = 3;

/**
 * Whether remainders at sizes next to a large one are as small as there: values along doubled sizes alone may have a limit
 * that the others do not share, as those of (-1)^n.
 */
export function isSharedNearby(subject: Subject, point: LimitPoint, found: LimitFound): boolean {
  const { order } = subject.claim;
  // Not the largest: values there are dear.
  const [base] = found.widths.slice(-3) as [number];
  const least = Math.abs(found.remainders.at(-3)!);
  return OFFSETS.every((offset) => {
    const network = networksAt(subject, point, offset).findLast(({ size }) => size < 2 * base);
    if (!network || network.size < base) return true;
    const own = evaluated(subject, network);
    const { value, claimed, rounding } = order === undefined ? own : relativeRemainder(own);
    const scale = network.size ** (found.power ?? 0);
    return value.minus(claimed).abs().toNumber() * scale <= ALIKE * least + rounding * scale;
  });
}

function evaluated(
  subject: Subject,
  { size, point }: { readonly size: number; readonly point: Architecture },
): Values {
  const { claim } = subject;
  const digits = DIGITS + DIGITS_PER_POWER * (claim.order ?? 0);
  const { environment } = settingOf(subject, point);
  const value = evaluateDecimal(claim.quantity.expression, environment, digits);
  const claimed = evaluateDecimal(claim.formula.expression, environment, digits);
  const rounding = Number(`1e-${digits - ROUNDED_DIGITS}`) * value.abs().plus(claimed.abs()).toNumber();
  return { size, value, claimed, rounding };
}

/** Quantity and formula at one size, and how far rounding may have moved them. */
interface Values {
  readonly size: number;
  readonly rounding: number;
  readonly value: Decimal;
  readonly claimed: Decimal;
}

/** quantity/formula - 1, which is claimed to vanish. */
function relativeRemainder({ size, value, claimed, rounding }: Values): Values {
  const remainder = value.minus(claimed);
  const relative = remainder.isZero() ? remainder : remainder.div(claimed);
  const scale = claimed.abs().toNumber() || 1;
  return { size, rounding: rounding / scale, value: relative, claimed: value.times(0) };
}

function limitOf(at: LimitFound['at'], along: 'n' | 'd', exact: readonly Values[]): LimitFound {
  const beyondRounding = (difference: Decimal, rounding: number): number => {
    const number = difference.toNumber();
    return Math.abs(number) > rounding ? number : 0;
  };
  const remainders = exact.map(({ value, claimed, rounding }) =>
    beyondRounding(value.minus(claimed), rounding),
  );
  const changes = exact
    .slice(1)
    .map(({ value, rounding }, i) => beyondRounding(value.minus(exact[i]!.value), rounding));
  const sizes = exact.map(({ size }) => size);
  const orders = observedOrders(remainders, sizes);
  const changing = observedOrders(changes, sizes);
  const last = exact.at(-1)!;
  // What decays exponentially is at its limit already.
  const { limit, error } = isDecay(changing)
    ? { limit: last.value, error: Math.max(Math.abs(changes.at(-1)!), last.rounding) }
    : richardson(exact.map(({ value }) => value));
  return {
    kind: 'limit',
    at,
    along,
    widths: sizes,
    claimed: exact.at(-1)!.claimed.toNumber(),
    remainders,
    orders,
    changes: changing,
    extrapolated: limit.toNumber(),
    // No value is known better than it is rounded.
    extrapolationError: Math.max(error, last.rounding),
  };
}

function doublings(first: number): number[] {
  const widths: number[] = [];
  for (let n = first; n <= LARGEST.width; n *= 2) widths.push(n);
  return widths;
}

/** The order at which the remainders vanish: Infinity when they are zero or vanish
 * faster than any power, undefined when they do not settle. */
export function remainderOrder(limit: LimitFound): number | undefined {
  const { widths, remainders, orders, claimed, extrapolated, extrapolationError, power = 0 } = limit;
  if (remainders.every((remainder) => remainder === 0)) return Number.POSITIVE_INFINITY;
  if (Math.abs(extrapolated - claimed) > AGREEMENT * extrapolationError) return undefined;
  const settled = settledOrder(orders) ?? (isFirstOrder(remainders, widths) ? 1 : undefined);
  return settled === undefined ? undefined : settled + power;
}

/** What errors of a limit are relative to: a remainder is relative already. */
const scaleOf = ({ power, extrapolated }: LimitFound): number => (power === undefined ? extrapolated : 1);

/** The values themselves seem to converge at a settled order, to something far from the claim. It proves nothing. */
export function misses(limit: LimitFound): boolean {
  const { claimed, extrapolated, extrapolationError, changes } = limit;
  const gap = Math.abs(extrapolated - claimed);
  const isConstant = changes.every((order) => Number.isNaN(order));
  if (!isConstant && settledOrder(changes) === undefined) return false;
  return gap > MISS * extrapolationError && gap > 1e-12 * Math.abs(scaleOf(limit));
}

import type { Decimal } from 'decimal.js';
import { evaluateDecimal, evaluateExact, Refusal } from '../expression/index.ts';
import { isInteger, type Rational, rational } from '../rational/rational.ts';
import { formatRational } from '../rational/text.ts';
import { contains } from '../statement/domain.ts';
import type { Claim } from '../statement/statement.ts';
import type { Finding } from './agreement.ts';
import { meetsCondition } from './architecture.ts';
import { architecture, integerBounds, intervalOf, rationalNames, simpleValues } from './draw.ts';
import { bigO, isDecay, observedOrders, richardson, settledOrder } from './extrapolate.ts';
import { isRefusal } from './refusal.ts';
import { type Subject, settingOf } from './subject.ts';
import type { LimitFound } from './verdict.ts';

const DIGITS = 30;
/** The last digits of a value may be its rounding. */
const ROUNDED_DIGITS = 4;
/** What a factor n takes of them at the widest. */
const DIGITS_PER_POWER = 3;
/** Widths double while networks are at most this wide and deep. */
const LARGEST = { width: 1024, depth: 1024 } as const;
/** Fewer widths than this say nothing of an order. */
const FEWEST = 5;
/** An extrapolated limit agrees with the claim within this many times its own error … */
const AGREEMENT = 100;
/** … and misses it beyond this many. In between nothing is decided. */
const MISS = 1000;

/** One point at which the limit is taken: the scalars, and the network as a function of the size that grows. */
interface Point {
  readonly values: ReadonlyMap<string, Rational>;
  readonly widthAt: (size: number) => number;
  readonly depthAt: (size: number) => Rational;
  readonly written: Readonly<Record<string, string>>;
}

/**
 * Decides that a quantity tends to a formula as n grows, with d = λ n or at fixed depths, or as d grows at fixed widths,
 * from exact values at sizes that double. Closeness at one width decides nothing: a claim is supported when its remainders vanish at a settled
 * whole order in 1/n (or faster than any), and refuted when the values converge at one and extrapolate to something else.
 *
 * A quantity is formula·(1 + O(n^-m)) when n^(m-1)·(quantity/formula - 1) tends to 0 at a whole order, and is not when
 * the same with a lower power of n, or with this one, tends to something else.
 */
export function checkLimit(subject: Subject): Finding {
  const limits: LimitFound[] = [];
  for (const point of points(subject)) {
    try {
      const found = limitAt(subject, point);
      if (found) limits.push(found);
      if (found && misses(found)) break;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return undecided(error.message, limits);
    }
  }
  if (limits.length === 0)
    return undecided(`fewer than ${FEWEST} widths meet the condition at any point tried`, limits);
  const missed = limits.find(misses);
  if (missed) {
    const reason = `at ${written(missed.at)} ${missText(missed, subject.claim)}`;
    return { outcome: 'refuted', reason, evidence: [missed] };
  }
  const unsettled = limits.find((limit) => remainderOrder(limit) === undefined);
  if (unsettled)
    return undecided(`the remainders at ${written(unsettled.at)} have not settled on an order`, limits);
  const order = Math.min(...limits.map((limit) => remainderOrder(limit)!));
  const { along } = limits[0]!;
  const reason =
    order === Number.POSITIVE_INFINITY
      ? `${isZero(limits) ? `equal at every ${along}` : `remainder below any power of 1/${along}`} at ${limits.length} points`
      : `remainder ${bigO(order, along)} at ${limits.length} points; an error of ${visibleText(limits)} would show`;
  return { outcome: 'supported', reason, evidence: limits };
}

function undecided(reason: string, limits: readonly LimitFound[]): Finding {
  return {
    outcome: 'undecided',
    reason,
    evidence: limits.length > 0 ? limits : [{ kind: 'refused', reason }],
  };
}

const written = (at: LimitFound['at']): string =>
  Object.entries(at)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');

function missText(missed: LimitFound, { order = 1 }: Claim): string {
  const { power, extrapolated, claimed, along } = missed;
  if (power === undefined)
    return `the limit is ${extrapolated.toPrecision(8)}, not ${claimed.toPrecision(8)}${offBy(missed)}`;
  if (power === 0) return `quantity/formula tends to ${(1 + extrapolated).toPrecision(8)}, not 1`;
  return `the relative remainder is ${extrapolated.toPrecision(8)}${overPower(power, along)}, not ${bigO(order, along)}`;
}

const overPower = (power: number, along: string): string =>
  power === 0 ? '' : power === 1 ? `/${along}` : `/${along}^${power}`;

const offBy = ({ extrapolated, claimed }: LimitFound): string =>
  extrapolated === 0 ? '' : ` (off by ${(100 * Math.abs(claimed / extrapolated - 1)).toPrecision(3)}%)`;

/** The largest relative error that these limits would not show (absolute, where 0 is claimed, as of every remainder). */
function visibleText(limits: readonly LimitFound[]): string {
  const errors = limits.map(
    ({ extrapolationError, claimed }) => (AGREEMENT * extrapolationError) / (Math.abs(claimed) || 1),
  );
  return `${Math.max(...errors).toExponential(0)}${overPower(limits[0]!.power ?? 0, limits[0]!.along)}`;
}

/** What errors of a limit are relative to: a remainder is relative already. */
const scaleOf = ({ power, extrapolated }: LimitFound): number => (power === undefined ? extrapolated : 1);

/** All combinations of two or three simple values of each scalar, λ among them, and of a few fixed depths or widths. */
function points({ statement: { domain }, claim }: Subject): Point[] {
  const combinations = rationalNames(domain).reduce<Map<string, Rational>[]>(
    (rows, name) =>
      simpleValues(domain, name, name === 'lambda' || name === 'mu_4' ? 3 : 2).flatMap((value) =>
        rows.map((row) => new Map(row).set(name, value)),
      ),
    [new Map()],
  );
  const depth = domain.ranges.get('d')!;
  const integers = ({ min, max }: { min: number; max: number }): number[] =>
    Array.from({ length: max - min + 1 }, (_, i) => min + i);
  return combinations.flatMap((values): Point[] => {
    const scalars = Object.fromEntries([...values].map(([name, value]) => [name, formatRational(value)]));
    if (depth.kind === 'equals') {
      const { expression } = depth.value;
      const depthAt = (n: number) =>
        evaluateExact(expression, { symbols: new Map([...values, ['n', rational(n)]]), lists: new Map() });
      return [{ values, widthAt: (n) => n, depthAt, written: scalars }];
    }
    if (claim.as === 'd')
      return integers(integerBounds(intervalOf(domain, 'n'), 2)).map((width) => ({
        values,
        widthAt: () => width,
        depthAt: (d) => rational(d),
        written: { ...scalars, n: String(width) },
      }));
    return integers(integerBounds(depth.interval, 3)).map((d) => ({
      values,
      widthAt: (n) => n,
      depthAt: () => rational(d),
      written: { ...scalars, d: String(d) },
    }));
  });
}

/** Exact values along doubling sizes at a point, or undefined when too few of its networks meet the condition. */
function limitAt(subject: Subject, { values, widthAt, depthAt, written: at }: Point): LimitFound | undefined {
  const { statement, claim } = subject;
  const { ranges } = statement.domain;
  const isDepth = (d: Rational): boolean =>
    isInteger(d) &&
    d.num > 0n &&
    (ranges.get('d')!.kind === 'equals' || contains(intervalOf(statement.domain, 'd'), d));
  const first = [4, 5, 6, 8, 10, 12].find((n) => isDepth(depthAt(n)));
  if (!first)
    throw new Refusal('domain', `the depth is no whole number at any width tried, at ${written(at)}`);
  const input = integerBounds(intervalOf(statement.domain, 'n0'), 0).min;
  const networks = doublings(first)
    .map((size) => ({ size, width: widthAt(size), depth: Number(depthAt(size).num) }))
    .filter(({ depth }) => depth <= LARGEST.depth)
    .map(({ size, width, depth }) => ({
      size,
      point: architecture(statement.domain, input, Array<number>(depth).fill(width), depth, values),
    }))
    .filter(({ point }) => meetsCondition(statement, point));
  if (networks.length < FEWEST) return undefined;
  const digits = DIGITS + DIGITS_PER_POWER * (claim.order ?? 0);
  const exact = networks.map(({ size, point }) => {
    const { environment } = settingOf(subject, point);
    const value = evaluateDecimal(claim.quantity.expression, environment, digits);
    const claimed = evaluateDecimal(claim.formula.expression, environment, digits);
    const rounding = Number(`1e-${digits - ROUNDED_DIGITS}`) * value.abs().plus(claimed.abs()).toNumber();
    return { size, value, claimed, rounding };
  });
  const { order, as: along = 'n' } = claim;
  if (order === undefined) return limitOf(at, along, exact);
  const relative = exact.map(relativeRemainder);
  const scaled = Array.from({ length: order }, (_, power) => ({
    ...limitOf(
      at,
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
  if (claimed.isZero() && !remainder.isZero())
    throw new Refusal('domain', `the formula is 0 at size ${size}, and the quantity is not`);
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
  const orders = observedOrders(remainders);
  const changing = observedOrders(changes);
  const last = exact.at(-1)!;
  // What decays exponentially is at its limit already.
  const { limit, error } = isDecay(changing)
    ? { limit: last.value, error: Math.max(Math.abs(changes.at(-1)!), last.rounding) }
    : richardson(exact.map(({ value }) => value));
  return {
    kind: 'limit',
    at,
    along,
    widths: exact.map(({ size }) => size),
    claimed: exact.at(-1)!.claimed.toNumber(),
    remainders,
    orders,
    changes: changing,
    extrapolated: limit.toNumber(),
    extrapolationError: error,
  };
}

function doublings(first: number): number[] {
  const widths: number[] = [];
  for (let n = first; n <= LARGEST.width; n *= 2) widths.push(n);
  return widths;
}

const isZero = (limits: readonly LimitFound[]): boolean =>
  limits.every(({ remainders }) => remainders.every((remainder) => remainder === 0));

/** The order at which the remainders vanish: Infinity when they are zero or vanish
 * faster than any power, undefined when they do not settle. */
function remainderOrder(limit: LimitFound): number | undefined {
  const { remainders, orders, claimed, extrapolated, extrapolationError, power = 0 } = limit;
  if (remainders.every((remainder) => remainder === 0)) return Number.POSITIVE_INFINITY;
  if (Math.abs(extrapolated - claimed) > AGREEMENT * extrapolationError) return undefined;
  const settled = settledOrder(orders);
  return settled === undefined ? undefined : settled + power;
}

/** The values themselves converge at a settled order, to something far from the claim. */
function misses(limit: LimitFound): boolean {
  const { claimed, extrapolated, extrapolationError, changes } = limit;
  const gap = Math.abs(extrapolated - claimed);
  const isConstant = changes.every((order) => Number.isNaN(order));
  if (!isConstant && settledOrder(changes) === undefined) return false;
  return gap > MISS * extrapolationError && gap > 1e-12 * Math.abs(scaleOf(limit));
}

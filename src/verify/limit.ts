import type { Decimal } from 'decimal.js';
import { evaluateDecimal, evaluateExact, Refusal } from '../expression/index.ts';
import { isInteger, type Rational, rational } from '../rational/rational.ts';
import { formatRational } from '../rational/text.ts';
import type { Claim } from '../statement/statement.ts';
import type { Finding } from './agreement.ts';
import { meetsCondition } from './architecture.ts';
import { architecture, integerBounds, intervalOf, rationalNames, simpleRationals } from './draw.ts';
import { bigO, observedOrders, richardson, settledOrder } from './extrapolate.ts';
import { isRefusal } from './refusal.ts';
import { type Subject, settingOf } from './subject.ts';
import type { LimitFound } from './verdict.ts';

const DIGITS = 30;
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

/** One point at which the limit is taken: the scalars, and the depth as a function of the width. */
interface Point {
  readonly values: ReadonlyMap<string, Rational>;
  readonly depthAt: (width: number) => Rational;
  readonly written: Readonly<Record<string, string>>;
}

/**
 * Decides that a quantity tends to a formula as n grows, with d = λ n or at fixed depths, from exact values at widths
 * that double. Closeness at one width decides nothing: a claim is supported when its remainders vanish at a settled
 * whole order in 1/n, and refuted when the values converge at one and extrapolate to something else.
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
  const reason =
    order === Number.POSITIVE_INFINITY
      ? `equal at every width of ${limits.length} points`
      : `remainder ${bigO(order)} at ${limits.length} points; an error of ${visibleText(limits)} would show`;
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
  const { power, extrapolated, claimed } = missed;
  if (power === undefined)
    return `the limit is ${extrapolated.toPrecision(8)}, not ${claimed.toPrecision(8)}${offBy(missed)}`;
  if (power === 0) return `quantity/formula tends to ${(1 + extrapolated).toPrecision(8)}, not 1`;
  return `the relative remainder is ${extrapolated.toPrecision(8)}${overPower(power)}, not ${bigO(order)}`;
}

const overPower = (power: number): string => (power === 0 ? '' : power === 1 ? '/n' : `/n^${power}`);

const offBy = ({ extrapolated, claimed }: LimitFound): string =>
  extrapolated === 0 ? '' : ` (off by ${(100 * Math.abs(claimed / extrapolated - 1)).toPrecision(3)}%)`;

/** The largest relative error that these limits would not show (absolute, where a limit is 0). */
function visibleText(limits: readonly LimitFound[]): string {
  const errors = limits.map(
    (limit) => (AGREEMENT * limit.extrapolationError) / (Math.abs(scaleOf(limit)) || 1),
  );
  return `${Math.max(...errors).toExponential(0)}${overPower(limits[0]!.power ?? 0)}`;
}

/** What errors of a limit are relative to: a remainder is relative already. */
const scaleOf = ({ power, extrapolated }: LimitFound): number => (power === undefined ? extrapolated : 1);

/** All combinations of two or three simple values of each scalar, λ among them, and of a few fixed depths. */
function points({ statement: { domain } }: Subject): Point[] {
  const combinations = rationalNames(domain).reduce<Map<string, Rational>[]>(
    (rows, name) =>
      simpleRationals(intervalOf(domain, name), name === 'lambda' ? 3 : 2).flatMap((value) =>
        rows.map((row) => new Map(row).set(name, value)),
      ),
    [new Map()],
  );
  const depth = domain.ranges.get('d')!;
  return combinations.flatMap((values): Point[] => {
    const scalars = Object.fromEntries([...values].map(([name, value]) => [name, formatRational(value)]));
    if (depth.kind === 'equals') {
      const { expression } = depth.value;
      const depthAt = (n: number) =>
        evaluateExact(expression, { symbols: new Map([...values, ['n', rational(n)]]), lists: new Map() });
      return [{ values, depthAt, written: scalars }];
    }
    const { min, max } = integerBounds(depth.interval, 3);
    return Array.from({ length: max - min + 1 }, (_, i) => ({
      values,
      depthAt: () => rational(min + i),
      written: { ...scalars, d: String(min + i) },
    }));
  });
}

/** Exact values along doubling widths at a point, or undefined when too few of its networks meet the condition. */
function limitAt(subject: Subject, { values, depthAt, written: at }: Point): LimitFound | undefined {
  const { statement, claim } = subject;
  const isDepth = (d: Rational): boolean => isInteger(d) && d.num > 0n;
  const first = [4, 5, 6, 8, 10, 12].find((n) => isDepth(depthAt(n)));
  if (!first)
    throw new Refusal('domain', `the depth is no whole number at any width tried, at ${written(at)}`);
  const input = integerBounds(intervalOf(statement.domain, 'n0'), 0).min;
  const networks = doublings(first)
    .map((width) => ({ width, depth: Number(depthAt(width).num) }))
    .filter(({ depth }) => depth <= LARGEST.depth)
    .map(({ width, depth }) => ({
      width,
      point: architecture(statement.domain, input, Array<number>(depth).fill(width), depth, values),
    }))
    .filter(({ point }) => meetsCondition(statement, point));
  if (networks.length < FEWEST) return undefined;
  const digits = DIGITS + DIGITS_PER_POWER * (claim.order ?? 0);
  const exact = networks.map(({ width, point }) => {
    const { environment } = settingOf(subject, point);
    const value = evaluateDecimal(claim.quantity.expression, environment, digits);
    const claimed = evaluateDecimal(claim.formula.expression, environment, digits);
    return { width, value, claimed };
  });
  const { order } = claim;
  if (order === undefined) return limitOf(at, exact);
  const relative = exact.map(relativeRemainder);
  const scaled = Array.from({ length: order }, (_, power) => ({
    ...limitOf(
      at,
      relative.map(({ value, ...rest }) => ({
        ...rest,
        value: value.times(`${BigInt(rest.width) ** BigInt(power)}`),
      })),
    ),
    power,
  }));
  return scaled.find(misses) ?? scaled.at(-1);
}

/** Quantity and formula at one width. */
interface Values {
  readonly width: number;
  readonly value: Decimal;
  readonly claimed: Decimal;
}

/** quantity/formula - 1, which is claimed to vanish. */
function relativeRemainder({ width, value, claimed }: Values): Values {
  const remainder = value.minus(claimed);
  if (claimed.isZero() && !remainder.isZero())
    throw new Refusal('domain', `the formula is 0 at n = ${width}, and the quantity is not`);
  return { width, value: remainder.isZero() ? remainder : remainder.div(claimed), claimed: value.times(0) };
}

function limitOf(at: LimitFound['at'], exact: readonly Values[]): LimitFound {
  const remainders = exact.map(({ value, claimed }) => value.minus(claimed).toNumber());
  const changes = exact.slice(1).map(({ value }, i) => value.minus(exact[i]!.value).toNumber());
  const { limit, error } = richardson(exact.map(({ value }) => value));
  return {
    kind: 'limit',
    at,
    widths: exact.map(({ width }) => width),
    claimed: exact.at(-1)!.claimed.toNumber(),
    remainders,
    orders: observedOrders(remainders),
    changes: observedOrders(changes),
    extrapolated: limit.toNumber(),
    extrapolationError: error,
  };
}

function doublings(first: number): number[] {
  const widths: number[] = [];
  for (let n = first; n <= LARGEST.width; n *= 2) widths.push(n);
  return widths;
}

/** The order at which the remainders vanish: Infinity when they are zero, undefined when they do not settle. */
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

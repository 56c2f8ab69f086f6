import type { Decimal } from 'decimal.js';
import { BeyondOracle } from '../exact/moment.ts';
import { evaluateDecimal, evaluateExact, Refusal } from '../expression/index.ts';
import { isInteger, type Rational, rational } from '../rational/rational.ts';
import { formatRational } from '../rational/text.ts';
import type { Finding } from './agreement.ts';
import { architecture, integerBounds, intervalOf, rationalNames, simpleRationals } from './draw.ts';
import { type Subject, settingOf } from './subject.ts';
import type { LimitFound } from './verdict.ts';

const DIGITS = 30;
/** Widths double while networks are at most this wide and deep. */
const LARGEST = { width: 1024, depth: 1024 } as const;
/** An extrapolated limit agrees with the claim within this many times its own error. */
const AGREEMENT = 100;
/** An observed order counts as k when it is this near to it, extrapolated to infinite width. */
const ORDER_TOLERANCE = 0.05;

/**
 * Decides that a quantity tends to a formula as n grows with d = λ n (or with d fixed), from exact values at widths
 * that double. Closeness at one width decides nothing: a claim is supported when its remainders vanish at a settled
 * integer order in 1/n, and refuted when the Richardson extrapolation of the exact values misses it by far more than
 * the extrapolation's own error.
 */
export function checkLimit(subject: Subject): Finding {
  const limits: LimitFound[] = [];
  for (const values of points(subject)) {
    try {
      limits.push(limitAt(subject, values));
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof BeyondOracle)) throw error;
      return {
        outcome: 'undecided',
        reason: error.message,
        evidence: [{ kind: 'refused', reason: error.message }],
      };
    }
  }
  const missed = limits.find(misses);
  if (missed) {
    const off = Math.abs(missed.extrapolated / missed.claimed - 1);
    return {
      outcome: 'refuted',
      reason: `at ${written(missed.at)} the limit is ${missed.extrapolated.toPrecision(8)}, not ${missed.claimed.toPrecision(8)} (off by ${(100 * off).toPrecision(3)}%)`,
      evidence: [missed],
    };
  }
  const unsettled = limits.find((limit) => !vanishes(limit));
  if (unsettled) {
    return {
      outcome: 'undecided',
      reason: `remainders at ${written(unsettled.at)} have not settled on an order`,
      evidence: limits,
    };
  }
  const order = Math.min(...limits.map(({ orders }) => Math.round(settledOrder(orders))));
  const power = Math.max(
    ...limits.map(
      ({ extrapolated, extrapolationError }) => (AGREEMENT * extrapolationError) / Math.abs(extrapolated),
    ),
  );
  return {
    outcome: 'supported',
    reason: `remainder O(1/n${order > 1 ? `^${order}` : ''}) at ${limits.length} points; a relative error of ${power.toExponential(0)} would show`,
    evidence: limits,
  };
}

const written = (at: LimitFound['at']): string =>
  Object.entries(at)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');

/** All combinations of two or three simple values of each scalar, λ among them. */
function points({ statement: { domain } }: Subject): Map<string, Rational>[] {
  return rationalNames(domain).reduce<Map<string, Rational>[]>(
    (rows, name) =>
      simpleRationals(intervalOf(domain, name), name === 'lambda' ? 3 : 2).flatMap((value) =>
        rows.map((row) => new Map(row).set(name, value)),
      ),
    [new Map()],
  );
}

function limitAt(subject: Subject, values: ReadonlyMap<string, Rational>): LimitFound {
  const { domain } = subject.statement;
  const depth = domain.ranges.get('d')!;
  const depthAt = (n: number): Rational =>
    depth.kind === 'equals'
      ? evaluateExact(depth.value.expression, {
          symbols: new Map([...values, ['n', rational(n)]]),
          lists: new Map(),
        })
      : rational(Math.max(2, integerBounds(depth.interval, 0).min));
  const first = [4, 5, 6, 8, 10, 12].find((n) => isInteger(depthAt(n)) && depthAt(n).num > 0n);
  if (!first)
    throw new Refusal(
      'domain',
      `d = ${depth.kind === 'equals' ? depth.value.text : ''} is no integer at any width tried`,
    );
  const widths = doublings(first).filter((n) => Number(depthAt(n).num) <= LARGEST.depth);
  const exact = widths.map((n) => {
    const d = Number(depthAt(n).num);
    const input = integerBounds(intervalOf(domain, 'n0'), 0).min;
    const { environment } = settingOf(
      subject,
      architecture(domain, input, Array<number>(d).fill(n), d, values),
    );
    return {
      value: evaluateDecimal(subject.claim.quantity.expression, environment, DIGITS),
      claimed: evaluateDecimal(subject.claim.formula.expression, environment, DIGITS),
    };
  });
  const remainders = exact.map(({ value, claimed }) => value.minus(claimed).toNumber());
  const { limit, error } = richardson(exact.map(({ value }) => value));
  return {
    kind: 'limit',
    at: Object.fromEntries([...values].map(([name, value]) => [name, formatRational(value)])),
    widths,
    claimed: exact.at(-1)!.claimed.toNumber(),
    remainders,
    orders: remainders.slice(1).map((remainder, i) => Math.log2(Math.abs(remainders[i]! / remainder))),
    extrapolated: limit.toNumber(),
    extrapolationError: error,
  };
}

function doublings(first: number): number[] {
  const widths: number[] = [];
  for (let n = first; n <= LARGEST.width; n *= 2) widths.push(n);
  return widths;
}

/** The limit of values at doubling widths whose error is a power series in 1/n, and the last correction's size. */
function richardson(values: readonly Decimal[]): { readonly limit: Decimal; readonly error: number } {
  let row = [...values];
  let last = row.at(-1)!;
  let error = Number.POSITIVE_INFINITY;
  for (let k = 1; row.length > 1; k++) {
    const factor = 2 ** k;
    row = row.slice(1).map((value, i) =>
      value
        .times(factor)
        .minus(row[i]!)
        .div(factor - 1),
    );
    const next = row.at(-1)!;
    error = next.minus(last).abs().toNumber();
    last = next;
  }
  return { limit: last, error };
}

/** All remainders zero, or falling at an order that settles on an integer, at least 1. */
function vanishes({ remainders, orders, claimed, extrapolated, extrapolationError }: LimitFound): boolean {
  if (remainders.every((remainder) => remainder === 0)) return true;
  const order = settledOrder(orders);
  const isInteger = Math.abs(order - Math.round(order)) < ORDER_TOLERANCE && Math.round(order) >= 1;
  return isInteger && Math.abs(extrapolated - claimed) <= AGREEMENT * extrapolationError;
}

/** Observed orders themselves converge like 1/n; one Richardson step takes that off. */
const settledOrder = (orders: readonly number[]): number => 2 * (orders.at(-1) ?? 0) - (orders.at(-2) ?? 0);

/** The extrapolated limit is off by a thousand times its own error, and the remainders stay. */
function misses({ claimed, extrapolated, extrapolationError, remainders }: LimitFound): boolean {
  const gap = Math.abs(extrapolated - claimed);
  const stays = Math.abs(remainders.at(-1)!) > 0.5 * Math.abs(remainders.at(-2)!);
  return gap > 1000 * extrapolationError && gap > 1e-9 * Math.abs(extrapolated) && stays;
}

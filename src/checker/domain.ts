import { compare, equal, type Fraction, integer, isZero, parseFraction, ZERO } from './fraction.ts';
import { isObject, type Json, oneOf, text } from './json.ts';
import { refuse, short } from './refusal.ts';
import { type Comparison, parseCondition } from './syntax.ts';

/** The numbers a symbol stands for; a missing end is infinite. */
export interface Interval {
  readonly low?: Fraction;
  readonly high?: Fraction;
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
}

/** Where a claim is made. Depth and widths are integers, everything else is any rational of its interval. */
export interface Domain {
  readonly widths: 'equal' | 'list';
  /** d = lambda n, the joint limit: then there is no interval of d. */
  readonly joint: boolean;
  readonly intervals: ReadonlyMap<string, Interval>;
  readonly where: readonly Comparison[];
}

/** Symbols in the order in which points are listed; y = 2^-n is free in every identity. */
export const PARAMETERS = ['r', 'sigma_w2', 'sigma_b2', 'bias_gradient', 'output_sigma_w2', 'n0'] as const;

/** The least value of a symbol, and whether it is itself allowed. */
const LEAST: ReadonlyMap<string, readonly [bigint, 'open' | 'closed']> = new Map([
  ['d', [1n, 'closed']],
  ['n', [1n, 'closed']],
  ['n0', [1n, 'closed']],
  ['r', [0n, 'closed']],
  ['sigma_w2', [0n, 'open']],
  ['sigma_b2', [0n, 'closed']],
  ['bias_gradient', [0n, 'closed']],
  ['output_sigma_w2', [0n, 'open']],
  ['lambda', [0n, 'open']],
]);
const INTEGERS = new Set(['d', 'n', 'n0']);

export function readDomain(value: Json | undefined): Domain {
  if (!isObject(value)) return refuse('domain: wanted an object');
  const widths = oneOf(value.get('widths'), 'domain.widths', ['equal', 'list']);
  const joint = value.get('d') === '= lambda*n';
  const intervals = new Map<string, Interval>();
  for (const [name, range] of value) {
    if (name === 'widths' || name === 'where' || (name === 'd' && joint)) continue;
    if (!LEAST.has(name)) refuse(`domain: unknown symbol ${JSON.stringify(short(name))}`);
    intervals.set(name, readInterval(name, text(range, `domain.${name}`)));
  }
  for (const name of joint ? ['n', 'lambda'] : ['d', 'n'])
    if (!intervals.has(name)) refuse(`domain: ${name} is missing`);
  if (!joint && intervals.has('lambda')) refuse('domain: lambda has no meaning unless d = lambda*n');
  if (widths === 'list' && (joint || intervals.has('n0')))
    refuse('domain: a list of widths is n[0], n[1], ...; it has no n0 and no lambda');
  const where = value.has('where') ? parseCondition(text(value.get('where'), 'domain.where')) : [];
  return { widths, joint, intervals, where };
}

function readInterval(name: string, range: string): Interval {
  const match = /^([[(])(-?[\d./]+), (-?[\d./]+|inf)([\])])$/.exec(range);
  const low = match && parseFraction(match[2]!);
  const high = match && (match[3] === 'inf' ? undefined : parseFraction(match[3]!));
  if (!match || !low || (!high && match[3] !== 'inf') || (!high && match[4] === ']'))
    return refuse(
      `domain.${name}: found ${JSON.stringify(short(range))}; wanted an interval such as [1, inf) or (0, 2]`,
    );
  const interval = { low, ...(high && { high }), lowOpen: match[1] === '(', highOpen: match[4] === ')' };
  const [least, end] = LEAST.get(name)!;
  const side = compare(low, integer(least));
  if (side < 0 || (side === 0 && end === 'open' && !interval.lowOpen))
    refuse(`domain.${name}: ${short(range)} goes below what the network allows`);
  const span = high ? compare(low, high) : -1;
  if (span > 0 || (span === 0 && (interval.lowOpen || interval.highOpen)))
    refuse(`domain.${name}: it is empty`);
  return INTEGERS.has(name) ? integral(name, interval) : interval;
}

/** The same integers, with closed ends. */
function integral(name: string, { low, high, lowOpen, highOpen }: Interval): Interval {
  const floor = ({ num, den }: Fraction): bigint => (num - (((num % den) + den) % den)) / den;
  const ceiling = (x: Fraction): bigint => -floor({ num: -x.num, den: x.den });
  const first = lowOpen ? floor(low!) + 1n : ceiling(low!);
  const last = high && (highOpen ? ceiling(high) - 1n : floor(high));
  if (last !== undefined && last < first) refuse(`domain.${name}: it is empty`);
  return {
    low: integer(first),
    ...(last !== undefined && { high: integer(last) }),
    lowOpen: false,
    highOpen: last === undefined,
  };
}

export function contains({ low, high, lowOpen, highOpen }: Interval, x: Fraction): boolean {
  if (low && compare(x, low) < (lowOpen ? 1 : 0)) return false;
  return !(high && compare(x, high) > (highOpen ? -1 : 0));
}

/** Whether every point of `inner` lies in `outer`; both have a low end. */
export function within(inner: Interval, outer: Interval): boolean {
  const low = compare(inner.low!, outer.low!);
  if (low < 0 || (low === 0 && outer.lowOpen && !inner.lowOpen)) return false;
  if (!outer.high) return true;
  if (!inner.high) return false;
  const high = compare(inner.high, outer.high);
  return high < 0 || (high === 0 && !(outer.highOpen && !inner.highOpen));
}

/** The only value of an interval that has one. */
export const single = ({ low, high }: Interval): Fraction | undefined =>
  low && high && equal(low, high) ? low : undefined;

export const holdsZero = (interval: Interval): boolean => contains(interval, ZERO);
export const isOnlyZero = (interval: Interval): boolean =>
  holdsZero(interval) && single(interval) !== undefined;

/** The first and the last depth, an integer or Infinity. */
export function depthRange(domain: Domain): readonly [first: number, last: number] {
  const { low, high } = domain.intervals.get('d') ?? refuse('this theorem wants an interval of depths');
  return [Number(low!.num), high ? Number(high.num) : Number.POSITIVE_INFINITY];
}

/** Whether a comparison holds between two values. */
export function holds(operator: string, left: Fraction, right: Fraction): boolean {
  const side = compare(left, right);
  const wanted: Record<string, boolean> = {
    '<': side < 0,
    '<=': side <= 0,
    '>': side > 0,
    '>=': side >= 0,
    '==': isZero({ num: BigInt(side), den: 1n }),
    '!=': side !== 0,
  };
  return wanted[operator] ?? refuse(`unknown comparison ${operator}`);
}

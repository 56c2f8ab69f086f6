import { compare, type Rational } from '../rational/rational.ts';
import { formatRational, parseRational } from '../rational/text.ts';

/** An interval of rationals; a missing end is infinite. */
export interface Interval {
  readonly low?: Rational;
  readonly high?: Rational;
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
}

const INTERVAL = /^\s*([[(])\s*([^\s,]+)\s*,\s*([^\s,]+)\s*([\])])\s*$/;

/** Reads `[1, inf]` given as a pair, or `"(0, 2]"`. Returns the message to show when it is not an interval. */
export function parseInterval(range: readonly [string, string] | string): Interval | string {
  const wanted = 'wanted [low, high] or an interval such as "(0, 2]", with rationals like 3/2 or 0.5, or inf';
  const match = typeof range === 'string' ? INTERVAL.exec(range) : ['', '[', range[0], range[1], ']'];
  if (!match) return `found ${shown(range)}; ${wanted}`;
  const [, open, lowText = '', highText = '', close] = match;
  const low = parseRational(lowText);
  const high = parseRational(highText);
  if (!low && lowText !== '-inf') return `found ${shown(lowText)}; ${wanted}`;
  if (!high && highText !== 'inf') return `found ${shown(highText)}; ${wanted}`;
  const interval = {
    ...(low && { low }),
    ...(high && { high }),
    lowOpen: open === '(',
    highOpen: close === ')',
  };
  return isEmpty(interval) ? `the interval ${formatInterval(interval)} is empty` : interval;
}

const shown = (value: unknown): string => JSON.stringify(value).slice(0, 60);

function isEmpty({ low, high, lowOpen, highOpen }: Interval): boolean {
  if (!low || !high) return false;
  const side = compare(low, high);
  return side > 0 || (side === 0 && (lowOpen || highOpen));
}

export function contains(interval: Interval, x: Rational): boolean {
  const { low, high, lowOpen, highOpen } = interval;
  if (low && compare(x, low) < (lowOpen ? 1 : 0)) return false;
  return !(high && compare(x, high) > (highOpen ? -1 : 0));
}

export function formatInterval({ low, high, lowOpen, highOpen }: Interval): string {
  const end = (x: Rational | undefined, infinite: string): string => (x ? formatRational(x) : infinite);
  return `${lowOpen || !low ? '(' : '['}${end(low, '-inf')}, ${end(high, 'inf')}${highOpen || !high ? ')' : ']'}`;
}

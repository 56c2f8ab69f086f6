import { compare, type Rational } from '../../rational/rational.ts';
import { parseRational } from '../../rational/text.ts';
import { formatInterval, type Interval, parseInterval } from '../../statement/domain.ts';
import type { InferredDomain } from './domain.ts';

/** A domain into which simple conditions have gone, and the others. */
export interface Narrowed {
  readonly domain: InferredDomain;
  readonly where: readonly string[];
}

const SIMPLE = /^\(?\s*(\w+)\s*(==|>=|<=|>|<)\s*([^\s()]+)\s*\)?$/;
const TURNED: Readonly<Record<string, string>> = { '==': '==', '>=': '<=', '<=': '>=', '>': '<', '<': '>' };
const RANGE = /^\{ (integer|width|rational): "?([[(].*[\])])"? \}$/;

/** Conditions on one symbol alone, as d >= 2 or r == 1, are ranges: proofs cover these, and every network that is drawn meets them. */
export function narrowed(domain: InferredDomain, conditions: readonly string[]): Narrowed {
  const ranges = new Map(domain);
  const where = conditions
    .flatMap((condition) => condition.split(/\band\b/))
    .map((condition) => condition.trim())
    .filter((condition) => {
      const [, name, sign, bound] = partsOf(condition) ?? [];
      const value = bound === undefined ? undefined : parseRational(bound);
      const range = name === undefined ? undefined : RANGE.exec(ranges.get(name) ?? '');
      if (!value || !range || !sign) return true;
      const interval = parseInterval(range[2]!);
      if (typeof interval === 'string') return true;
      const smaller = meet(interval, sign, value);
      if (!smaller) return true;
      ranges.set(name!, `{ ${range[1]}: ${JSON.stringify(formatInterval(smaller))} }`);
      return false;
    });
  return { domain: ranges, where };
}

function partsOf(condition: string): readonly string[] | undefined {
  const found = SIMPLE.exec(condition);
  if (!found) return undefined;
  const [whole, left, sign, right] = found as unknown as [string, string, string, string];
  return parseRational(left) ? [whole, right, TURNED[sign]!, left] : found;
}

/** The part of an interval that a condition leaves; undefined where it leaves nothing. */
function meet(interval: Interval, sign: string, value: Rational): Interval | undefined {
  let { low, high, lowOpen, highOpen } = interval;
  if (sign === '==' || sign === '>=' || sign === '>') {
    const isOpen = sign === '>';
    const side = low ? compare(value, low) : 1;
    if (side > 0) [low, lowOpen] = [value, isOpen];
    else if (side === 0) lowOpen ||= isOpen;
    else if (sign === '==') return undefined;
  }
  if (sign === '==' || sign === '<=' || sign === '<') {
    const isOpen = sign === '<';
    const side = high ? compare(value, high) : -1;
    if (side < 0) [high, highOpen] = [value, isOpen];
    else if (side === 0) highOpen ||= isOpen;
    else if (sign === '==') return undefined;
  }
  if (low && high && (compare(low, high) > 0 || (compare(low, high) === 0 && (lowOpen || highOpen))))
    return undefined;
  return { ...(low && { low }), ...(high && { high }), lowOpen, highOpen };
}

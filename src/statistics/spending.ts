import { checkLevel } from './interval.ts';

/**
 * The level of look k = 0, 1, 2, … such that the intervals of all looks hold at once with probability 1 - level (the
 * union bound), whenever one stops: equal shares of a planned number of looks, the whole level for one; without a plan
 * level·6/(π²(k+1)²), whose sum over all k is the level.
 *
 * Throws a RangeError unless 0 <= look < planned are whole (planned may be Infinity) and 0 < level < 1.
 */
export function levelOfLook(level: number, look: number, planned = Number.POSITIVE_INFINITY): number {
  checkLevel(level);
  const endless = planned === Number.POSITIVE_INFINITY;
  if (!Number.isInteger(look) || look < 0 || !(look < planned) || !(endless || Number.isInteger(planned)))
    throw new RangeError(`look ${look} of ${planned}; they are counted from 0`);
  if (!endless) return level / planned;
  return (6 * level) / (Math.PI * (look + 1)) ** 2;
}

/**
 * The sample counts at which one looks: first, 2 first, 4 first, … below `last`, and `last` itself. One then stops
 * with at most twice the samples that were needed, after log2 as many looks.
 *
 * Throws a RangeError unless both are whole and at least 1.
 */
export function lookCounts(first: number, last: number): readonly number[] {
  for (const count of [first, last])
    if (!Number.isSafeInteger(count) || count < 1)
      throw new RangeError(`${count} samples; wanted at least 1`);
  const counts: number[] = [];
  for (let count = first; count < last; count *= 2) counts.push(count);
  return [...counts, last];
}

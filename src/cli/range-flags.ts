import { InvalidArgumentError } from '@commander-js/extra-typings';
import { excerpt } from '../limits/excerpt.ts';
import { SWEEP_LIMITS } from '../limits/limits.ts';
import { MAX_DEPTH } from '../network/build.ts';
import { add, compare, type Rational, ZERO } from '../rational/rational.ts';
import { parseRational } from '../rational/text.ts';

const MAX_VALUES = SWEEP_LIMITS.values;

/** Rationals in ascending order, each once: `1/2,0.8` or `0.5..3.5:0.5`, or both. */
export function rationalsFlag(text: string): Rational[] {
  return valuesOf(text, "rationals such as '0.5,1,3/2' or '0.5..3.5:0.5'");
}

/** Depths in ascending order, each once: `2..50`, `2..50:4`, `5,10,20`. */
export function depthsFlag(text: string): number[] {
  const wish = `depths from 1 to ${MAX_DEPTH} such as '2..50', '2..50:4' or '5,10,20'`;
  return valuesOf(text, wish).map(({ num, den }) => {
    if (den !== 1n || num < 1n || num > MAX_DEPTH) throw refusal(text, wish);
    return Number(num);
  });
}

const refusal = (text: string, wish: string): InvalidArgumentError =>
  new InvalidArgumentError(`found '${excerpt(text)}'; wanted ${wish}`);

function valuesOf(text: string, wish: string): Rational[] {
  const values = text.split(',').flatMap((part) => rangeOf(part.trim()) ?? [undefined]);
  if (values.length > MAX_VALUES)
    throw new InvalidArgumentError(
      `found '${excerpt(text)}', which is more than ${MAX_VALUES} values; wanted fewer`,
    );
  const known = values.filter((value) => value !== undefined).sort(compare);
  if (known.length < values.length) throw refusal(text, wish);
  return known.filter((value, i) => i === 0 || compare(known[i - 1]!, value) !== 0);
}

/** `a`, `a..b` in steps of 1, or `a..b:step`; undefined for anything else. */
function rangeOf(part: string): Rational[] | undefined {
  const [, first = part, last, by] = /^([^:]+?)\.\.([^:]+?)(?::([^:]+))?$/.exec(part) ?? [];
  const [from, to, step] = [first, last ?? first, by ?? '1'].map(parseRational);
  if (!(from && to && step) || compare(from, to) > 0 || compare(step, ZERO) <= 0) return undefined;
  const values: Rational[] = [];
  for (let value = from; compare(value, to) <= 0 && values.length <= MAX_VALUES; value = add(value, step))
    values.push(value);
  return values;
}

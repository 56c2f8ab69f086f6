import { expect } from 'vitest';
import { compare, type Rational } from '../src/rational/rational.ts';
import { formatRational } from '../src/rational/text.ts';

/** The two rationals are the same number; `what` says of which quantity. */
export const expectEqual = (what: string, found: Rational, wanted: Rational): void =>
  expect(`${what} = ${formatRational(found)}`).toBe(`${what} = ${formatRational(wanted)}`);

/** low <= high */
export const expectAtMost = (what: string, low: Rational, high: Rational): void =>
  expect(compare(low, high), `${what}: ${formatRational(low)} <= ${formatRational(high)}`).not.toBe(1);

/** low < high */
export const expectLess = (what: string, low: Rational, high: Rational): void =>
  expect(compare(low, high), `${what}: ${formatRational(low)} < ${formatRational(high)}`).toBe(-1);

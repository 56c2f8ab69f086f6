/** Enclosures and comparisons against values of mpmath (test/reference/irrational.py). */
import { readFileSync } from 'node:fs';
import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import {
  compareValues,
  type Enclosed,
  enclosures,
  evaluateDecimal,
  parseExpression,
} from '../../src/expression/index.ts';

interface Value {
  readonly text: string;
  readonly value: string;
}

interface Reference {
  readonly values: readonly Value[];
  readonly long: readonly Value[];
  readonly pairs: readonly { readonly left: string; readonly right: string; readonly kind: string }[];
}

const file = new URL('../reference/irrational.json', import.meta.url);
const { values, long, pairs }: Reference = JSON.parse(readFileSync(file, 'utf8'));
const NOTHING = { symbols: new Map(), lists: new Map() };
const read = (text: string) =>
  parseExpression(text, { symbols: new Set(), lists: new Set(), form: 'formula' }).expression;

const Long = Decimal.clone({ precision: 1600 });
/** The reference is rounded in its last digit. */
const holds = ({ low, high }: Enclosed, value: string, digits = 60): boolean => {
  const known = new Long(value);
  const error = known.abs().times(`1e${1 - digits}`);
  return low.lte(known.plus(error)) && high.gte(known.minus(error));
};

describe('independent values', () => {
  test('lie in the enclosures at every precision', () => {
    const outside = values.filter(({ text, value }) =>
      [...enclosures(read(text), NOTHING, { from: 10, to: 160 })].some((found) => !holds(found, value)),
    );
    expect(outside).toEqual([]);
  });

  test.each(long.map(({ text, value }) => [text, value]))(
    '%s lies in all up to 1280 digits',
    (text, value) => {
      for (const { low, high, digits } of enclosures(read(text), NOTHING, { from: 5, to: 1280 })) {
        expect(holds({ low, high, digits }, value, 1500)).toBe(true);
        expect(high.minus(low).lte(high.abs().times(`1e${4 - digits}`))).toBe(true);
      }
    },
  );

  test('are found to 40 digits, cancellation or not', () => {
    const wrong = values.filter(({ text, value }) => {
      const found = evaluateDecimal(read(text), NOTHING, 40);
      return found.minus(value).abs().gt(found.abs().times('1e-39'));
    });
    expect(wrong).toEqual([]);
  });
});

describe('pairs', () => {
  const found = pairs.map(({ left, right, kind }) => ({
    left,
    right,
    kind,
    found: compareValues(read(left), read(right), NOTHING, { to: 640 }).kind,
  }));

  test('that differ are told apart, by as little as 10^-280', () => {
    expect(found.filter((pair) => pair.kind !== 'equal' && pair.found !== pair.kind)).toEqual([]);
  });

  test('that are equal are never told apart, and most are proved equal', () => {
    const equal = found.filter(({ kind }) => kind === 'equal');
    expect(equal.filter((pair) => pair.found !== 'equal' && pair.found !== 'undecided')).toEqual([]);
    const proved = equal.filter((pair) => pair.found === 'equal');
    expect(proved.length / equal.length).toBeGreaterThan(0.7);
  });
});

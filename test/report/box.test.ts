import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Box,
  beside,
  bracketed,
  flowed,
  fraction,
  heightOf,
  raised,
  stacked,
  text,
  widthOf,
} from '../../src/report/box.ts';

const box = (lines: readonly string[], baseline: number): Box => ({ lines, baseline });

/** Boxes of any size and baseline, with letters outside ASCII. */
const boxes: fc.Arbitrary<Box> = fc
  .tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 4 }), fc.nat(), fc.constantFrom('a', 'σ'))
  .map(([width, height, at, letter]) =>
    box(
      Array.from({ length: height }, () => letter.repeat(width)),
      at % height,
    ),
  );

const isRectangle = (one: Box): void => {
  for (const line of one.lines) expect([...line].length).toBe(widthOf(one));
  expect(one.baseline).toBeGreaterThanOrEqual(0);
  expect(one.baseline).toBeLessThan(heightOf(one));
};

/** Letters in a box: nothing drawn may lose one. */
const letters = ({ lines }: Box): number => lines.join('').replace(/[^aσ]/g, '').length;

test('whatever is put together is a rectangle with its baseline inside, and keeps every letter', () => {
  fc.assert(
    fc.property(boxes, boxes, (a, b) => {
      for (const one of [
        beside(a, b),
        stacked([a, b], 0),
        stacked([a, b], 1),
        fraction(a, b),
        raised(a, b),
      ]) {
        isRectangle(one);
        expect(letters(one)).toBe(letters(a) + letters(b));
      }
      for (const kind of ['()', '[]', '||', '⌊⌋'] as const) {
        isRectangle(bracketed(a, kind));
        expect(letters(bracketed(a, kind))).toBe(letters(a));
        expect(widthOf(bracketed(a, kind))).toBe(widthOf(a) + 2);
        expect(bracketed(a, kind).baseline).toBe(a.baseline);
      }
    }),
    { seed: 1 },
  );
});

describe('boxes', () => {
  test('side by side stand on one baseline', () => {
    const tall = box(['a', '─', 'b'], 1);
    expect(beside(text('x + '), tall, text('!'))).toEqual(box(['    a ', 'x + ─!', '    b '], 1));
    expect(beside(box(['u', 'v'], 1), box(['p', 'q'], 0))).toEqual(box(['u ', 'vp', ' q'], 1));
  });

  test('one above the other are centred, to the left where that cannot be', () => {
    expect(stacked([text('d'), text('Sum'), text('i=1')], 1)).toEqual(box([' d ', 'Sum', 'i=1'], 1));
    expect(stacked([text('a'), text('four')], 1).lines).toEqual([' a  ', 'four']);
  });

  test('a fraction stands on its bar, which is longer than both parts', () => {
    expect(fraction(text('a'), text('bcd'))).toEqual(box(['  a  ', '─────', ' bcd '], 1));
    const nested = fraction(fraction(text('1'), text('2')), text('3'));
    expect(nested).toEqual(box(['  1  ', ' ─── ', '  2  ', '─────', '  3  '], 3));
  });

  test('an exponent is at the upper right, and the base keeps its baseline', () => {
    expect(raised(text('xy'), text('k'))).toEqual(box(['  k', 'xy '], 1));
    expect(raised(box(['a', '─', 'b'], 1), text('2')).baseline).toBe(2);
  });

  test('brackets are as tall as what is in them', () => {
    expect(bracketed(text('x')).lines).toEqual(['(x)']);
    expect(bracketed(text('x'), '⌊⌋').lines).toEqual(['⌊x⌋']);
    expect(bracketed(box(['a', 'b'], 0)).lines).toEqual(['⎛a⎞', '⎝b⎠']);
    expect(bracketed(box(['a', 'b', 'c', 'd'], 0), '[]').lines).toEqual(['⎡a⎤', '⎢b⎥', '⎢c⎥', '⎣d⎦']);
  });
});

describe('boxes in a row', () => {
  const terms = ['one', ' + two', ' + three', ' + four'].map(text);

  test('stay on a line that is as wide as they are', () => {
    expect(flowed(terms, 24, 2)).toEqual(['one + two + three + four']);
  });

  test('break between boxes where it is not, with a blank line and an indent', () => {
    expect(flowed(terms, 23, 2)).toEqual(['one + two + three', '', '   + four']);
    expect(flowed(terms, 10, 2)).toEqual(['one + two', '', '   + three', '', '   + four']);
  });

  test('a box that is wider than the line has one of its own', () => {
    expect(flowed([text('a'), text('a long box'), text('b')], 4, 1)).toEqual([
      'a',
      '',
      ' a long box',
      '',
      ' b',
    ]);
  });

  test('lines are no wider than asked for, where every box fits', () => {
    fc.assert(
      fc.property(
        fc.array(boxes, { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 7, max: 20 }),
        (row, width) => {
          const lines = flowed(row, width, 3);
          for (const line of lines) expect([...line].length).toBeLessThanOrEqual(width);
          const all = row.reduce((total, one) => total + letters(one), 0);
          expect(letters(box(lines, 0))).toBe(all);
        },
      ),
      { seed: 1 },
    );
  });
});

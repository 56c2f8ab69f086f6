import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPrintableLine, printable, printableLine, unprintableIn } from '../../src/limits/printable.ts';

/** Controls of both blocks, directions, invisible ones, separators, half a character. */
const BAD = [
  ...['\0', '\u0007', '\u001b', '\u007f', '\u0085', '\u009b'],
  ...['\u061c', '\u200e', '\u200f', '\u202a', '\u202e', '\u2066', '\u2069'],
  ...['\u200b', '\ufeff', '\u{e0041}', '\u2028', '\u2029', '\ud800'],
];
const GOOD = ['σ_w² ≤ 2·10⁻³', 'naïve — “Käse” ∞', 'می\u200cخواهم', '👩\u200d🔬', '日本語'];

describe('what a terminal would obey', () => {
  test.each(BAD)('%j is named, and shown as the escape that JSON reads as it', (character) => {
    const text = `a${character}b`;
    const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    expect(unprintableIn(text)).toBe(`U+${code}`);
    expect(isPrintableLine(text)).toBe(false);
    expect(printable(text)).toMatch(/^a(\\u[0-9a-f]{4}){1,2}b$/);
    expect(JSON.parse(`"${printable(text)}"`)).toBe(text);
  });

  test.each(GOOD)('%s is shown as it is', (text) => {
    expect([unprintableIn(text), isPrintableLine(text), printable(text)]).toEqual([undefined, true, text]);
  });
});

test('lines stay lines in a text, and become blanks in a line', () => {
  expect([printable('a\n\tb'), printableLine('a\r\n\tb'), unprintableIn('a\r\n\tb')]).toEqual([
    'a\n\tb',
    'a b',
    undefined,
  ]);
  expect([isPrintableLine('a\nb'), printable('a\rb')]).toEqual([false, 'a\\u000db']);
});

test('whatever goes in, what comes out is printable', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(isPrintableLine(printableLine(text))).toBe(true);
      expect(unprintableIn(printable(text))).toBeUndefined();
    }),
  );
});

test('JSON that is made printable holds the same data', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (data) => {
      const text = JSON.stringify(data, null, 2);
      expect(JSON.parse(printable(text))).toEqual(JSON.parse(text));
    }),
  );
});

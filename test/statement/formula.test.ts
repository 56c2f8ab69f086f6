import { describe, expect, test } from 'vitest';
import { change, FILE, problem } from './files.ts';

const formula = (text: string, file = FILE): string => change('d*(1 + 2*r)', text, file);
const abbreviations = (rows: string, used: string): string =>
  formula(used, change('claims:', `let:\n${rows}\nclaims:`));

/** A formula with one unknown symbol `q`, in every way that YAML can write it: the place is that of the `q`. */
describe('an unknown symbol is found where it stands in the file', () => {
  test.each([
    ['plain', 'd*(1 + 2*q)', '14:23'],
    ['plain, over two lines', 'd*(1 +\n      2*q)', '15:9'],
    ['in single quotes', "'d*(1 + 2*q)'", '14:24'],
    ['in double quotes', '"d*(1 + 2*q)"', '14:24'],
    ['in double quotes, over two lines', '"d*(1 +\n      2*q)"', '15:9'],
    ['folded', '>-\n      d*(1 +\n      2*q)', '16:9'],
    ['folded, with a comment', '>- # d*q\n      d*(1 +\n\n      2*q)', '17:9'],
    ['literal', '|\n      d*(1 +\n        2*q)', '16:11'],
    ['after other names with a q', 'Sum(qq, 1, d, qq)*q', '14:32'],
    ['with an escape: at the start', '"d*(1 \\x2b 2*q)"', '14:14'],
  ])('%s', (_, text, place) => {
    expect(problem(formula(text))).toBe(`${place} claims.0.formula: unknown symbol 'q'; declared here: d, r`);
  });

  test('a text that ends too soon is wrong at its end', () => {
    expect(problem(formula('d*(1 + 2*r)*'))).toMatch(/^14:26 claims.0.formula: /);
    expect(problem(formula("'d*(1 + 2*r)*'"))).toMatch(/^14:27 claims.0.formula: /);
  });
});

describe('formulas', () => {
  test.each([
    ['an empty one', formula(''), '14:14 claims.0.formula: the text is empty; write an expression'],
    [
      'one cut by a comment',
      formula('d*(1 # + 2*r)'),
      "14:18 claims.0.formula: the '(' at 2 is never closed; close it",
    ],
    ['a map', formula('{ d }'), '14:14 claims.0.formula: found {"d":null}; wanted a text or a number'],
    [
      'a condition that is a number',
      change('claims:', 'where: d\nclaims:'),
      '11:8 where: found a value, wanted a comparison; write one with < <= > >= == or !=',
    ],
    [
      'a condition on an unknown symbol',
      change('claims:', 'where: d <= 2*q\nclaims:'),
      "11:15 where: unknown symbol 'q'; declared here: d, r",
    ],
    [
      'a list without an index',
      formula('d*n'),
      "14:16 claims.0.formula: 'n' is a list; write one element, as in n[1]",
    ],
  ])('%s', (_, file, expected) => expect(problem(file)).toBe(expected));
});

describe('abbreviations', () => {
  test.each([
    [
      'one that is not used',
      abbreviations('  a: 2*r', 'd'),
      "12:3 let.a: 'a' is declared and never used; remove it",
    ],
    ['one of itself', abbreviations('  a: 2*a', 'a'), "12:8 let.a: unknown symbol 'a'; declared here: d, r"],
    [
      'one of a later one',
      abbreviations('  a: b\n  b: r', 'a'),
      "12:6 let.a: unknown symbol 'b'; declared here: d, r",
    ],
    [
      'one named as a symbol',
      abbreviations('  d: 2', 'd'),
      "12:3 let.d: 'd' is a symbol of the domain already",
    ],
    [
      'one named as a list',
      abbreviations('  n: 2', 'n'),
      "12:3 let.n: 'n' is a symbol of the domain already",
    ],
    [
      'one named as a constant',
      abbreviations('  pi: 3', 'pi'),
      "12:3 let.pi: 'pi' has a fixed meaning; give the abbreviation another name",
    ],
    [
      'one named as a function',
      abbreviations('  exp: 3', 'exp'),
      "12:3 let.exp: 'exp' has a fixed meaning; give the abbreviation another name",
    ],
    [
      'one named as an observable',
      abbreviations('  K: 3', 'K'),
      "12:3 let.K: 'K' has a fixed meaning; give the abbreviation another name",
    ],
    [
      'one with a blank in its name',
      abbreviations('  a b: 3', 'd'),
      '12:3 let.a b: found "a b"; wanted a name of letters, digits and _, such as a_1',
    ],
    [
      'one that is a number',
      abbreviations('  1: 3', 'd'),
      '12:3 let.1: found "1"; wanted a name of letters, digits and _, such as a_1',
    ],
    ['__proto__', abbreviations('  __proto__: 3', 'd'), "12:3 '__proto__' is no name here"],
    [
      'one with a moment',
      abbreviations('  a: E(K)', 'a'),
      '12:6 let.a: E(...) may appear only in a quantity, not in a formula',
    ],
    [
      'an index named as one',
      abbreviations('  j: r', 'Sum(j, 1, d, j)'),
      "16:14 claims.0.formula: the index 'j' hides a symbol that an abbreviation uses; rename the index",
    ],
    [
      'an index that captures a symbol',
      abbreviations('  a: 2*d', 'Sum(d, 1, 2, a)'),
      "16:14 claims.0.formula: the index 'd' hides a symbol that an abbreviation uses; rename the index",
    ],
  ])('%s', (_, file, expected) => expect(problem(file)).toBe(expected));

  const chain = (length: number, next: (name: string) => string): string => {
    const rows = Array.from({ length }, (_, i) => `  a${i + 1}: ${next(`a${i}`)}`);
    return abbreviations(['  a0: d', ...rows].join('\n'), `a${length}`);
  };
  const most = 'more than 40000 nodes or 500 levels with its abbreviations written out; simplify';

  test('abbreviations that double in size are refused when they get too large', () => {
    // a_k has 2^(k+1) - 1 nodes: 32767 for k = 14 and 65535 for k = 15
    expect(problem(chain(14, (name) => `${name} + ${name}`))).toBe('nothing');
    expect(problem(chain(60, (name) => `${name} + ${name}`))).toBe(`27:8 let.a15: ${most}`);
  });

  test('a thousand abbreviations are read, and no more', () => {
    const rows = (length: number): string => Array.from({ length }, (_, i) => `  a${i}: d`).join('\n');
    const used = (length: number): string =>
      Array.from({ length }, (_, i) => `${i % 100 === 0 ? '0*(' : ''}a${i}${i % 100 === 99 ? ')' : ''}`).join(
        '+',
      );
    expect(problem(abbreviations(rows(1000), used(1000)))).toBe('nothing');
    expect(problem(abbreviations(rows(1001), 'a0'))).toBe(
      '1012:3 let.a1000: more than 1000 abbreviations; simplify',
    );
  });

  test('a long chain of abbreviations in a long sum is refused before a stack overflows', () => {
    const long = (name: string): string => `${name}${' + d'.repeat(400)}`;
    expect(problem(abbreviations(`  a: ${long('d')}\n  b: ${long('a')}`, 'b'))).toBe(`13:6 let.b: ${most}`);
  });

  test('abbreviations that nest without end are refused before a stack overflows', () => {
    expect(problem(chain(499, (name) => `-${name}`))).toBe('nothing');
    expect(problem(chain(1000, (name) => `-${name}`))).toBe(`512:9 let.a500: ${most}`);
  });
});

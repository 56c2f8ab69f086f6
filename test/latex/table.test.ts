import { describe, expect, test } from 'vitest';
import { makeTable, readDisplay, type TableText } from '../../src/latex/index.ts';
import { said } from './read.ts';

const tex = String.raw;
const read = (formula: string, text: TableText): string => said(readDisplay(formula, makeTable(text)));

describe('the table of symbols', () => {
  test.each([
    ['a name for the depth', { L: 'd - 1' }, tex`2^L`, '2^(d - 1)'],
    ['a list of its own', { 'N_{#1}': 'n[#1]' }, tex`\sum_{i=1}^d N_i`, 'Sum(i, 1, d, n[i])'],
    ['shifted', { 'N_{#1}': 'n[#1 - 1]' }, tex`N_{k}`.replace('k', '2'), 'n[2 - 1]'],
    ['an observable with a factor', { '\\Delta_{ww}': 'f*Qww/2' }, tex`\mathbb E[\Delta_{ww}]`, 'E(f*Qww/2)'],
    ['one letter that replaces a default', { n: 'n[1]' }, 'n', 'n[1]'],
    ['an input of another name', { z: 'input' }, tex`\|z\|^2/n_0`, 'r'],
    ['an argument in brackets', { 'K(x,x;#1)': 'K*#1' }, tex`\mathbb{E}[K(x,x;d+1)]`, 'E(K*(d + 1))'],
    ['the input width of equal ones', { n_0: 'n0' }, tex`n\|x\|^4/n_0^2`, 'n*r^2'],
    ['an expectation of its own', { M: 'E(K^2)' }, tex`M/\mathbb E[K]^2`, 'E(K^2)/E(K)^2'],
    ['the longest key counts', { '\\Theta_\\infty': 'd' }, tex`\Theta_\infty`, 'd'],
  ])('%s', (_, symbols, formula, text) => {
    expect(read(formula, { symbols: symbols as unknown as Record<string, string> })).toBe(text);
  });

  test.each<[string, TableText, string]>([
    ['a value that is no expression', { symbols: { a: '2n' } }, 'is no expression'],
    ['a value with code', { symbols: { a: 'import("x")' } }, 'is no expression'],
    ['a key that is no name', { symbols: { '2': 'd' } }, 'is no name'],
    ['an empty key', { symbols: { '': 'd' } }, 'is no name'],
    ['a key with a fraction', { symbols: { '\\frac12': 'd' } }, 'is no name'],
    ['an argument that the key lacks', { symbols: { 'a_{#1}': 'n[#2]' } }, 'has no #2'],
    ['an argument twice', { symbols: { 'a_{#1}(#1)': 'n[#1]' } }, 'stands once'],
    ['an unknown meaning', { relations: { '\\sim': 'roughly' } }, 'write one of'],
    ['a sign that is no relation', { relations: { '+': 'equals' } }, 'no relation'],
    [
      'too many',
      { symbols: Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`a_{${i}}`, 'd'])) },
      'more than',
    ],
  ])('refused: %s', (_, text, words) => {
    expect(() => makeTable(text)).toThrow(words);
  });

  test('an index that a value would capture is refused', () => {
    const table = makeTable({ symbols: { '\\beta': 'k/n' } });
    expect(() => readDisplay(tex`\sum_{k=1}^{d}n_k\beta`, table)).toThrow('which is an index here');
    const list = makeTable({ symbols: { 'S_{#1}': 'Sum(i, 1, #1, n[i])' } });
    expect(said(readDisplay(tex`\sum_{j=1}^{d}S_j`, list))).toBe('Sum(j, 1, d, Sum(i, 1, j, n[i]))');
    expect(() =>
      readDisplay(tex`\sum_{i=1}^{d}S_i^2`, makeTable({ symbols: { 'S_{#1}': 'Sum(i, 1, d, n[i]^#1)' } })),
    ).toThrow('is an index in its value');
  });
});

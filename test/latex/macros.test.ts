import { describe, expect, test } from 'vitest';
import { makeTable, readDisplay, readDocument } from '../../src/latex/index.ts';
import { said } from './read.ts';

const tex = String.raw;

/** A formula after definitions, as text. */
function written(definitions: string, formula: string): string {
  const { macros, problems } = readDocument(definitions);
  expect(problems).toEqual([]);
  return said(readDisplay(formula, makeTable({}, macros), macros));
}

describe("an author's macros", () => {
  test.each([
    ['an argument', tex`\newcommand{\lr}[1]{\left(#1\right)}`, tex`d\lr{1+r}`, 'd*(1 + r)'],
    ['two arguments', tex`\newcommand\q[2]{\frac{#1}{#2}}`, tex`\q dn`, 'd/n'],
    ['an optional argument', tex`\newcommand{\q}[2][5]{\frac{#1}{#2}}`, tex`\q{n}+\q[6]{n}`, '5/n + 6/n'],
    ['redefined', tex`\newcommand{\a}{d}\renewcommand{\a}{n}`, tex`\a`, 'n'],
    ['provided where it is there', tex`\newcommand{\a}{d}\providecommand{\a}{n}`, tex`\a`, 'd'],
    ['plain TeX', tex`\def\q#1#2{\frac{#1}{#2}}`, tex`\q{d}{n}`, 'd/n'],
    ['an operator', tex`\DeclareMathOperator{\Var}{Var}`, tex`\Var[K]`, 'E(K^2) - E(K)^2'],
    [
      'delimiters',
      tex`\DeclarePairedDelimiter{\size}{\lVert}{\rVert}`,
      tex`\size{x}^2/n_0+\size*{x}^2/n_0`,
      'r + r',
    ],
    ['let', tex`\newcommand{\a}{d}\let\b\a\renewcommand{\a}{n}`, tex`\b`, 'd'],
    ['let of a command', tex`\let\s=\sigma`, tex`\s_w^2`, 'sigma_w2'],
    ['swapped by let', tex`\let\old\sigma\let\sigma\lambda\let\lambda\old`, tex`\sigma`, 'lambda'],
    ['in one another', tex`\newcommand{\a}{d}\newcommand{\b}[1]{\a#1}`, tex`\b{\b n}`, 'd*d*n'],
    ['a document command', tex`\NewDocumentCommand{\q}{m m}{\frac{#1}{#2}}`, tex`\q{d}{n}`, 'd/n'],
    ['of a symbol of the table', tex`\newcommand{\Kw}{K_{\mathrm{w}}}`, tex`\mathbb E[\Kw^2]`, 'E(Kw^2)'],
  ])('%s', (_, definitions, formula, text) => {
    expect(written(definitions, formula)).toBe(text);
  });

  test.each([
    ['that calls itself', tex`\def\a{\a}`, tex`\a`, 'calls itself'],
    ['that grows', tex`\def\a{\a\a}`, tex`\a`, 'calls itself'],
    ['that doubles', doubling(), tex`\mz`, 'in more than 24 others'],
    ['with delimited arguments', tex`\def\a(#1){#1}`, tex`\a(d)`, 'delimited arguments'],
    ['without its argument', tex`\newcommand{\a}[1]{#1}`, tex`\a`, 'is missing'],
    ['with other arguments', tex`\NewDocumentCommand{\a}{o m}{#2}`, tex`\a{d}`, 'other kinds'],
    ['that takes none', tex`\newcommand{\a}{#1}`, tex`\a`, 'does not take'],
  ])('refused: one %s', (_, definitions, formula, words) => {
    expect(() => written(definitions, formula)).toThrow(words);
  });

  test('have the place of the call, arguments their own', () => {
    const { macros } = readDocument(tex`\newcommand{\lr}[1]{(#1)\unknown}`);
    expect(() => readDisplay(tex`2\lr{n+d}`, makeTable(), macros)).toThrow(
      expect.objectContaining({ offset: 1 }),
    );
    expect(() => readDisplay(tex`2\lr{\other}`, makeTable(), macros)).toThrow(
      expect.objectContaining({ offset: 5 }),
    );
  });

  test('in keys of the table are written out', () => {
    const { macros } = readDocument(tex`\newcommand{\Dww}{\Delta_{\mathrm{ww}}}`);
    const table = makeTable({ symbols: { '\\Dww': 'f*Qww' } }, macros);
    expect(said(readDisplay(tex`\mathbb E[\Delta_{ww}]`, table))).toBe('E(f*Qww)');
  });
});

/** \ma is two of \mb, and so on: 2^25 letters. */
function doubling(): string {
  const letters = 'abcdefghijklmnopqrstuvwxy';
  return [...letters]
    .map(
      (letter, i) =>
        tex`\def\m${i === 0 ? 'a' : letter}{${i === 0 ? 'd' : tex`\m${letters[i - 1]}\m${letters[i - 1]}`}}`,
    )
    .concat(tex`\def\mz{\my\my}`)
    .join('');
}

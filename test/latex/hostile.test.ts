import { describe, expect, test } from 'vitest';
import { LatexError, makeTable, readDisplay, readDocument, readEquation } from '../../src/latex/index.ts';
import { LATEX_LIMITS } from '../../src/limits/limits.ts';

const tex = String.raw;
const MEGABYTE = 1_000_000;
const table = makeTable();

/** Whatever is written, the answer is a reading or a refusal. */
function refusal(source: string): LatexError {
  try {
    readDisplay(source, table);
  } catch (error) {
    expect(error).toBeInstanceOf(LatexError);
    return error as LatexError;
  }
  throw new Error('it was read');
}

const repeated = (text: string, characters: number): string =>
  text.repeat(Math.ceil(characters / text.length));
const bytes = String.fromCharCode(...Array.from({ length: 20_000 }, (_, i) => (i * 7919) % 65536));

const WHOLE: Readonly<Record<string, string>> = {
  'a hundred thousand braces': '{'.repeat(100_000),
  'closing ones': '}'.repeat(100_000),
  'a megabyte of \\frac': repeated(tex`\frac`, MEGABYTE),
  'a megabyte of \\[': repeated(tex`\[`, MEGABYTE),
  'a megabyte of dollars': repeated('$', MEGABYTE + 1),
  'a megabyte of \\begin{align}': repeated(tex`\begin{align}`, MEGABYTE),
  'a megabyte of \\begin{theorem}': repeated(tex`\begin{theorem}`, MEGABYTE),
  'a megabyte of \\begin{verbatim}': repeated(tex`\begin{verbatim}`, MEGABYTE),
  'a megabyte of empty displays': repeated(tex`\[\]`, 20_000 * 4),
  'a megabyte of letters': repeated('a', MEGABYTE),
  'bytes that are no text': bytes,
  'a megabyte of backslashes': repeated('\\', MEGABYTE),
  'percent signs': repeated('%\n', MEGABYTE),
};

describe('one formula', () => {
  test.each(Object.keys(WHOLE).filter((name) => !/empty|percent/.test(name)))('%s', (name) => {
    refusal(WHOLE[name]!);
  });

  test.each([
    ['braces', LATEX_LIMITS.levels, (n: number) => `${'{'.repeat(n)}d${'}'.repeat(n)}`, 'deep'],
    ['brackets', LATEX_LIMITS.levels, (n: number) => `${'('.repeat(n)}d${')'.repeat(n)}`, 'levels'],
    ['fractions', LATEX_LIMITS.levels, (n: number) => `${tex`\frac{1}{`.repeat(n)}d${'}'.repeat(n)}`, 'deep'],
    ['roots', LATEX_LIMITS.levels, (n: number) => `${tex`\sqrt`.repeat(n)}d`, 'deep'],
    ['powers', LATEX_LIMITS.levels, (n: number) => `${'d^{'.repeat(n)}d${'}'.repeat(n)}`, 'deep'],
    ['terms', LATEX_LIMITS.chain, (n: number) => `d${'+d'.repeat(n)}`, 'terms'],
    ['factors', LATEX_LIMITS.chain, (n: number) => `d${tex`\cdot d`.repeat(n)}`, 'factors'],
    ['tokens', LATEX_LIMITS.tokens, (n: number) => 'd'.repeat(n), 'tokens'],
  ] as const)('too many %s', (_, limit, make, words) => {
    expect(refusal(make(limit + 1)).message).toContain(words);
  });

  test.each([
    ['brackets', (n: number) => `${'('.repeat(n)}d${')'.repeat(n)}`, 28],
    ['terms', (n: number) => `d${'+d'.repeat(n)}`, 480],
  ] as const)('as many %s as are allowed are read', (_, make, n) => {
    expect(() => readDisplay(make(n), table)).not.toThrow();
  });
});

describe('a whole paper', () => {
  test.each(Object.keys(WHOLE))('%s', (name) => {
    let paper: ReturnType<typeof readDocument>;
    try {
      paper = readDocument(WHOLE[name]!);
    } catch (error) {
      expect(error).toBeInstanceOf(LatexError);
      return;
    }
    for (const equation of paper.equations.slice(0, 100))
      expect(readEquation(paper, equation, table).kind).toBe('refused');
  });

  test.each([
    ['characters', ' '.repeat(LATEX_LIMITS.characters + 1)],
    ['displayed equations', tex`\[d\]`.repeat(LATEX_LIMITS.equations + 1)],
    ['definitions', tex`\def\a{}`.repeat(LATEX_LIMITS.macros + 1)],
    ['broken definitions', tex`\def\a{`.repeat(LATEX_LIMITS.brokenMacros + 1)],
  ])('too many %s', (what, source) => {
    expect(() => readDocument(source)).toThrow(what);
  });

  test('macros of all its formulas together are limited', () => {
    const many = tex`\def\b{${'d'.repeat(1000)}}\def\a{${tex`\b`.repeat(19)}}`;
    const paper = readDocument(many + tex`\[\a\]`.repeat(200));
    const refused = paper.equations.filter(({ content }) => content instanceof LatexError);
    expect(refused.length).toBeGreaterThan(100);
  });
});

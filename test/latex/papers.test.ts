import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  makeTable,
  type PaperDocument,
  type PaperEquation,
  readDocument,
  readEquation,
} from '../../src/latex/index.ts';
import { said } from './read.ts';

const folder = join(import.meta.dirname, 'papers');
const works = readdirSync(folder).map((file) => file.replace('.tex', ''));

/** What the comments before a formula expect of it. */
const expected = (equation: PaperEquation): Readonly<Record<string, string>> =>
  Object.fromEntries(
    equation.comments.map(({ text }) => [text.split(':')[0]!, text.replace(/^\w+:\s*/, '')]),
  );

/** The table that the comments of a paper set up. */
function tableOf(paper: PaperDocument) {
  const lines = (key: string): Record<string, string> =>
    Object.fromEntries(
      paper.comments
        .filter(({ text }) => text.startsWith(`${key}: `))
        .map(({ text }) => text.slice(key.length + 2).split(' -> ') as [string, string]),
    );
  return makeTable({ symbols: lines('symbol'), relations: lines('relation') }, paper.macros);
}

describe.each(works)('%s', (work) => {
  const paper = readDocument(readFileSync(join(folder, `${work}.tex`), 'utf8'));
  const table = tableOf(paper);
  const formulas = paper.equations.map((equation) => ({
    tex: equation.tex,
    wanted: expected(equation),
    reading: readEquation(paper, equation, table),
  }));

  test('every formula is found, with what is expected of it', () => {
    expect(paper.problems).toEqual([]);
    expect(formulas.length).toBeGreaterThan(4);
    for (const { wanted } of formulas)
      expect(Object.keys(wanted)).toContainEqual(expect.stringMatching(/says|refused/));
  });

  test.each(formulas)('$tex', ({ wanted, reading }) => {
    if (reading.kind === 'refused') {
      expect({ refused: reading.error.message }).toEqual({
        refused: expect.stringContaining(wanted.refused ?? 'nothing'),
      });
    } else {
      expect(said(reading.display)).toBe(wanted.says);
      const { remainders } = reading.display.chains[0]!;
      expect(remainders.map(({ order }) => order)).toEqual(wanted.remainder ? [wanted.remainder] : []);
    }
    expect(reading.moments).toBe(wanted.moments !== 'no');
  });

  test('nine of ten that speak of moments and that the language can say are read', () => {
    const sayable = formulas.filter(
      ({ wanted }) => !wanted.beyond && !wanted.slip && wanted.moments !== 'no',
    );
    const read = sayable.filter(({ reading }) => reading.kind === 'read');
    expect(read.length).toBeGreaterThanOrEqual(0.9 * sayable.length);
  });
});

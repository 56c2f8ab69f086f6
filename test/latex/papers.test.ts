import { describe, expect, test } from 'vitest';
import { makeTable, readDocument, readEquation } from '../../src/latex/index.ts';
import { HANIN_NICA_2019 } from './papers/hanin-nica-2019.ts';
import { JACOT_2018 } from './papers/jacot-2018.ts';
import { documentOf } from './papers/paper.ts';
import { SELEZNOVA_KUTYNIOK_2022 } from './papers/seleznova-kutyniok-2022.ts';
import { said } from './read.ts';

describe.each([HANIN_NICA_2019, SELEZNOVA_KUTYNIOK_2022, JACOT_2018])('$work', (paper) => {
  const document = readDocument(documentOf(paper));
  const table = makeTable(paper.table, document.macros);
  const readings = document.equations.map((equation) => readEquation(document, equation, table));

  test('every formula is found', () => {
    expect(document.problems).toEqual([]);
    expect(document.equations).toHaveLength(paper.formulas.length);
  });

  test.each(paper.formulas.map((formula, i) => ({ ...formula, i })))('$tex', ({ i, says, refused, remainder, noMoments }) => {
    const found = readings[i]!;
    if (found.kind === 'refused') {
      expect({ refused: found.error.message }).toEqual({ refused: expect.stringContaining(refused ?? 'nothing') });
    } else {
      expect(said(found.display)).toBe(says);
      expect(found.display.chains[0]!.remainders.map(({ order }) => order)).toEqual(remainder ? [remainder] : []);
    }
    expect(found.moments).toBe(!noMoments);
  });

  test('nine of ten that the language can say are read', () => {
    const wanted = readings.filter((_, i) => {
      const { beyond, slip, noMoments } = paper.formulas[i]!;
      return !beyond && !slip && !noMoments;
    });
    const read = wanted.filter(({ kind }) => kind === 'read');
    expect(read.length).toBeGreaterThanOrEqual(0.9 * wanted.length);
  });
});

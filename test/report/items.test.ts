import { describe, expect, test } from 'vitest';
import { byItem } from '../../src/report/items.ts';
import type { Paper } from '../../src/statement/papers.ts';

const paper: Paper = {
  work: 'a-paper',
  title: 'A paper',
  items: [
    { item: 'Theorem 1', says: 'a mean', statements: ['A.T1.*'] },
    { item: 'Theorem 2', says: 'the same mean again', statements: ['A.T1.mean', 'A.T2'] },
    { item: 'Experiment', says: 'a picture', statements: [], undecided: 'no data' },
  ],
};
const row = (id: string, folder = 'a-paper') => ({ id, file: `formulas/${folder}/x.yaml` });
const rows = [
  row('Z.z', 'elsewhere'),
  row('A.T1.mean'),
  row('A.T1.mean@ntk/relu'),
  row('A.T2'),
  row('A.other'),
];
const ids = (of: readonly { id: string }[]): string[] => of.map(({ id }) => id);

describe('rows by item', () => {
  const [first, second] = byItem(rows, [paper]);

  test('papers come first, then folders of no paper', () => {
    expect([first!.title, second!.title, second!.work]).toEqual(['A paper', undefined, 'elsewhere']);
  });

  test('each item has its rows, variants with them; a row is shown once and decides wherever it is asked for', () => {
    expect(first!.sections.map(({ rows }) => ids(rows))).toEqual([
      ['A.T1.mean', 'A.T1.mean@ntk/relu'],
      ['A.T2'],
      [],
      ['A.other'],
    ]);
    expect(ids(first!.sections[1]!.deciding)).toEqual(['A.T1.mean', 'A.T1.mean@ntk/relu', 'A.T2']);
  });

  test('no row is lost', () => {
    const shown = byItem(rows, [paper]).flatMap(({ sections }) => sections.flatMap(({ rows }) => ids(rows)));
    expect(shown.sort()).toEqual(ids(rows).sort());
  });
});

import { expect, test } from 'vitest';
import { readStatements } from '../../src/statement/read.ts';
import { conventions, FILE } from './files.ts';

test('a statement, its variants and its claims know where they stand, in each document of a file', () => {
  const more = `  - quantity: E(f^2)
    relation: =
    formula: 2*r
variants:
  - convention: hanin-nica-2019
    gates: relu
    expect: supported
`;
  const text = `# two statements\n${FILE}${more}---\n${FILE.replace('TEST.mean', 'TEST.other')}`;
  const found = readStatements('a.yaml', text, conventions).map(({ cases, claimPlaces }) => [
    cases.map(({ place }) => `${place.line}:${place.column}`),
    claimPlaces.map(({ line, column }) => `${line}:${column}`),
  ]);
  expect(found).toEqual([
    [
      ['2:5', '20:5'],
      ['13:5', '16:5'],
    ],
    [['24:5'], ['35:5']],
  ]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FORMULAS, loadLibrary } from '../../src/files/library.ts';
import { taskName, tasksOf } from '../../src/verify/verify.ts';
import { root } from '../cli/run.ts';
import { coverageRows, rowsOf } from './pages.ts';

// Pages of runs, written by `npm run coverage` and `npm run mutation`: what they say of a statement is for other tests to
// find again, whether they say something of each is for these.
const { statements } = loadLibrary(FORMULAS);
const pageOf = (name: string): string => readFileSync(join(root, 'docs', name), 'utf8');

test('docs/coverage.md has a row for each statement and variant of the library, with the verdict that it expects', () => {
  const expected = tasksOf(statements).map((task) => `${taskName(task)}: ${task.case.expect}`);
  const rows = coverageRows(pageOf('coverage.md'));
  expect(rows, 'docs/coverage.md is out of date: npm run coverage').toEqual(new Set(expected));
});

test('docs/mutation.md has a row for each statement of the library', () => {
  const rows = rowsOf(pageOf('mutation.md'), 5).map(([id]) => id);
  const ids = statements.map(({ id }) => id);
  expect(rows.sort(), 'docs/mutation.md is out of date: npm run mutation').toEqual(ids.sort());
});

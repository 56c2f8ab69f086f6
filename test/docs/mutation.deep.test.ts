import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FORMULAS, loadLibrary } from '../../src/cli/files.ts';
import { mutantsOf } from '../../src/mutation/mutants.ts';

// The page takes forty minutes to write. Another formula has other mutants, nearly always another number.
test('docs/mutation.md is about the statements of the library as they are', () => {
  const page = readFileSync(new URL('../../docs/mutation.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| (\S+) \| (\d+) \| \d+ \|/gm)].map(([, id, count]) => `${id} ${count}`);
  const now = loadLibrary(FORMULAS).statements.map((one) => `${one.id} ${mutantsOf(one).length}`);
  expect(rows, 'docs/mutation.md is out of date: npm run mutation').toEqual(now);
});

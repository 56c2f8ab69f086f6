import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  InputError,
  loadLibrary,
  readStatement,
  StatementError,
  verifyFile,
  verifyStatements,
} from '../../src/index.ts';
import { claim, claims, filesOf, ntkcheck } from '../cli/run.ts';

const directory = filesOf({
  'good.yaml': claim(),
  'both.yaml': `${claim({ id: 'A' })}---\n${claim({ id: 'B', claims: claims('d') })}`,
  'mine.yaml': claim({ id: 'C', convention: 'mine' }),
  'rows.txt': 'mine: { title: t, source: me, like: hanin-nica-2019, output_sigma_w2: 1 }\n',
  'bad.yaml': claim({ convention: 'nobody' }),
});
const path = (name: string): string => join(directory, name);
const outcomes = (verdicts: readonly { id: string; outcome: string }[]) =>
  verdicts.map(({ id, outcome }) => `${id} ${outcome}`);

describe('verifyFile', () => {
  test('gives the verdicts that the command gives', async () => {
    await ntkcheck(['verify', path('both.yaml'), '--fresh', '--json', path('both.json')]);
    const heard: string[] = [];
    const found = await verifyFile(path('both.yaml'), { onVerdict: ({ id }) => heard.push(id) });
    expect(JSON.parse(JSON.stringify(found))).toEqual(
      JSON.parse(readFileSync(path('both.json'), 'utf8')).verdicts,
    );
    expect(outcomes(found)).toEqual(['A proved', 'B refuted']);
    expect(heard).toEqual(['A', 'B']);
  });

  test('takes conventions of a file, and folders', async () => {
    mkdirSync(path('folder'));
    writeFileSync(path('folder/one.yaml'), readFileSync(path('mine.yaml')));
    const conventions = path('rows.txt');
    expect(outcomes(await verifyFile(path('folder'), { conventions }))).toEqual(['C refuted']);
  });

  test.each<[string, string, object, unknown, RegExp]>([
    [
      'a bad statement, with its place',
      'bad.yaml',
      {},
      StatementError,
      /bad\.yaml:\d+:13 convention: unknown convention 'nobody'/,
    ],
    ['a file that is not there', 'none.yaml', {}, InputError, /none\.yaml: there is no such file/],
    [
      'a seed that is none',
      'good.yaml',
      { seed: -1 },
      InputError,
      /^seed: found -1; wanted an integer from 0/,
    ],
    [
      'an unknown budget',
      'good.yaml',
      { budget: 'x' },
      InputError,
      /^budget: found 'x'; wanted one of standard/,
    ],
    [
      'no probability',
      'good.yaml',
      { falseAlarmBudget: 1 },
      InputError,
      /^falseAlarmBudget: found 1; wanted/,
    ],
  ])('rejects %s', async (_, name, options, kind, message) => {
    const attempt = verifyFile(path(name), options);
    await expect(attempt).rejects.toThrow(message);
    await expect(attempt).rejects.toBeInstanceOf(kind);
  });

  test('can be stopped', async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    const stopped = verifyFile(path('good.yaml'), { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 50);
    await expect(stopped).rejects.toBe(reason);
  });
});

test('verifyStatements decides what was read, and nothing of nothing', async () => {
  const statement = readStatement('mine.yaml', claim(), loadLibrary().conventions);
  expect(outcomes(await verifyStatements([statement]))).toEqual(['MY.claim proved']);
  expect(await verifyStatements([])).toEqual([]);
});

test('loadLibrary has every statement and convention of the package', () => {
  const { statements, conventions, papers } = loadLibrary();
  expect(statements.length).toBeGreaterThan(100);
  expect([...conventions.keys()]).toContain('hanin-nica-2019');
  expect(papers.map(({ work }) => work)).toContain('hanin-nica-2019');
});

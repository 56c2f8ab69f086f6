import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { FORMULAS, loadLibrary } from '../src/files/library.ts';
import type { Verdict } from '../src/verify/verdict.ts';
import { taskName, tasksOf } from '../src/verify/verify.ts';
import { ntkcheckAlone } from '../test/cli/processes.ts';
import { coverageRows } from '../test/docs/pages.ts';
import { BY_SEARCH, SMALLEST, WITHOUT_WITNESS } from './planted-witnesses.ts';

const { statements } = loadLibrary(FORMULAS);
const names = tasksOf(statements).map(taskName);

/** An ordinary run of the program, on all processors. */
const run = { code: Number.NaN, verdicts: new Map<string, Verdict>(), page: '' };

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ntkcheck-library-'));
  try {
    const [json, page] = [join(folder, 'verdicts.json'), join(folder, 'coverage.md')];
    const { code } = await ntkcheckAlone(['verify', '--fresh', '--json', json, '--coverage', page]);
    run.code = code ?? Number.NaN;
    run.page = readFileSync(page, 'utf8');
    const { verdicts }: { verdicts: Verdict[] } = JSON.parse(readFileSync(json, 'utf8'));
    for (const verdict of verdicts) run.verdicts.set(verdict.id, verdict);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('every statement of the library gets the verdict that it expects', () => {
  test.each(names)('%s', (name) => {
    const { outcome, expected, reason } = run.verdicts.get(name)!;
    expect(outcome, reason).toBe(expected);
  });

  test('and the program says so, of these and no others', () => {
    expect([...run.verdicts.keys()]).toEqual(names);
    expect(run.code).toBe(0);
  });

  test('and its page says so', () => {
    const found = [...run.verdicts.values()].map(({ id, outcome }) => `${id}: ${outcome}`);
    expect(coverageRows(run.page)).toEqual(new Set(found));
  });

  test('the library is not empty', () => expect(statements.length).toBeGreaterThan(0));
});

describe('planted wrong claims', () => {
  const planted = names.filter((name) => name.startsWith('PLANTED.'));

  test('every one has a known smallest witness, or a reason to have none', () => {
    const known = [...Object.keys(SMALLEST), ...BY_SEARCH, ...WITHOUT_WITNESS];
    expect(planted.toSorted()).toEqual(known.toSorted());
  });

  test.each(planted)('%s is refuted, with the smallest witness where it is known', (name) => {
    const { outcome, claims } = run.verdicts.get(name)!;
    expect(outcome).toBe('refuted');
    const counterexample = claims
      .flatMap(({ evidence }) => evidence)
      .find((one) => one.kind === 'counterexample');
    const widths = counterexample?.witness.architecture.widths.join();
    if (BY_SEARCH.includes(name)) expect(widths).toBeDefined();
    else expect(widths).toBe(SMALLEST[name]);
  });
});

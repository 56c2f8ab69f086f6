import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverageReport } from '../../src/report/coverage.ts';
import { nasty, unexpected, verdict } from './verdicts.ts';

const planted = (id: string) =>
  verdict({ id, file: 'formulas/planted/x.yaml', outcome: 'refuted', expected: 'refuted' });
const proved = verdict({ id: 'TEST.proved', outcome: 'proved', expected: 'proved' });
const library = [
  proved,
  verdict(),
  verdict({ id: 'TEST.mean@ntk/relu', convention: 'ntk', gates: 'relu' }),
  verdict({ id: 'TEST.third', file: 'formulas/other/third.yaml' }),
  planted('PLANTED.x'),
];
const rows = (page: string): string[] => page.split('\n').filter((line) => /^\| (?!statement)/.test(line));
/** Cells, where a bar after a backslash is no border. */
const cells = (row: string): string[] => row.split(/(?<!\\)\|/).slice(1, -1);

describe('the coverage page', () => {
  test('starts with the share that is proved: statements, their variants apart, without the planted ones', () => {
    expect(coverageReport(library, [])).toContain(
      '**1 of 3 statements proved (33.3%), 2 supported, 1 refuted as expected.** ' +
        '1 variant: 0 proved, 1 supported, 0 refuted, 0 undecided.\n',
    );
  });

  test('has a table for each folder, in the order they came, and a row for each verdict', () => {
    const page = coverageReport(library, []);
    expect(page.match(/^## .*$/gm)).toEqual(['## test', '## other', '## planted']);
    expect(rows(page).slice(0, 3)).toEqual([
      '| TEST.proved | `E(K) = d*(1 + 2*r)` | hanin-nica-2019, fair gates | proved | holds exactly on 210 architectures |',
      '| TEST.mean | `E(K) = d*(1 + 2*r)` | hanin-nica-2019, fair gates | supported | holds exactly on 210 architectures |',
      '| variant |  | ntk, relu gates | supported | holds exactly on 210 architectures |',
    ]);
    expect(rows(page)).toHaveLength(library.length);
  });

  test('has a row for each item of a paper, with its verdicts or why there are none', () => {
    const items = [
      { item: 'Theorem 1', says: 'a mean', statements: ['TEST.*'] },
      { item: 'Figure 9', says: 'a picture', statements: [], undecided: 'no data' },
    ];
    const page = coverageReport(library, [{ work: 'test', title: 'A test', items }]);
    expect(page).toContain(
      '## A test (test)\n\n| item | what | decided by | verdicts |\n|---|---|---|---|\n' +
        '| Theorem 1 | a mean | TEST.proved, TEST.mean, TEST.third | 1 proved, 3 supported, 0 refuted, 0 undecided |\n' +
        '| Figure 9 | a picture |  | not decided: no data |\n',
    );
  });

  test('shows what was not expected', () => {
    const page = coverageReport([...library, unexpected('supported')], []);
    expect(page).toContain('**1 not as expected.**');
    expect(page).toContain('| **supported**, expected refuted |');
    expect(page).toContain('1 refuted as expected');
  });

  test('cuts long claims and reasons, and says so', () => {
    const long = 'x'.repeat(500);
    const claims = [1, 2].map(() => ({
      claim: long,
      outcome: 'supported' as const,
      reason: '',
      evidence: [],
    }));
    const [row] = rows(coverageReport([verdict({ claims, reason: long })], []));
    expect(cells(row!)[1]).toBe(` \`${'x'.repeat(79)}…\` supported<br>\`${'x'.repeat(79)}…\` supported `);
    expect(cells(row!)[4]).toBe(` ${'x'.repeat(119)}… `);
  });

  test('keeps its tables, whatever a text contains', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const awkward = `${text}|*a*_b_[c]<d>`;
        const claims = [{ claim: awkward, outcome: 'supported' as const, reason: '', evidence: [] }];
        const found = rows(coverageReport([verdict({ reason: awkward, claims })], []));
        expect(found.map((row) => cells(row).length)).toEqual([5]);
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  test('of nothing is nothing proved', () => {
    expect(coverageReport([], [])).toContain('0 of 0 statements proved (0.0%)');
  });
});

import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { FORMULAS, loadLibrary } from '../../src/files/library.ts';
import { textReport } from '../../src/report/text.ts';
import type { Evidence, Verdict } from '../../src/verify/verdict.ts';
import { taskName, tasksOf } from '../../src/verify/verify.ts';
import { simulation, unexpected, verdict } from './verdicts.ts';

const WIDE = { width: 120, colour: false };
const flat = (text: string): string => text.replace(/\s+/g, ' ');
const words = (length: number): string => Array.from({ length }, (_, i) => `word${i}`).join(' ');
const LONG_ID = `TEST.${'long-'.repeat(16)}name@hanin-nica-2019-unit-output-no-bias/fair`;
const WIDTHS = [40, 60, 80, 100, 160];

/** Lines are no longer than the screen is wide, but for one that an id or a command is all of. */
function expectFit(report: string, width: number): void {
  for (const line of report.split('\n')) {
    const isUnbreakable =
      /^(?:\S \w+ +)?\S+$/.test(line.trim()) || line.trim().startsWith('again: ntkcheck ');
    if (!isUnbreakable) expect([...line].length, line).toBeLessThanOrEqual(width);
  }
}

const supportedBy = (evidence: Evidence): Partial<Verdict> => ({
  outcome: 'supported',
  expected: 'supported',
  claims: [{ claim: 'E(K) = 1', outcome: 'supported', reason: '', evidence: [evidence] }],
});

const agreement = (drawn: number): Evidence => ({
  kind: 'exact-agreement',
  enumerated: 10,
  drawn,
  far: 5,
  climbed: 0,
  seed: 1,
  exact: true,
});

const limit = (extrapolationError: number): Evidence => ({
  kind: 'limit',
  at: { r: '1' },
  along: 'n',
  widths: [1, 2, 4],
  claimed: 2,
  remainders: [],
  orders: [],
  changes: [],
  extrapolated: 2,
  extrapolationError,
});

const sampled: Evidence = {
  kind: 'sampled',
  architecture: { widths: [2, 3, 1], values: {} },
  estimate: 1,
  low: 0.9,
  high: 1.1,
  wanted: { low: 0.5 },
  samples: 100,
  seed: 1,
  falseAlarmRate: 1e-9,
};

describe('few verdicts, in full', () => {
  test('shows every verdict with its mark, its name, its claim and its reason', () => {
    const report = textReport(
      [verdict(), verdict({ id: 'TEST.other', outcome: 'refuted', expected: 'refuted' })],
      WIDE,
    );
    for (const part of [
      '✓ supported    TEST.mean\n',
      '✓ refuted      TEST.other\n',
      'E(K) = d*(1 + 2*r)',
      'holds exactly on 210 architectures',
    ])
      expect(report).toContain(part);
    expect(report).toContain('2 verdicts: 0 proved, 1 supported, 1 refuted, 0 undecided');
    expect(report).toContain('all as expected');
    expect(report).not.toMatch(/✗|EXPECTED|not as expected/);
  });

  test('a verdict that was not expected is marked, says what was, and is named again at the end', () => {
    const report = flat(
      textReport([verdict(), unexpected('undecided'), unexpected('supported', { id: 'TEST.bad' })], WIDE),
    );
    expect(report).toContain('✗ undecided TEST.wrong');
    expect(report).toContain('✗ supported TEST.bad');
    expect(report.match(/EXPECTED refuted: no counterexample/g)).toHaveLength(2);
    expect(report.match(/again: ntkcheck verify/g)).toHaveLength(2);
    expect(report).toContain('2 not as expected: TEST.wrong, TEST.bad');
    expect(report).not.toContain('all as expected');
  });

  test('groups verdicts by folder, in the order they came', () => {
    const files = ['formulas/b/x.yaml', 'formulas/a/x.yaml', 'formulas/b/y.yaml', 'mine.yaml'];
    const lines = textReport(
      files.map((file) => verdict({ file })),
      WIDE,
    ).split('\n');
    expect(lines.filter((line) => ['a', 'b'].includes(line))).toEqual(['b', 'a']);
  });

  test.each(WIDTHS)('wraps to %i columns, loses no word and breaks no id', (width) => {
    const reason = words(60);
    const long = unexpected('undecided', { reason, title: words(60), id: LONG_ID });
    const report = textReport([verdict(), long], { width, colour: false });
    expectFit(report, width);
    expect(report).toContain(`✗ undecided    ${LONG_ID}\n`);
    expect(report.match(new RegExp(LONG_ID.replace(/[.]/g, '\\.'), 'g'))).toHaveLength(2);
    for (const word of reason.split(' ')) expect(report).toMatch(new RegExp(`\\b${word}\\b`));
    expect(report).not.toContain('…');
  });

  test('a formula without a blank is cut at the width, not short', () => {
    const claim = `E(K) = ${Array.from({ length: 40 }, (_, i) => `term${i}`).join('+')}`;
    const claims = [{ claim, outcome: 'supported' as const, reason: '', evidence: [] }];
    const report = textReport([verdict({ claims })], WIDE);
    expect(report.replace(/\s+/g, '')).toContain('term39');
    for (const line of report.split('\n')) expect([...line].length, line).toBeLessThanOrEqual(120);
  });

  test('colours change nothing but the looks', () => {
    for (const count of [2, 20, 50]) {
      const verdicts = Array.from({ length: count }, (_, i) => (i % 2 ? verdict() : unexpected('supported')));
      const coloured = textReport(verdicts, { ...WIDE, colour: true });
      expect(coloured).not.toBe(textReport(verdicts, WIDE));
      expect(stripVTControlCharacters(coloured)).toBe(textReport(verdicts, WIDE));
    }
  });

  test('sums up the simulations: how many, how sure, how sharp', () => {
    const checks = [0.02, 0.04, 0.08, Number.POSITIVE_INFINITY].map((detectable) => ({
      ...simulation,
      detectable,
    }));
    const claims = [{ claim: 'E(K) = 1', outcome: 'supported' as const, reason: '', evidence: checks }];
    const report = flat(textReport([verdict({ claims })], WIDE));
    expect(report).toContain('80,000 simulated networks agree with the exact oracle (4/4)');
    expect(report).toContain('4 statistical checks, each with a false-alarm rate of 1.0e-8');
    expect(report).toContain('half of them detect a relative error of 4.0% or less');
  });

  test('says how many statements are proved: neither variants nor planted wrong ones count', () => {
    const planted = verdict({ id: 'PLANTED.x', outcome: 'refuted', expected: 'refuted' });
    const variant = verdict({ id: 'TEST.mean@ntk/relu', outcome: 'proved', expected: 'proved' });
    const proved = verdict({ id: 'TEST.proved', outcome: 'proved', expected: 'proved' });
    expect(textReport([verdict(), variant, proved, planted], WIDE)).toContain(
      '4 verdicts: 2 proved, 1 supported, 1 refuted, 0 undecided\n1 of 2 statements proved\n',
    );
    expect(textReport([variant, planted], WIDE)).not.toContain('statements proved');
  });

  test('no verdicts are no success in disguise', () => {
    expect(textReport([], WIDE)).toContain('0 verdicts: 0 proved, 0 supported, 0 refuted, 0 undecided');
  });

  test('notes stand in the summary', () => {
    for (const count of [1, 20, 50]) {
      const verdicts = Array.from({ length: count }, () => verdict());
      expect(textReport(verdicts, WIDE, { notes: ['a note', 'another'] })).toMatch(/\na note\nanother\n/);
    }
  });
});

describe('up to thirty verdicts, a row each', () => {
  const variant = verdict({ id: LONG_ID });
  const rest = Array.from({ length: 20 }, (_, i) =>
    verdict({ id: `TEST.${'x'.repeat(i)}`, title: words(60) }),
  );
  const verdicts = [variant, unexpected('supported', { reason: words(60) }), ...rest];

  test.each(WIDTHS)('at %i columns: one row a verdict, ids whole', (width) => {
    const report = textReport(verdicts, { width, colour: false });
    expectFit(report, width);
    const [rows = ''] = report.split('\n\nNot as expected\n');
    for (const { id } of verdicts)
      expect(rows.split('\n').filter((line) => line.split(' ').includes(id))).toHaveLength(1);
  });

  test('what is not as expected is shown in full', () => {
    const report = flat(textReport(verdicts, WIDE));
    expect(report).toContain(`EXPECTED refuted: ${words(60)}`);
    expect(report).toContain("again: ntkcheck verify 'TEST.mean'");
  });

  test('details shows all in full', () => {
    const report = textReport(verdicts, WIDE, { details: true });
    expect(report.match(/holds exactly on 210 architectures/g)).toHaveLength(verdicts.length - 1);
    expect(report).not.toMatch(/Weakest|Not as expected\n|--details/);
  });
});

describe('more verdicts, counted', () => {
  const { statements, papers } = loadLibrary(FORMULAS);
  const evidence = [agreement(3), agreement(4), sampled, limit(0.1), limit(1e3), simulation];
  const library = tasksOf(statements).map((task, i) => {
    const { expect: outcome } = task.case;
    const change = outcome === 'supported' ? supportedBy(evidence[i % evidence.length]!) : {};
    return verdict({ ...change, id: taskName(task), file: task.statement.file, outcome, expected: outcome });
  });
  /** Numbers of the rows with this indent: of every outcome, of those as expected, of all. */
  const countsOf = (report: string, indent: string): number[][] =>
    report
      .split('\n\n')[0]!
      .split('\n')
      .filter((line) => new RegExp(`^${indent}\\S`).test(line))
      .flatMap((line) => {
        const [, counts] = /((?: +(?:\d+|·)){3,4} +\d+ of \d+)$/.exec(line) ?? [];
        return counts ? [counts.match(/\d+|·/g)!.map((text) => (text === '·' ? 0 : Number(text)))] : [];
      });
  const total = (rows: readonly number[][]): number[] =>
    rows.reduce((sum, row) => row.map((value, i) => value + (sum[i] ?? 0)), []);

  test.each([80, 100, 160])('the whole library fits a screen of %i columns', (width) => {
    const report = textReport(library, { width, colour: false }, { papers, notes: ['one more line'] });
    expectFit(report, width);
    expect(report.split('\n').length).toBeLessThanOrEqual(50);
    expect(report).toContain('all as expected');
  });

  test.each([40, 60])('a narrow screen of %i columns has narrow lines, and whole ids', (width) => {
    const report = textReport(library, { width, colour: false }, { papers });
    // The columns of the table are as wide as their names, and a label needs some room.
    const [, ...rest] = report.split('\n\n');
    expectFit(rest.join('\n\n'), width);
  });

  test('every verdict counts once, in its paper or folder and in its item', () => {
    const mixed = library.map((one, i) =>
      i % 7 === 0 ? { ...one, asExpected: false, outcome: 'undecided' as const } : one,
    );
    for (const verdicts of [library, mixed]) {
      const report = textReport(verdicts, WIDE, { papers });
      const rows = countsOf(report, '');
      const [groups, all] = [rows.slice(0, -1), rows.at(-1)!];
      expect(total(groups)).toEqual(all);
      expect(all.at(-1)).toBe(verdicts.length);
      expect(total([all.slice(0, -2)]).reduce((sum, count) => sum + count)).toBe(verdicts.length);
      expect(all.at(-2)).toBe(verdicts.filter(({ asExpected }) => asExpected).length);
      expect(total(countsOf(report, '  '))).toEqual(total(groups.slice(0, papers.length)));
    }
  });

  test('statements of the user are counted by file, and many files fit a screen', () => {
    const of = (files: number): Verdict[] =>
      library.map((one, i) => ({ ...one, file: `claims/a-folder-with-a-name/number-${i % files}.yaml` }));
    for (const files of [1, 20, 24, 25, 200]) {
      const report = textReport(of(files), { width: 80, colour: false });
      expectFit(report, 80);
      expect(report.split('\n').length).toBeLessThanOrEqual(50);
      const rows = countsOf(report, '');
      expect(rows).toHaveLength(Math.min(files, 24) + 1);
      expect(total(rows.slice(0, -1))).toEqual(rows.at(-1));
      expect(report).toContain('/number-0.yaml');
    }
  });

  test('whatever is not as expected is shown in full', () => {
    const bad = (i: number): boolean => i % 9 === 0;
    const verdicts = library.map((one, i) =>
      bad(i) ? { ...one, asExpected: false, reason: `reason-${i}`, replay: `ntkcheck verify ${i}` } : one,
    );
    const report = textReport(verdicts, { width: 80, colour: false }, { papers });
    for (const [i, { id, outcome }] of verdicts.entries()) {
      if (!bad(i)) continue;
      expect(report).toContain(`${`✗ ${outcome}`.padEnd(14)} ${id}\n`);
      expect(report).toContain(`: reason-${i}`);
      expect(report).toContain(`again: ntkcheck verify ${i}\n`);
    }
    expect(report).toContain(`${Math.ceil(library.length / 9)} not as expected:`);
  });

  test('what an interrupted run did not come to is counted, not shown', () => {
    const verdicts = library.map(
      (one, i): Verdict =>
        i < 9 ? one : { ...one, outcome: 'undecided', asExpected: false, reason: 'interrupted', claims: [] },
    );
    const report = textReport(verdicts, { width: 80, colour: false }, { papers });
    const rest = library.length - 9;
    expect(report).toContain(`${rest} not as expected: ${rest} not decided before the run was interrupted`);
    expect(report).not.toContain('Not as expected\n');
  });

  test('names the weakest of what is supported, each kind of weakness by its worst', () => {
    const weak: Record<string, Evidence> = {
      'W.few': agreement(1),
      'W.more': agreement(2),
      'W.most': agreement(1000),
      'W.sampled': sampled,
      'W.close': limit(1e-9),
      'W.far': limit(3),
      'W.farther': limit(5),
      'W.sharp': { ...simulation, detectable: 0.01 },
      'W.blunt': { ...simulation, detectable: 0.7 },
      'W.blind': { ...simulation, detectable: 0.9 },
    };
    const verdicts = Object.entries(weak).map(([id, one]) => verdict({ ...supportedBy(one), id }));
    const proved = Array.from({ length: 40 }, () => verdict({ outcome: 'proved', expected: 'proved' }));
    const report = textReport([...proved, ...verdicts], WIDE);
    const section = report.split('\n\n').find((part) => part.startsWith('Weakest'))!;
    expect(section.split('\n').slice(1)).toEqual([
      '  W.sampled  simulated only, at 1 architecture',
      '  W.few      agrees on 16 architectures, without a proof',
      '  W.more     agrees on 17 architectures, without a proof',
      '  W.farther  limit extrapolated to ± 250% at one point',
      '  W.far      limit extrapolated to ± 150% at one point',
      '  W.blind    simulations may miss errors below 90%',
      '  W.blunt    simulations may miss errors below 70%',
    ]);
  });
});

import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { textReport } from '../../src/report/text.ts';
import { simulation, unexpected, verdict } from './verdicts.ts';

const WIDE = { width: 120, colour: false };
const flat = (text: string): string => text.replace(/\s+/g, ' ');
const words = (length: number): string => Array.from({ length }, (_, i) => `word${i}`).join(' ');

describe('the text report', () => {
  test('shows every verdict with its mark, its name, its claim and its reason', () => {
    const report = textReport(
      [verdict(), verdict({ id: 'TEST.other', outcome: 'refuted', expected: 'refuted' })],
      WIDE,
    );
    for (const part of [
      '✓ supported',
      'TEST.mean',
      '✓ refuted',
      'TEST.other',
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

  test.each([91, 100, 120, 160])('wraps to %i columns and loses no word', (width) => {
    const reason = words(60);
    const long = unexpected('undecided', {
      reason,
      title: words(60),
      id: `TEST.${'long-'.repeat(4)}name@hanin-nica-2019-unit-output-no-bias/fair`,
    });
    const report = textReport([verdict(), long], { width, colour: false });
    const table = report.slice(0, report.indexOf('2 verdicts:'));
    for (const line of table.split('\n')) expect([...line].length, line).toBeLessThanOrEqual(width);
    for (const word of reason.split(' ')) expect(table).toMatch(new RegExp(`\\b${word}\\b`));
    expect(table).not.toContain('…');
  });

  test('a formula without a blank is cut at the width, not short', () => {
    const claim = `E(K) = ${Array.from({ length: 40 }, (_, i) => `term${i}`).join('+')}`;
    const claims = [{ claim, outcome: 'supported' as const, reason: '', evidence: [] }];
    const report = textReport([verdict({ claims })], WIDE);
    expect(report.replace(/\s+/g, '')).toContain('term39');
    for (const line of report.split('\n')) expect([...line].length, line).toBeLessThanOrEqual(120);
  });

  test('colours change nothing but the looks', () => {
    const verdicts = [verdict(), unexpected('supported')];
    const coloured = textReport(verdicts, { ...WIDE, colour: true });
    expect(coloured).not.toBe(textReport(verdicts, WIDE));
    expect(flat(stripVTControlCharacters(coloured))).toBe(flat(textReport(verdicts, WIDE)));
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
});

import { describe, expect, test } from 'vitest';
import type { Reason } from '../../src/mutation/judge.ts';
import type { MutationReport, Survivor } from '../../src/mutation/study.ts';
import { mutationPage, mutationText } from '../../src/report/mutation.ts';

const survivor = (reason: Reason, change: Partial<Survivor> = {}): Survivor => ({
  kind: 'survived',
  reason,
  text: 'some evidence',
  place: 'claims[0].formula/1/0',
  rule: 'constant',
  before: '3',
  after: '4',
  ...change,
});

const clean: MutationReport = {
  id: 'A.clean',
  file: 'formulas/a/clean.yaml',
  mutants: 1200,
  tried: 1000,
  killed: { refuted: 990, undecided: 10 },
  survivors: [],
};
const mixed: MutationReport = {
  id: 'A.mixed',
  file: 'formulas/a/mixed.yaml',
  mutants: 9,
  tried: 9,
  killed: { 'another witness': 5 },
  survivors: [
    survivor('stronger'),
    survivor('weaker', { before: '2', after: '1' }),
    survivor('equivalent', { place: 'let.a', before: 'x', after: 'y' }),
    survivor('weaker', { before: '5', after: '6' }),
  ],
};

const broken: MutationReport = {
  id: 'A.broken',
  file: 'formulas/a/broken.yaml',
  mutants: 0,
  tried: 0,
  killed: {},
  survivors: [],
  defect: 'x | y is not a function',
};

test('what ntkcheck itself failed on says so, and nothing of mutants', () => {
  expect(mutationText([broken])).toContain(
    `A.broken${' '.repeat(37)}ntkcheck failed on it: x | y is not a function\n`,
  );
  expect(mutationPage([broken], 'command')).toContain(
    '| A.broken | | | | ntkcheck failed on it: x \\| y is not a function |',
  );
});

describe('the text', () => {
  test('is a line a statement, what survives and needs a look, the total and the reasons', () => {
    expect(mutationText([clean, mixed]).split('\n')).toEqual([
      `A.clean${' '.repeat(38)}1000 (of 1200) mutants: 990 refuted, 10 undecided`,
      `A.mixed${' '.repeat(38)}9 mutants: 5 another witness, 1 equivalent, 2 weaker, 1 stronger`,
      '    stronger: claims[0].formula: 3 -> 4 (some evidence)',
      '',
      '1,009 mutants of 2 statements: 1,005 told apart, 4 not',
      '  equivalent (1): has the same values',
      '  weaker (2): claims less: it leaves more room for the same quantity',
      '  stronger (1): claims more, or of another thing, and nothing tried contradicts it',
    ]);
  });

  test('cuts long formulas, and has no empty brackets', () => {
    const long = survivor('undecided', { before: 'a'.repeat(48), after: 'b'.repeat(49), text: '' });
    const [, line] = mutationText([{ ...mixed, survivors: [long] }]).split('\n');
    expect(line).toBe(`    undecided: claims[0].formula: ${'a'.repeat(48)} -> ${'b'.repeat(47)}…`);
  });

  test('of nothing is the total', () => {
    expect(mutationText([])).toBe('\n0 mutants of 0 statements: 0 told apart, 0 not');
  });
});

describe('the page', () => {
  const page = mutationPage([clean, mixed], 'ntkcheck verify --mutate');
  const lines = page.split('\n');

  test('says how it was written, and the total', () => {
    expect(lines[0]).toBe('# Mutants');
    expect(page).toContain('Written by `ntkcheck verify --mutate`.');
    expect(page).toContain('\n\n**1,009 mutants of 2 statements: 1,005 told apart, 4 not**\n\n');
    expect(lines).toContain('- weaker (2): claims less: it leaves more room for the same quantity');
    expect(page.endsWith('\n') && !page.endsWith('\n\n')).toBe(true);
  });

  test('has a row a statement, all of one width', () => {
    const rows = lines.filter((line) => line.startsWith('|'));
    expect(rows).toEqual([
      '| statement | mutants | tried | told apart | not told apart |',
      '|---|---|---|---|---|',
      '| A.clean | 1200 | 1000 | 1000 |  |',
      '| A.mixed | 9 | 9 | 5 | 1 equivalent, 2 weaker, 1 stronger |',
    ]);
  });

  test('has every survivor by its reason, under its statement; none where there is none', () => {
    expect(lines).not.toContain('### A.clean');
    const at = lines.indexOf('### A.mixed');
    expect(lines.slice(at + 2)).toEqual([
      '- equivalent: `let.a: x → y`',
      '- weaker: `claims[0].formula: 2 → 1`; `claims[0].formula: 5 → 6`',
      '- stronger: `claims[0].formula: 3 → 4` (some evidence)',
      '',
    ]);
  });

  test('shows evidence as it is, whatever Markdown makes of it', () => {
    const marked = survivor('room', { text: 'a*b*c <= n[1]_x|y' });
    expect(mutationPage([{ ...mixed, survivors: [marked] }], 'c')).toContain(
      '(a\\*b\\*c \\<= n\\[1\\]\\_x\\|y)',
    );
  });
});

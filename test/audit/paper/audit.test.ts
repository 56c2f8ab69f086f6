import { describe, expect, test } from 'vitest';
import { auditPaper, type EquationReport } from '../../../src/audit/paper/audit.ts';
import { NO_SETTINGS, readPaperSettings } from '../../../src/audit/paper/settings.ts';
import { CONVENTIONS, options, under } from '../setting.ts';

const audited = (body: string, side?: string, preamble = '') => {
  const settings = side === undefined ? NO_SETTINGS : readPaperSettings('p.audit.yaml', side, CONVENTIONS);
  const source = `\\documentclass{article}\n\\newcommand{\\E}{\\mathbb{E}}\n${preamble}\\begin{document}\n${body}\n\\end{document}\n`;
  return auditPaper(source, settings, options(under('hanin-nica-2019', { gates: 'fair' })));
};
const results = (body: string, side?: string): EquationReport['result'][] =>
  audited(body, side).equations.map(({ result }) => result);

describe('displayed equations of a paper', () => {
  test('are decided where they are about moments', () => {
    const [first, second] = results(
      '\\[ \\E[K_b] = d \\] and \\begin{equation} \\E[K_b] = d + 1 \\end{equation}',
    );
    expect(first).toMatchObject({ kind: 'claim', report: { verdict: 'proved' } });
    expect(second).toMatchObject({ kind: 'claim', report: { verdict: 'refuted', truth: { formula: 'd' } } });
  });

  test('an align chain is a derivation', () => {
    const body = '\\begin{align} \\E[K_b] &= d \\\\ &= d^2 \\\\ &\\leq d^2 \\end{align}';
    expect(results(body)).toMatchObject([
      { kind: 'derivation', report: { firstFalse: 2, conclusion: { verdict: 'supported' } } },
    ]);
  });

  test('what is not about moments, or not read, is said, with its place', () => {
    const found = results('\\[ n \\geq 2 \\]\n\\[ \\E[K_q] = d \\]\n\\[ \\E[K_b] \\simeq d \\]');
    expect(found[0]).toMatchObject({ kind: 'other', read: ['n \\geq 2'] });
    expect(found[1]).toMatchObject({
      kind: 'unread',
      moments: true,
      reason: expect.stringContaining('line 5'),
    });
    expect(found[2]).toMatchObject({
      kind: 'unread',
      moments: true,
      reason: expect.stringContaining('declare it'),
    });
  });
});

describe('what is said of a paper', () => {
  test('by a side file: symbols, relations, conventions of all and of one equation', () => {
    const side = [
      'convention: hanin-nica-2019-unit-output',
      "symbols: { '\\Lambda': K, L: d }",
      "relations: { '\\simeq': within-constants }",
      "equations: { 'E:one': { convention: hanin-nica-2019 }, 'E:two': { skip: a definition } }",
    ].join('\n');
    const body =
      '\\begin{equation}\\label{E:one} \\E[\\Lambda] = L(1 + 2r) \\end{equation}\\begin{equation}\\label{E:two} \\E[\\Lambda] = L \\end{equation}\\[ \\E[\\Lambda] \\simeq L(1 + r) \\]';
    expect(results(body, side)).toMatchObject([
      { kind: 'claim', report: { verdict: 'proved' } },
      { kind: 'skipped', reason: 'a definition' },
      {
        kind: 'claim',
        report: { verdict: 'supported', claim: { convention: 'hanin-nica-2019-unit-output' } },
      },
    ]);
  });

  test('by comments, of the paper and of an equation', () => {
    const preamble = '% ntkcheck: convention: hanin-nica-2019-unit-output\n';
    const { equations, problems } = audited(
      '\\[ \\E[K_w] = dr \\]\n% ntkcheck: convention: hanin-nica-2019\n\\[ \\E[K_w] = 2dr \\]\n% ntkcheck: what: ever\n\\[ \\E[K_w] = dr \\]',
      undefined,
      preamble,
    );
    expect(equations.map(({ result }) => result.kind === 'claim' && result.report.verdict)).toEqual([
      'proved',
      'proved',
      'proved',
    ]);
    expect(problems).toEqual([expect.stringContaining("'what: ever'")]);
  });

  test('a key that no equation has is told, an unknown convention refused', () => {
    expect(audited('\\[ \\E[K_b] = d \\]', 'equations: { nothing: { gates: fair } }').problems).toEqual([
      expect.stringContaining("'nothing'"),
    ]);
    expect(() => readPaperSettings('p.audit.yaml', 'convention: nowhere', CONVENTIONS)).toThrow(
      'p.audit.yaml:1:13',
    );
  });
});

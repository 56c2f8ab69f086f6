import { describe, expect, test } from 'vitest';
import { statementText } from '../../src/report/statement-text.ts';
import type { ClaimVerdict } from '../../src/verify/verdict.ts';
import { change, FILE, read } from '../statement/files.ts';
import { simulation, unexpected, verdict } from './verdicts.ts';

const FULL = `id: TEST.full
title: A statement with everything
source:
  work: hanin-nica-2019
  locator: Theorem 1
  printed: 'E[K] = d(1/2 + |x|^2/n_0)'
  note: ${'many words of a note that is long '.repeat(8)}
convention: ntk-no-bias
gates: fair
variants:
  - { convention: ntk-no-bias, gates: relu, expect: refuted, why: the biases count too }
expect: proved
domain:
  d: { integer: [1, 4] }
  n: { widths: [1, inf] }
  r: { rational: "(0, 2)" }
  sigma_w2: { equals: 1 + r }
where: d + r > 3/2
let:
  gain: 1 + 5/n[1]
claims:
  - { quantity: E(K), relation: equals, formula: d*gain }
  - { quantity: E(K), relation: at-most, formula: d }
  - { quantity: E(K), relation: at-least, formula: r }
  - { quantity: E(K), relation: within-constants, formula: d, constants: { low: 1/4, high: 8 } }
notes: a remark at the end
`;
const full = read(FULL);
const show = (width = 100): string[] => statementText(full, [], width).split('\n');

describe('a statement as text', () => {
  test('starts with its name, its title and its claims as on paper', () => {
    expect(show().slice(0, 10)).toEqual([
      'TEST.full: A statement with everything',
      '',
      '  E[K] = d·(1 + 5/n₁)',
      '',
      '  E[K] ≤ d',
      '',
      '  E[K] ≥ r',
      '',
      '  E[K] ≍ d',
      '  (within constants 1/4 and 8)',
    ]);
  });

  test('says where it is from, as printed, with its note, its remark and its file', () => {
    const text = show().join('\n');
    expect(text).toContain('\n  source      hanin-nica-2019, Theorem 1\n');
    expect(text).toContain('\n  as printed  E[K] = d(1/2 + |x|^2/n_0)\n');
    expect(text).toContain('\n  note        many words of a note ');
    expect(text).toContain('\n  notes       a remark at the end\n');
    expect(text).toContain('\n  file        a.yaml\n');
  });

  test.each([40, 60, 100])('words of a note are broken at %i columns, and none is lost', (width) => {
    const lines = show(width);
    const first = lines.findIndex((line) => line.startsWith('  note  '));
    const note = lines.slice(
      first,
      lines.findIndex((line) => line.startsWith('  notes')),
    );
    expect(note.length).toBeGreaterThan(3);
    for (const line of note) expect(line.length).toBeLessThanOrEqual(width);
    expect(note.join(' ').trim().split(/\s+/).slice(1)).toEqual(
      'many words of a note that is long '.repeat(8).trim().split(' '),
    );
  });

  test('has the domain, its condition, the abbreviations and the TeX of every formula', () => {
    const lines = show();
    const rest = lines.slice(lines.indexOf('  domain'), lines.indexOf('', lines.indexOf('  domain')));
    expect(rest).toEqual([
      '  domain',
      '    d               integer in [1, 4]',
      '    n               list of widths, each in [1, inf)',
      '    r               rational in (0, 2)',
      '    sigma_w2        = 1 + r',
      '    where           d + r > 3/2',
      '    gain =          1 + 5/n[1]',
      '  TeX',
      expect.stringMatching(/^ {4}gain = .*\\frac\{5\}/),
      expect.stringMatching(/^ {4}\\mathbb\{E\}.* = .*gain/),
      expect.stringMatching(/ \\le /),
      expect.stringMatching(/ \\ge /),
      expect.stringMatching(/ \\asymp /),
    ]);
  });

  test('without verdicts it says what is expected, under each convention, and why', () => {
    const text = show().join('\n');
    expect(text).toMatch(/\n {2}expected proved under ntk-no-bias, fair gates \(.+\)\n/);
    expect(text).toMatch(
      /\n {2}expected refuted under ntk-no-bias, relu gates \(.+\)\n {4}the biases count too$/,
    );
    expect(text).not.toContain('again:');
  });
});

describe('its verdicts', () => {
  const evidence = [
    simulation,
    { kind: 'unproved', why: { kind: 'not-found', reason: 'no closed form' } } as const,
  ];
  const claim: ClaimVerdict = { claim: 'E(K) = d', outcome: 'refuted', reason: 'it is not', evidence };

  test('have every claim with its evidence, and one command that gives them again', () => {
    const text = statementText(
      full,
      [verdict({ outcome: 'proved', expected: 'proved', claims: [claim] })],
      100,
    );
    const [, after] = text.split('  proved under ntk-no-bias, fair gates ');
    expect(after!.split('\n').slice(1, 6)).toEqual([
      '    E(K) = d',
      '      refuted: it is not',
      expect.stringMatching(/^ {6}- 20,000 simulated networks \(dense\) agree with the exact oracle/),
      '      - no certificate was found: no closed form',
      "    again: ntkcheck verify 'TEST.mean'",
    ]);
    expect(text.match(/again:/g)).toHaveLength(1);
    expect(text).toContain('  expected refuted under ntk-no-bias, relu gates');
  });

  test('are in capitals where they were not expected', () => {
    expect(statementText(full, [unexpected('supported')], 100)).toContain(
      '  SUPPORTED, expected refuted, under ntk-no-bias, fair gates',
    );
  });
});

describe('a claim', () => {
  /** The lines of the claim of FILE with another relation and formula. */
  const claimOf = (relation: string, formula: string, width = 100, domain = FILE): string[] => {
    const text = change('relation: equals', `relation: ${relation}`, domain).replace('d*(1 + 2*r)', formula);
    const lines = statementText(read(text), [], width).split('\n').slice(2);
    return lines.slice(0, lines.findIndex((line) => line.startsWith('  source')) - 1);
  };
  const one = FILE.replace('{ widths: [1, inf] }', '{ width: [1, inf] }');

  test('is on one line where it fits, else one part below the other', () => {
    expect(claimOf('equals', 'd + 2*d*r', 22)).toEqual(['  E[K] = d + 2·d·r']);
    expect(claimOf('equals', 'd + 2*d*r', 18)).toEqual(['  E[K] = d + 2·d·r']);
    expect(claimOf('equals', 'd + 2*d*r', 17)).toEqual(['  E[K]', '  =', '  d + 2·d·r']);
    expect(claimOf('equals', 'd/(1 + r)')).toEqual(['  E[K]', '  =', '     d', '  ───────', '   1 + r']);
  });

  test('says what grows, and how small the remainder is', () => {
    expect(claimOf('tends-to', 'd', 100, one)).toEqual(['  E[K] → d', '  (as n grows)']);
    expect(claimOf('asymptotic\n    order: 2', 'd + r', 100, one)).toEqual([
      '  E[K] = d + r',
      '  (relative remainder O(n^-2))',
    ]);
  });

  test('has the same in TeX', () => {
    const tex = (text: string): string =>
      statementText(read(text), [], 100)
        .split('\n')
        .find((line) => line.startsWith('    \\mathbb{E}'))!
        .trim();
    expect(tex(one.replace('equals', 'tends-to'))).toContain('\\xrightarrow{n\\to\\infty}');
    const remainder = '\\cdot\\left(1+O\\left(n^{-2}\\right)\\right)';
    const asymptotic = one.replace('equals', 'asymptotic\n    order: 2');
    expect(tex(asymptotic).endsWith(remainder)).toBe(true);
    // A sum has brackets as a factor.
    expect(tex(asymptotic.replace('d*(1 + 2*r)', 'd + r'))).toMatch(
      /= \\left\(.*\\right\)\\cdot\\left\(1\+O/,
    );
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ntkcheck } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'ntkcheck-check-'));
afterAll(() => rmSync(folder, { recursive: true }));
const HANIN_NICA = ['--convention', 'hanin-nica-2019', '--gates', 'fair'];

describe('ntkcheck check', () => {
  test('prints the record that docs promise', async () => {
    const { code, stdout } = await ntkcheck(['check', 'E[K] = d(1/2 + r)', ...HANIN_NICA, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      claim: {
        input: 'E[K] = d(1/2 + r)',
        text: 'E(K) = d*(1/2 + r)',
        convention: 'hanin-nica-2019',
        gates: 'fair',
        domain: { d: '{ integer: [1, inf] }', n: '{ widths: [1, inf] }', r: '{ rational: "(0, inf)" }' },
      },
      verdict: 'refuted',
      witness: { widths: [1, 1, 1], r: '2', quantity: '10', formula: '5' },
      conventions: [{ convention: 'hanin-nica-2019-relu-output', gates: 'fair', verdict: 'proved' }],
      truth: { verdict: 'proved' },
      repairs: expect.arrayContaining([expect.objectContaining({ verdict: 'proved' })]),
      weaker: [{ claim: 'the formula is a lower bound', verdict: 'supported' }],
    });
  });

  test('writes a statement file that verify decides alike', async () => {
    const file = join(folder, 'claim.yaml');
    const written = await ntkcheck([
      'check',
      'E(Kb) = d',
      ...HANIN_NICA,
      '--where',
      'd >= 2',
      '--statement',
      file,
    ]);
    expect([written.code, written.stderr]).toEqual([0, '']);
    expect(readFileSync(file, 'utf8')).toContain('expect: proved');
    expect((await ntkcheck(['verify', file])).stdout).toContain('all as expected');
    const own = await ntkcheck([
      'check',
      'E(Kb) = d',
      '--bias-gradient',
      '1',
      '--gates',
      'fair',
      '--statement',
      file,
    ]);
    expect(own.code).toBe(0);
    expect((await ntkcheck(['verify', file])).stdout).toContain('all as expected');
  });

  test.each([
    [['check', 'E(K) = 1/2n'], 'character 11'],
    [['check', 'E(K) = \\frac{d}{'], "claim 'E(K) = \\frac{d}{'"],
    [['check', 'E(K) = q'], "unknown symbol 'q'"],
    [['check', 'E(K) = d', '--convention', 'nowhere'], "unknown 'nowhere'"],
    [['check', 'E(K) = d', '--where', 'd >'], 'ntkcheck: '],
    [['check', 'E(K) = n + n[1]'], 'one of the two'],
    [['check', ''], 'ntkcheck: '],
    [['audit', 'missing.yaml'], 'missing.yaml'],
  ])('%j is one line, exit code 2', async (args, words) => {
    const { code, stdout, stderr } = await ntkcheck(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('ntkcheck audit', () => {
  test('a derivation alone is its own record', async () => {
    const file = join(folder, 'derivation.yaml');
    writeFileSync(
      file,
      'convention: hanin-nica-2019\ngates: fair\nderivation:\n  - E(Kb)\n  - = d\n  - = d^2\n  - <= d^2\n',
    );
    const { code, stdout } = await ntkcheck(['audit', file, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      steps: [
        { from: 'E(Kb)', relation: '=', to: 'd', verdict: 'proved' },
        { from: 'd', relation: '=', to: 'd^2', verdict: 'refuted' },
        { from: 'd^2', relation: '<=', to: 'd^2', verdict: 'supported' },
      ],
      firstFalse: 2,
      conclusion: { claim: 'E(Kb) <= d^2', verdict: 'supported' },
    });
  });

  test('a side file with a mistake is refused with its place', async () => {
    writeFileSync(join(folder, 'paper.tex'), '\\begin{document}\\[ \\mathbb{E}[K_b] = d \\]\\end{document}');
    writeFileSync(join(folder, 'paper.audit.yaml'), 'gates: open\n');
    const { code, stderr } = await ntkcheck(['audit', join(folder, 'paper.tex')]);
    expect(code).toBe(2);
    expect(stderr).toContain('paper.audit.yaml:1');
  });
});

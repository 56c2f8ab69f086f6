import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateExact, parseExpression } from '../../src/expression/index.ts';
import { rational } from '../../src/rational/rational.ts';
import { formatRational } from '../../src/rational/text.ts';
import { expectRefusal, folder as newFolder, ntkcheck } from './run.ts';

const folder = newFolder();
const KW2 = ['derive', 'E(Kw^2)', '--equal-widths'];

const json = async (args: readonly string[]) => JSON.parse((await ntkcheck([...args, '--json'])).stdout);

describe('derive', () => {
  test('prints the closed form of E K_w² as JSON, proved, in integers, + - * / ^ and its symbols', async () => {
    const record = await json(KW2);
    expect(record).toMatchObject({ quantity: 'E(Kw^2)', symbols: ['d', 'n', 'r'], verdict: 'proved' });
    expect(record.formula).toMatch(/^[\d dnr()+\-*/^]+$/);
    expect(record.tex).toContain('\\frac');
    expect(record.certificate.theorem).toBe('equal-widths');
  });

  test('its formula equals `moments` at random architectures', async () => {
    const { formula } = await json(KW2);
    const { expression } = parseExpression(formula, {
      symbols: new Set(['d', 'n', 'r']),
      lists: new Set(),
      form: 'formula',
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 40 }), async (d, n) => {
        const r = rational(n, d + 1);
        const symbols = new Map([
          ['d', rational(d)],
          ['n', rational(n)],
          ['r', r],
        ]);
        const flags = ['--depth', String(d), '--width', String(n), '--r', formatRational(r)];
        const { moments } = await json(['moments', ...flags, '--quantity', 'E(Kw^2)']);
        expect(moments[0].exact).toBe(
          formatRational(evaluateExact(expression, { symbols, lists: new Map() })),
        );
      }),
      { numRuns: 3, seed: 1 },
    );
  });

  test('the joint limit of the dispersion, with its remainder', async () => {
    const record = await json(['derive', 'E(Kw^2)/E(Kw)^2', '--equal-widths', '--limit']);
    expect(record).toMatchObject({ verdict: 'proved', remainder: 'O(1/n)', scale: '1' });
    expect(record.limit).toBe(
      '(9*lambda^2 + 6*lambda - 1)/(27*lambda^2)*exp(5*lambda) + 1/(27*lambda^2)*exp(-lambda)',
    );
  });

  test('a statement file that `verify` proves', async () => {
    const file = join(folder, 'k2.yaml');
    await ntkcheck(['derive', 'E(K)', '--equal-widths', '--bias-gradient', '1', '--as-statement', file]);
    const { code, stdout: out } = await ntkcheck(['verify', file]);
    expect(out).toContain('✓ proved');
    expect(code).toBe(0);
  });

  test('a quotient whose divisor vanishes at r = 0 leaves r = 0 out, and its file is proved', async () => {
    const file = join(folder, 'f4.yaml');
    const flags = ['--equal-widths', '--sigma-w2', 'free'];
    const { stdout } = await ntkcheck(['derive', 'E(f^4)/E(f^2)^2', ...flags, '--as-statement', file]);
    expect(stdout).toContain('  for r > 0\n');
    expect((await ntkcheck(['verify', file])).stdout).toContain('✓ proved');
  });

  test('where a form does not hold is said, and not only in the certificate', async () => {
    const { stdout } = await ntkcheck(['derive', 'E(K)', '--equal-widths', '--bias-gradient', '1']);
    expect(stdout).toContain('  for r > 0\n');
    const flags = ['--equal-widths', '--sigma-b2', 'free', '--bias-gradient', '1'];
    expect((await json(['derive', 'E(Kb)', ...flags])).conditions).toEqual(['sigma_b2 > 0']);
  });

  test('a quotient that is too much at once is proved by its moments', async () => {
    const record = await json([
      'derive',
      'E(Kw^2)/E(Kw)^2',
      '--equal-widths',
      '--parametrization',
      'standard',
    ]);
    expect([record.verdict, record.certificate.theorem]).toEqual(['proved', 'substitution']);
  });

  test('a limit with a free variance is confirmed by the checker', async () => {
    const record = await json(['derive', 'E(f^2)', '--equal-widths', '--sigma-b2', 'free', '--limit']);
    expect(record).toMatchObject({ limit: 'lambda*sigma_b2', scale: 'n', limitVerdict: 'proved' });
  });

  test('flags that no row of the conventions has: the form is printed, no file is written', async () => {
    const file = join(folder, 'none.yaml');
    const flags = ['--sigma-w2', '3', '--bias-gradient', '7', '--as-statement', file];
    const { code, stdout, stderr } = await ntkcheck([...KW2, ...flags]);
    expect([code, existsSync(file)]).toEqual([2, false]);
    expect(stdout).toContain('E(Kw^2) =');
    expect(stderr).toMatch(/^ntkcheck: --as-statement: no row/);
  });

  test('without equal widths: exit code 1, the reason, and the recursion instead', async () => {
    const { code, stdout: out } = await ntkcheck(['derive', 'E(Kw^2)']);
    expect(code).toBe(1);
    expect(out).toMatch(/^no closed form: .*--equal-widths/);
    expect(out).toContain('V() V() <-');
  });

  test.each([
    ['an unknown observable', ['derive', 'E(Kz)', '--equal-widths'], /quantity 'E\(Kz\)', character 3/],
    ['a bad expression', ['derive', 'E(K', '--equal-widths'], /never closed/],
    ['a negative variance', [...KW2, '--sigma-w2', '-1'], /--sigma-w2/],
    ['a variance of 0', [...KW2, '--sigma-w2', '0'], /wanted a rational > 0/],
    ['no number', [...KW2, '--sigma-b2', 'x'], /wanted a rational such as 3\/2, or free/],
    [
      'an unknown convention',
      [...KW2, '--convention', 'hanin-nica-2018'],
      /unknown 'hanin-nica-2018' \(did you mean/,
    ],
    [
      'what a convention fixes',
      [...KW2, '--convention', 'hanin-nica-2019', '--sigma-w2', '3'],
      /fixes sigma_w2/,
    ],
    ['a degree beyond the oracle', ['derive', 'E(K^6)', '--equal-widths'], /degree 6/],
    ['a root', ['derive', 'sqrt(E(K))', '--equal-widths'], /no closed form of this kind/],
    ['a symbol inside E', ['derive', 'E(d*K)', '--equal-widths'], /outside|E\(/],
    ['a file that cannot be written', [...KW2, '--as-statement', '/nowhere/x.yaml'], /cannot write/],
    ['two things on the standard output', [...KW2, '--json', '--as-statement', '-'], /is taken/],
    ['a bad id', [...KW2, '--id', 'no id!'], /--id: found 'no id!'/],
    ['nothing random', ['derive', '5', '--equal-widths'], /found no E\(\.\.\.\)/],
    ['a mistyped flag', [...KW2, '--limt'], /--limit/],
  ])('%s: one clear line, exit code 2', async (_, args, message) => {
    expectRefusal(await ntkcheck(args), message);
  });

  test('r = 0 under relu gates and biases has no such form, and the reason is said', async () => {
    const { code, stdout: out } = await ntkcheck([
      'derive',
      'E(K)',
      '--equal-widths',
      '--bias-gradient',
      '1',
      '--r',
      '0',
    ]);
    expect(code).toBe(1);
    expect(out).toMatch(/every layer is dead/);
  });
});

describe('certificate check', () => {
  const file = join(folder, 'kw2.json');
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  test('accepts what derive proves, alone and among the fields of its record', async () => {
    writeFileSync(file, (await ntkcheck([...KW2, '--json'])).stdout);
    const { code, stdout: out } = await ntkcheck(['certificate', 'check', file]);
    expect(code).toBe(0);
    expect(out).toMatch(/^accepted .*\n.*E\(Kw\^2\) equals/);
    const alone = write('alone.json', JSON.stringify(JSON.parse(readFileSync(file, 'utf8')).certificate));
    expect((await ntkcheck(['certificate', 'check', alone])).code).toBe(0);
  });

  test('accepts every certificate of a report', async () => {
    const report = join(folder, 'report.json');
    await ntkcheck(['verify', 'HN19.T1.mean', 'PLANTED.fair-gates', '--json', report]);
    const { code, stdout: out } = await ntkcheck(['certificate', 'check', report]);
    expect(out.match(/^accepted/gm)).toHaveLength(6);
    expect(out).toContain('It is false that');
    expect(code).toBe(0);
  });

  test('names the network in the theorem, and the file with its hidden characters escaped', async () => {
    const named = write('a\u202e\u001b[2J.json', readFileSync(file, 'utf8'));
    const { stdout: out } = await ntkcheck(['certificate', 'check', named]);
    expect(out).toMatch(
      /^accepted .*a\\u\{202e\}\\u\{1b\}\[2J\.json\n {2}E\(Kw\^2\) equals .*relu gates.*variance 2\/fan-in/,
    );
    expect(['\u202e', '\u001b'].filter((sign) => out.includes(sign))).toEqual([]);
  });

  test('rejects a claim that was changed, with exit code 1', async () => {
    const { certificate } = JSON.parse(readFileSync(file, 'utf8'));
    certificate.claim.formula = certificate.claim.formula.replace('9*d^2', '8*d^2');
    const changed = write('changed.json', JSON.stringify(certificate));
    const { code, stdout: out } = await ntkcheck(['certificate', 'check', changed]);
    expect([code, out.slice(0, 8)]).toEqual([1, 'REJECTED']);
  });

  test.each([
    ['a missing file', () => join(folder, 'none.json'), /there is no such file/],
    ['no JSON', () => write('bad.json', '{'), /found no JSON/],
    ['a folder', () => folder, /folder/],
    ['a report without certificates', () => write('empty.json', '{"verdicts": []}'), /nothing to check/],
    [
      'a key given twice',
      () => write('twice.json', '{"network": {"gates": 1, "gates": 2}}'),
      /the key "gates" is given/,
    ],
    ['nests deeper than any stack', () => write('deep.json', '['.repeat(1e6)), /found no JSON/],
    [
      'control characters',
      () => write('hidden\u202e.json', '{"\u001b[2J'),
      /hidden\\u\{202e\}\.json: found no JSON/,
    ],
  ])('%s: one clear line, exit code 2', async (_, name, message) => {
    expectRefusal(await ntkcheck(['certificate', 'check', name()]), message);
  });

  test('JSON that is no certificate is rejected, with exit code 1', async () => {
    for (const text of ['1', '[]', '{}', 'null', '{"format": "ntkcheck-certificate/1"}'])
      expect((await ntkcheck(['certificate', 'check', write('other.json', text)])).code).toBe(1);
  });

  test('an unknown action is bad input', async () => {
    expect((await ntkcheck(['certificate', 'burn', file])).code).toBe(2);
  });
});

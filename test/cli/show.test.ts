import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectRefusal, folder, ntkcheck } from './run.ts';

const show = (...args: string[]) => ntkcheck(['show', ...args]);

describe('show', () => {
  test('decides anew with --fresh, and keeps verdicts where --cache says', async () => {
    const cache = folder();
    const first = await show('IBP.f2', '--cache', cache);
    const kept = readdirSync(cache, { recursive: true }).length;
    expect(kept).toBeGreaterThan(0);
    for (const more of [[], ['--fresh']])
      expect(await show('IBP.f2', '--cache', cache, ...more)).toEqual(first);
  });

  test('shows formula, source, domain and TeX, the verdict with its evidence, and the command that decides it again', async () => {
    const { code, stdout, stderr } = await show('IBP.f2');
    expect([code, stderr]).toEqual([0, '']);
    for (const part of [
      /^IBP\.f2: Integration by parts/,
      /^ {2}d·E\[f²\] = E\[Kw\]$/m,
      /^ {2}source +ntkcheck$/m,
      /^ {2}file +.*formulas\/integration-by-parts\/f2\.yaml$/m,
      /^ {4}d +integer in \[1, inf\)$/m,
      /^ {4}d\\cdot ?\\mathbb\{E\}\\left\[f\^\{2\}\\right\] = \\mathbb\{E\}\\left\[K_w\\right\]$/m,
      /^ {2}proved under ntk-no-bias, relu gates \(.+\)$/m,
      /^ {6}- holds exactly on the \d+ smallest architectures, \d+ drawn ones/m,
      /^ {6}- [\d,]+ simulated networks \(.+\) agree with the exact oracle at widths /m,
      /^ {6}- rests on: /m,
      /^ {4}again: ntkcheck verify 'IBP\.f2'$/m,
    ])
      expect(stdout).toMatch(part);
    expect(stdout).not.toContain('\x1b');
  });

  test('shows the witness of what is refuted', async () => {
    const { code, stdout } = await show('PLANTED.loops');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}refuted under hanin-nica-2019, fair gates/m);
    expect(stdout).toMatch(
      /^ {6}- witness: widths \d[\d,]*, .*: the quantity is .+, the formula gives .+ \(off by .+%\)$/m,
    );
  });

  test('shows no verdict unless it decides: what is expected instead, at once', async () => {
    const { code, stdout, stderr } = await show('IBP.f2', '--no-verdict');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('d·E[f²] = E[Kw]');
    expect(stdout).toMatch(/^ {2}expected proved under ntk-no-bias, relu gates/m);
    expect(stdout).not.toMatch(/again:|simulated networks|holds exactly/);
  });

  test('takes the name of a variant for its statement, and has a verdict for each', async () => {
    const [statement, variant] = await Promise.all(
      ['IBP.f2', 'IBP.f2@ntk-no-bias/fair'].map((id) => show(id, '--no-verdict')),
    );
    expect(variant).toEqual(statement);
    expect(
      statement!.stdout.match(/^ {2}expected proved under ntk-no-bias, (relu|fair) gates/gm),
    ).toHaveLength(2);
  });

  test('writes the same as a page, formulas in MathML, and nothing else', async () => {
    const page = join(folder(), 'page.html');
    const { code, stdout, stderr } = await show('IBP.f2', '--html', page);
    expect([code, stdout, stderr]).toEqual([0, '', '']);
    const html = readFileSync(page, 'utf8');
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).toContain('<title>IBP.f2</title>');
    expect(html.match(/<math/g)).toHaveLength(1);
    expect(html).toMatch(/proved under ntk-no-bias, relu gates/);
    expect(html).toMatch(/again: ntkcheck verify 'IBP\.f2'/);
    expect(html).not.toMatch(/<script|#b22222/);
  });

  test('writes the page of an undecided statement too', async () => {
    const page = join(folder(), 'page.html');
    await show('IBP.f2', '--html', page, '--no-verdict');
    expect(readFileSync(page, 'utf8')).toMatch(/expected proved under/);
  });
});

describe('a statement that is not there', () => {
  test('is one clear error, with a guess where one is near', async () => {
    expectRefusal(
      await ntkcheck(['show', 'NO.such-statement']),
      /no statement 'NO\.such-statement'; 'ntkcheck list' shows their ids$/,
    );
    expectRefusal(await ntkcheck(['show', 'IBP.f3']), /no statement 'IBP\.f3' \(did you mean 'IBP\.f2'\?\)/);
    expectRefusal(await ntkcheck(['show', 'IBP.f2@ntk/relu']), /no statement 'IBP\.f2@ntk\/relu'/);
  });

  test('is cut where its name is long, and shown without control characters', async () => {
    expectRefusal(await ntkcheck(['show', 'x'.repeat(5000)]), /no statement 'x+…?/);
    const { code, stderr } = await ntkcheck(['show', 'a\u001b[31m\nb']);
    expect(code).toBe(2);
    expect(stderr).not.toContain('\x1b');
    expect(stderr.trimEnd().split('\n').length).toBe(1);
  });

  test('leaves no page', async () => {
    const page = join(folder(), 'page.html');
    expectRefusal(await ntkcheck(['show', 'NO.such', '--html', page]), /no statement 'NO\.such'/);
    expect(existsSync(page)).toBe(false);
  });

  test('is not what a missing or a second id is', async () => {
    expectRefusal(await ntkcheck(['show']), /missing required argument 'statement'/);
    expectRefusal(await ntkcheck(['show', 'IBP.f2', 'IBP.f4']), /found 'IBP\.f4' after an id/);
    expectRefusal(await ntkcheck(['show', 'IBP.f2', 'IBP.f4', 'x']), /too many arguments/);
  });
});

test('a page that cannot be written is refused before the statement is decided', async () => {
  const page = join(folder(), 'no', 'such', 'folder', 'page.html');
  expectRefusal(await ntkcheck(['show', 'IBP.f2', '--html', page]), /no.such.folder/);
});

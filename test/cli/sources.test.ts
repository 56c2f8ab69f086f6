import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { isSource, statementsFrom } from '../../src/cli/sources.ts';
import { FORMULAS, loadConventions } from '../../src/files/library.ts';
import { InputError } from '../../src/limits/error.ts';
import { claim, expectRefusal, filesOf, ntkcheck } from './run.ts';

const conventions = loadConventions(FORMULAS);
const input = (...parts: (string | Uint8Array)[]) => Readable.from(parts);
const idsFrom = async (names: readonly string[], stdin = input()): Promise<string[]> =>
  (await statementsFrom(names, conventions, undefined, stdin)).map(({ id }) => id);
const named = (id: string): string => claim({ id });

const directory = filesOf({
  'b.yaml': named('B'),
  'a.yml': `${named('A.one')}---\n${named('A.two')}`,
  'conventions.yaml': 'mine: 1\n',
  'notes.txt': 'nothing',
  '.hidden.yaml': 'x',
});
mkdirSync(join(directory, 'below/node_modules'), { recursive: true });
writeFileSync(join(directory, 'below/c.yaml'), named('C'));
writeFileSync(join(directory, 'below/node_modules/d.yaml'), 'x');
symlinkSync('..', join(directory, 'below/up'));

describe('a folder', () => {
  test('stands for the statement files below it, in the order of their paths', async () => {
    expect(await idsFrom([directory])).toEqual(['A.one', 'A.two', 'B', 'C']);
  });

  test('and a file in it: each statement once', async () => {
    expect(await idsFrom([`${directory}/b.yaml`, directory, directory])).toEqual([
      'B',
      'A.one',
      'A.two',
      'C',
    ]);
  });

  test('is no id', () => {
    expect(['-', 'x.yaml', 'X.YML', directory, 'HN19.*', join(directory, 'notes.txt')].map(isSource)).toEqual(
      [true, true, true, true, false, false],
    );
  });
});

describe('list', () => {
  test('takes what verify takes: files, folders, and ids in them', async () => {
    const all = await ntkcheck(['list', '.'], directory);
    expect(all.stdout.match(/A\.one|A\.two|\bB\b|\bC\b/g)).toEqual(['A.one', 'A.two', 'B', 'C']);
    const some = await ntkcheck(['list', 'a.yml', 'A.t*', '--json'], directory);
    expect(JSON.parse(some.stdout)).toMatchObject([{ id: 'A.two', file: 'a.yml' }]);
  });
});

describe('the standard input', () => {
  test('may hold statements, in pieces that cut characters in two', async () => {
    const bytes = Buffer.from(claim({ id: 'IN', title: 'σ_w² = 2' }));
    const pieces = Array.from(bytes, (byte) => Uint8Array.of(byte));
    const [statement, ...more] = await statementsFrom(['-', '-'], conventions, undefined, input(...pieces));
    expect([statement?.id, statement?.title, statement?.file, more]).toEqual([
      'IN',
      'σ_w² = 2',
      'standard input',
      [],
    ]);
  });

  test.each([
    ['with an error', input('id: X\n'), 'standard input:1:1 title: missing; wanted a text'],
    ['of nothing', input(), 'standard input:1:1 the file is empty; wanted one YAML document'],
    ['of other bytes', input(Uint8Array.of(0xff)), 'standard input: found bytes that are not UTF-8'],
  ])('%s is refused', async (_, stdin, message) => {
    await expect(statementsFrom(['-'], conventions, undefined, stdin)).rejects.toThrow(message);
  });

  test('without end is left', async () => {
    let pieces = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          pieces++;
          yield 'x'.repeat(100_000);
        }
      })(),
    );
    const attempt = statementsFrom(['-'], conventions, undefined, endless);
    await expect(attempt).rejects.toThrow('the standard input: more than 1000000 bytes; wanted fewer');
    expect(pieces).toBeLessThan(40);
  });

  test('that fails is bad input', async () => {
    const failing = new Readable({
      read() {
        this.destroy(Object.assign(new Error('read'), { code: 'EISDIR' }));
      },
    });
    const attempt = statementsFrom(['-'], conventions, undefined, failing);
    await expect(attempt).rejects.toThrow(InputError);
    await expect(attempt).rejects.toThrow('cannot read the standard input: it is a folder');
  });
});

const OWN = `mine:
  title: Of mine
  source: me
  parametrization: ntk
  sigma_w2: 3
  sigma_b2: 0
  bias_gradient: 0
  output_sigma_w2: sigma_w2
  output_bias: no
  output_activation: linear
`;

describe('conventions of one’s own', () => {
  const files = filesOf({
    'mine.yaml': OWN,
    'own.yaml': claim({ convention: 'mine' }),
    'good.yaml': claim(),
  });

  test('verify: the verdict is of that convention, and so is the command that gives it again', async () => {
    // E K = d (3/2)^(d-1) · 3 r · … by hand for d = 1: one linear layer of variance 3, so that K = |x|²·3/n_0 = 3 r.
    writeFileSync(
      join(files, 'mean.yaml'),
      claim({
        convention: 'mine',
        domain: '{ d: { integer: [1, 1] }, n: { widths: [1, 4] }, r: { rational: [0, 2] } }',
        claims: '[{ quantity: E(K), relation: equals, formula: 3*r }]',
      }),
    );
    const args = ['verify', 'mean.yaml', '--conventions', 'mine.yaml', '--json', 'out.json'];
    const { code, stdout } = await ntkcheck(args, files);
    expect([code, stdout.includes('proved')]).toEqual([0, true]);
    const { verdicts } = JSON.parse(readFileSync(join(files, 'out.json'), 'utf8'));
    expect(verdicts).toMatchObject([{ outcome: 'proved', convention: 'mine' }]);
    expect(JSON.stringify(verdicts)).toContain(
      "ntkcheck verify 'mean.yaml' 'MY.claim' --conventions 'mine.yaml'",
    );
  });

  test('in a folder of statements are none of them', async () => {
    const mixed = filesOf({ 'mine.yaml': OWN, 'own.yaml': claim({ convention: 'mine' }) });
    const own = join(mixed, 'mine.yaml');
    const [statement, ...more] = await statementsFrom([mixed], loadConventions(FORMULAS, own), own);
    expect([statement?.cases[0].convention.title, more]).toEqual(['Of mine', []]);
  });

  test('moments, with --convention', async () => {
    const args = ['moments', '--widths', '4,1', '--quantity', 'E(K)', '--conventions', 'mine.yaml'];
    const { code, stdout } = await ntkcheck([...args, '--convention', 'mine', '--r', '2e-1'], files);
    expect([code, stdout]).toEqual([0, expect.stringContaining('E(K) = 3/5 ')]);
    expectRefusal(
      await ntkcheck([...args.slice(0, -1), join(files, 'mine.yaml')]),
      /--conventions: has rows for --convention; name one of them/,
    );
  });
});

describe('show', () => {
  const files = filesOf({ 'good.yaml': claim(), 'two.yaml': `${named('A.one')}---\n${named('A.two')}` });
  const at = (name: string): string => join(files, name);

  test('writes a page about a file of one’s own', async () => {
    const { code, stderr } = await ntkcheck([
      'show',
      at('good.yaml'),
      '--no-verdict',
      '--html',
      at('out.html'),
    ]);
    expect([code, stderr]).toEqual([0, '']);
    expect(readFileSync(at('out.html'), 'utf8')).toContain('MY.claim');
  });

  test('takes the one of a file that is named', async () => {
    const args = ['show', at('two.yaml'), 'A.two', '--no-verdict', '--html', at('two.html')];
    expect((await ntkcheck(args)).code).toBe(0);
    const page = readFileSync(at('two.html'), 'utf8');
    expect([page.includes('A.two'), page.includes('A.one')]).toEqual([true, false]);
  });

  test.each([
    ['which of two', ['show', at('two.yaml')], /two\.yaml: its statements are A\.one, A\.two; say which/],
    [
      'one that is not there',
      ['show', at('two.yaml'), 'A.six'],
      /no statement 'A\.six'; its statements are A\.one/,
    ],
    ['two ids', ['show', 'HN19.T1.mean', 'x'], /found 'x' after an id; show takes one statement/],
    [
      'a page in place of the file',
      ['show', at('good.yaml'), '--html', at('good.yaml')],
      /this is a statement to be/,
    ],
  ])('refuses %s', async (_, args, message) => expectRefusal(await ntkcheck(args), message));
});

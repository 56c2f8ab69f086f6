import { execFileSync, spawnSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { samplesOf, standard } from '../samples/networks.ts';
import { main } from './processes.ts';
import { expectRefusal, filesOf, ntkcheck } from './run.ts';

const NET = [
  '--depth',
  '6',
  '--width',
  '10',
  '--input-width',
  '10',
  '--convention',
  'standard',
  '--sigma-b2',
  '0',
];
const { K, f } = samplesOf(standard(6, 10, 1), 2000);
const lines = [...K!].join('\n');
const files = filesOf({
  'K.txt': lines,
  'few.txt': [...K!.subarray(0, 30)].join('\n'),
  'both.csv': `K,f\n${[...K!].map((value, i) => `${value},${f![i]}`).join('\n')}\n`,
  'negative.csv': 'K,f\n1,1\n-1,2\n',
  'junk.npy': Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256),
});
const samples = (...args: string[]) => ntkcheck(['samples', ...args], files);

describe('samples', () => {
  test('of the network are consistent: exit code 0, with what was assumed and what would have been found', async () => {
    const { code, stdout, stderr } = await samples('K.txt', ...NET, '--sigma-w2', '1');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^2000 values of K, of this network\?\nwidths 10,10,.*σ_w² = 1.*: ordered\nconsistent: /,
    );
    expect(stdout).toMatch(/a distance of 0\.0\d+ or more would have been found with probability 0\.99/);
    expect(stdout).toMatch(
      /✓ E\(K\): the samples' mean is .*, exactly .* \(an error of \d.*% would have been found\)/,
    );
  });

  test('of another are inconsistent, and a few are too few: exit code 1', async () => {
    const wrong = await samples('K.txt', ...NET, '--sigma-w2', '2');
    expect([wrong.code, wrong.stderr]).toEqual([1, '']);
    expect(wrong.stdout).toMatch(
      /^inconsistent: samples of this network would be called so with probability 0\.001/m,
    );
    const few = await samples('few.txt', ...NET, '--sigma-w2', '1');
    expect([few.code, few.stderr]).toEqual([1, '']);
    expect(few.stdout).toMatch(/^too few to tell: .*; \d+ samples would show a distance of 0\.1$/m);
  });

  test('are records with --json, the same for the same seed', async () => {
    const args = ['both.csv', ...NET, '--sigma-w2', '1', '--json', '--seed', '5'];
    const [one, same] = [await samples(...args), await samples(...args)];
    expect([one.code, one.stdout === same.stdout]).toEqual([0, true]);
    const record = JSON.parse(one.stdout);
    expect(record).toMatchObject({
      samples: 2000,
      verdict: 'consistent',
      falseAlarmRate: 0.001,
      candidates: [],
    });
    expect(record.network).toMatchObject({ convention: 'standard', sigma_w2: '1', phase: 'ordered' });
    expect(record.draws).toEqual({ count: 256000, seed: 5 });
    expect(record.tests[0]).toMatchObject({ name: 'mean', quantity: 'E(K)', rejected: false });
    const shares = record.tests.map((one: { falseAlarmRate: number }) => one.falseAlarmRate);
    expect(shares.reduce((sum: number, share: number) => sum + share, 0)).toBeCloseTo(0.001, 12);
  });

  test('are guessed: networks that fit first, under one budget', async () => {
    const { code, stdout } = await samples('K.txt', ...NET, '--sigma-w2', '1', '--guess', '--json');
    const { candidates, falseAlarmRate, tests } = JSON.parse(stdout);
    expect([code, falseAlarmRate]).toEqual([0, 0.001]);
    expect(candidates[0].verdict).not.toBe('inconsistent');
    const right = candidates.find((one: { conventions: string[] }) => one.conventions.includes('flax-dense'));
    expect(right).toMatchObject({ convention: 'standard', phase: 'ordered' });
    expect(right.verdict).not.toBe('inconsistent');
    const rates = [...tests, ...candidates].map((one) => one.falseAlarmRate);
    expect(rates.reduce((sum, rate) => sum + rate, 0)).toBeLessThanOrEqual(0.001 * (1 + 1e-9));
    const text = await samples('K.txt', ...NET, '--sigma-w2', '1', '--guess');
    expect(text.stdout).toMatch(
      /^candidates: \d+ of \d+ fit \(the right one is missing with probability 0\.0005 at most\)/m,
    );
    expect(text.stdout).toMatch(
      /^ {5}σ_w² = 1, standard: the ordered phase, where E K²\/\(E K\)² stays near 1/m,
    );
  });

  test('come from the standard input too', () => {
    const args = [main, 'samples', '-', ...NET, '--sigma-w2', '1'];
    expect(execFileSync(process.execPath, args, { input: lines, encoding: 'utf8' })).toMatch(/^consistent/m);
  });

  test('of a convention with a note are shown with it', async () => {
    const net = ['--depth', '6', '--width', '10', '--input-width', '10', '--convention', 'flax-dense'];
    const { code, stdout } = await samples('K.txt', ...net);
    expect([code, /^note: Flax cuts the normal law/m.test(stdout)]).toEqual([0, true]);
    const stax = [
      '--widths',
      '10,4,1',
      '--convention',
      'jax-stax-dense',
      '--sigma-w2',
      '1',
      '--sigma-b2',
      '0',
    ];
    expect((await samples('few.txt', ...stax)).stdout).toMatch(/^note: Defaults of the layer are W_std = 1/m);
  });
});

describe('bad input is refused:', () => {
  const net = ['--widths', '3,4,1'];
  test.each([
    [['negative.csv', ...net], /negative\.csv: line 3: K is -1, which is negative/],
    [['junk.npy', ...net], /junk\.npy: bytes that are no text/],
    [['none.npy', ...net], /cannot read none\.npy: there is no such file/],
    [['.', ...net], /cannot read .*: it is a folder/],
    [['K.txt'], /no network: give --widths/],
    [['K.txt', ...net, '--columns', 'K,f'], /K\.txt: 1 column, and 2 named \(K,f\)/],
    [['K.txt', ...net, '--columns', 'Q'], /--columns: found 'Q'; wanted K, f or _/],
    [['K.txt', ...net, '--false-alarm-rate', '2'], /--false-alarm-rate: found '2'; wanted a probability/],
    [['K.txt', ...net, '--draws', '3'], /--draws: found '3'; wanted an integer from 1000/],
    [
      ['K.txt', ...net, '--convention', 'pytorch-linear'],
      /'pytorch-linear' cannot be expressed yet: biases have variance 1\/\(3 n_in\).*Nearest: --convention standard --sigma-w2 1\/3/,
    ],
  ])('%j', async (args, message) => expectRefusal(await samples(...args), message));

  test('a file that is too large, unread, and an endless input', () => {
    const large = join(files, 'large.npy');
    writeFileSync(large, '');
    truncateSync(large, 5_000_000_000);
    const run = (args: string[], input: string) =>
      spawnSync('sh', ['-c', input, process.execPath, main, 'samples', ...args, ...net], {
        encoding: 'utf8',
      });
    const file = run([large], 'exec "$0" "$@"');
    expect([file.status, file.stdout]).toEqual([2, '']);
    expect(file.stderr).toMatch(/it has 5000000000 bytes; wanted at most 64000000/);
    const endless = run(['-'], 'yes 1.5 | "$0" "$@"');
    expect([endless.status, endless.stdout]).toEqual([2, '']);
    expect(endless.stderr).toMatch(/the standard input: more than 64000000 bytes/);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { interrupted, ntkcheckAlone } from './processes.ts';
import { claim, claims, expectRefusal, filesOf, ntkcheck } from './run.ts';

const DOMAIN = '{ d: { integer: [1, 4] }, n: { widths: [1, 4] }, r: { rational: [0, 2] } }';
/** E(K) = d (1 + 2 r): right; a bound with room; and of no value at d = 1. */
const RIGHT = claim({ id: 'MY.right' });
const BOUND = claim({
  id: 'MY.bound',
  claims: '[{ quantity: E(K), relation: at-most, formula: 3*d*(1 + 2*r) }]',
  expect: 'supported',
});
const OPEN = claim({ id: 'MY.open', claims: claims('d*(1 + 2*r)*(d - 1)/(d - 1)'), domain: DOMAIN });
const all = { 'right.yaml': RIGHT, 'bound.yaml': BOUND };

/** Some mutants of each of these files, as JSON. */
const some = (...files: string[]): string[] => [
  'verify',
  ...files,
  '--mutate',
  '--mutants',
  '4',
  '--json',
  '-',
];
const reportsOf = async (files: readonly string[], directory: string): Promise<{ id: string }[]> =>
  JSON.parse((await ntkcheck(some(...files), directory)).stdout).reports;

describe('verify --mutate', () => {
  test('tries the mutants of a statement, and says which are not told apart', async () => {
    const { code, stdout, stderr } = await ntkcheck(
      ['verify', 'right.yaml', 'bound.yaml', '--mutate'],
      filesOf(all),
    );
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^MY\.right +21 mutants: 21 refuted$/);
    expect(lines[1]).toMatch(/^MY\.bound +29 mutants: .*refuted.*, 7 weaker, 6 stronger$/);
    expect(lines.slice(2, 9).map((line) => line.split(' (')[0])).toEqual([
      '    stronger: claims[0].formula: 3*d -> d',
      '    stronger: claims[0].formula: 3 -> 2',
      // r is at most 2: 9 d and 3 d (1 + 2 d) are above 5 d.
      '    stronger: claims[0].formula: 2*r -> 2',
      '    stronger: claims[0].formula: 2*r -> r',
      '    stronger: claims[0].formula: 2 -> 1',
      '    stronger: claims[0].formula: r -> d',
      '',
    ]);
    expect(lines[9]).toBe('50 mutants of 2 statements: 37 told apart, 13 not');
  });

  test('writes the page and the JSON; the text stays on the standard output', async () => {
    const directory = filesOf(all);
    const outputs = ['--mutants-page', 'page.md', '--json', 'out.json'];
    const { code, stdout } = await ntkcheck(
      ['verify', 'bound.yaml', 'right.yaml', '--mutate', '--mutants', '5', ...outputs],
      directory,
    );
    expect(code).toBe(0);
    expect(stdout).toContain('5 (of 29) mutants');
    const page = readFileSync(join(directory, 'page.md'), 'utf8');
    expect(page).toContain("Written by `ntkcheck verify 'bound.yaml' 'right.yaml' --mutate --mutants 5`.");
    expect(page).toContain('\n| MY.bound | 29 | 5 |');
    const { seed, most, complete, reports } = JSON.parse(readFileSync(join(directory, 'out.json'), 'utf8'));
    expect([seed, most, complete]).toEqual([0, 5, true]);
    expect(reports).toMatchObject([
      { id: 'MY.bound', file: 'bound.yaml', mutants: 29, tried: 5 },
      { id: 'MY.right', mutants: 21, tried: 5, killed: { refuted: 5 }, survivors: [] },
    ]);
  });

  test.each(['--json', '--mutants-page'])(
    '%s - is the standard output; the text goes to the other',
    async (flag) => {
      const args = ['verify', 'right.yaml', '--mutate', '--mutants', '2', flag, '-'];
      const { code, stdout, stderr } = await ntkcheck(args, filesOf(all));
      expect(code).toBe(0);
      expect(stdout.startsWith(flag === '--json' ? '{' : '# Mutants\n')).toBe(true);
      expect(stderr).toMatch(/^MY\.right +2 \(of 21\) mutants: 2 refuted\n/);
    },
  );

  test('ends with 1 when a claim is undecided itself', async () => {
    const { code, stdout } = await ntkcheck(
      ['verify', 'open.yaml', '--mutate'],
      filesOf({ 'open.yaml': OPEN }),
    );
    expect(code).toBe(1);
    expect(stdout).toContain('undecided (41): is of a claim that is itself undecided');
  });

  test('compares mutants with what is found, whatever was expected', async () => {
    const wrong = claim({ expect: 'refuted' });
    const { code } = await ntkcheck(
      ['verify', 'a.yaml', '--mutate', '--mutants', '3'],
      filesOf({ 'a.yaml': wrong }),
    );
    expect(code).toBe(0);
  });

  test('gives a statement the same report alone as among others, in any order', async () => {
    const directory = filesOf(all);
    const both = await reportsOf(['right.yaml', 'bound.yaml'], directory);
    expect(await reportsOf(['bound.yaml', 'right.yaml'], directory)).toEqual([...both].reverse());
    expect(await reportsOf(['bound.yaml'], directory)).toEqual([both[1]]);
  });

  test('of a statement with variants is of its own convention, once', async () => {
    const variants = claim({ variants: '[{ convention: hanin-nica-2019, gates: relu, expect: refuted }]' });
    const reports = await reportsOf(['a.yaml'], filesOf({ 'a.yaml': variants }));
    expect(reports.map(({ id }) => id)).toEqual(['MY.claim']);
  });
});

test('the same from threads on all processors as from one', async () => {
  const directory = filesOf(all);
  const args = some('right.yaml', 'bound.yaml');
  expect(await ntkcheckAlone(args, directory)).toEqual(await ntkcheck(args, directory));
});

test('Ctrl-C leaves the reports that are there, and no page', async () => {
  const slow = claim({
    id: 'MY.slow',
    domain: '{ d: { integer: [1, inf] }, n: { widths: [1, inf] }, r: { rational: [0, inf] } }',
    claims: claims('E((Kw + Kb)^5)', 'E(K^5)'),
  });
  const directory = filesOf({ 'right.yaml': RIGHT, 'slow.yaml': slow });
  const outputs = ['--json', 'out.json', '--mutants-page', 'page.md'];
  const { code, stderr } = await interrupted(
    ['verify', 'right.yaml', 'slow.yaml', '--mutate', ...outputs],
    directory,
  );
  expect(code).toBe(130);
  expect(stderr).toMatch(/^ntkcheck: INTERRUPTED, partial result: [01] of 2 studied\n$/);
  const { complete, reports } = JSON.parse(readFileSync(join(directory, 'out.json'), 'utf8'));
  expect(complete).toBe(false);
  expect(reports.map(({ id }: { id: string }) => id)).not.toContain('MY.slow');
  expect(readdirSync(directory).sort()).toEqual(['out.json', 'right.yaml', 'slow.yaml']);
});

describe('what cannot be meant', () => {
  const directory = filesOf(all);
  const file = join(directory, 'right.yaml');
  const out = join(directory, 'out');

  test.each([
    [['--mutants-page', out], /--mutants-page: is for --mutate/],
    [['--mutants', '5'], /--mutants: is for --mutate/],
    [['--mutate', '--junit', out], /--junit: is for verdicts; leave it out with --mutate/],
    [['--mutate', '--coverage', out], /--coverage: is for verdicts; leave it out with --mutate/],
    [['--mutate', '--json', out, '--mutants-page', out], /this is the file of --json too/],
    [['--mutate', '--json', '-', '--mutants-page', '-'], /this is the file of --json too/],
    [['--mutate', '--mutants-page', file], /this is a statement to be checked too/],
    [['--mutate', '--mutants-page', join(directory, 'none', 'out')], /cannot write/],
    [['--mutate', '--mutants', '0'], /found '0'; wanted an integer from 1 to 1000000/],
    [['--mutate', '--mutants', 'all'], /found 'all'; wanted an integer/],
    [['--mutate', '--budget', 'huge'], /huge/],
  ])('%s', async (flags, message) => {
    expectRefusal(await ntkcheck(['verify', file, ...flags]), message);
    expect(readdirSync(directory).sort()).toEqual(['bound.yaml', 'right.yaml']);
  });
});

import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cutShort } from './processes.ts';
import { claim, claims, filesOf, folder, ntkcheck } from './run.ts';

const directory = filesOf({
  'good.yaml': claim(),
  'wrong.yaml': claim({ id: 'MY.wrong', claims: claims('d*(1 + 2*r) + r/10^6') }),
  'undefined.yaml': claim({ id: 'MY.undefined', claims: claims('d*(1 + 2*r)*(d - 3)/(d - 3)') }),
});
const verify = (...args: string[]) => ntkcheck(['verify', ...args], directory);
const read = (file: string) => JSON.parse(readFileSync(join(directory, file), 'utf8'));

describe('verify', () => {
  test('proves a right claim: exit code 0, records in the files, nothing else beside them', async () => {
    const { code, stdout, stderr } = await verify('good.yaml', '--json', 'good.json', '--junit', 'good.xml');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('✓ proved       MY.claim');
    expect(stdout).not.toContain('\x1b');
    const { verdicts, ...run } = read('good.json');
    expect(run).toMatchObject({ seed: 0, falseAlarmBudget: 1e-6, complete: true });
    expect(verdicts).toMatchObject([
      { id: 'MY.claim', outcome: 'proved', replay: "ntkcheck verify 'good.yaml' 'MY.claim'" },
    ]);
    expect(readFileSync(join(directory, 'good.xml'), 'utf8')).toContain('tests="1" failures="0"');
    expect(readdirSync(directory).filter((name) => /good.*tmp/.test(name))).toEqual([]);
  });

  test('refutes a subtly wrong claim, with its witness: exit code 1', async () => {
    const { code, stdout } = await verify('wrong.yaml');
    expect(code).toBe(1);
    expect(stdout).toContain('✗ refuted');
    expect(stdout).toContain('fails at widths 1,1, r = 1');
    expect(stdout).toContain('1 not as expected: MY.wrong');
  });

  test('leaves a claim undecided that is undefined somewhere: exit code 1', async () => {
    const { code, stdout } = await verify('undefined.yaml');
    expect(code).toBe(1);
    expect(stdout).toContain('✗ undecided');
    expect(stdout).toContain('division by zero');
  });

  test('gives the same bytes again under the same seed, also by the command that it prints for a random one', async () => {
    const first = await verify('good.yaml', '--seed', 'random', '--json', 'random.json');
    const again = /again: ntkcheck verify 'good.yaml' --seed (\d+)\n/.exec(first.stdout);
    const second = await verify('good.yaml', '--seed', again![1]!, '--fresh', '--json', 'again.json');
    expect(second.stdout).toBe(first.stdout);
    expect(read('again.json')).toEqual(read('random.json'));
    expect(read('random.json').verdicts[0].replay).toBe(
      `ntkcheck verify 'good.yaml' 'MY.claim' --seed ${again![1]}`,
    );
  });

  test('prints the JSON for "-", and the table on stderr', async () => {
    const { code, stdout, stderr } = await verify('good.yaml', '--json', '-');
    expect(code).toBe(0);
    expect(JSON.parse(stdout).verdicts).toHaveLength(1);
    expect(stderr).toContain('all as expected');
    expect(existsSync(join(directory, '-'))).toBe(false);
  });

  test('annotates the line of a file that is no statement, and refuses it', async () => {
    const bad = filesOf({ 'bad.yaml': claim({ gates: 'open' }) });
    const { code, stdout, stderr } = await ntkcheck(['verify', 'bad.yaml', '--annotations', 'github'], bad);
    expect(code).toBe(2);
    expect(stdout).toBe(
      '::error file=bad.yaml,line=5,col=8,title=not a statement::gates: found "open"; wanted one of fair, relu\n',
    );
    expect(stderr).toMatch(/^ntkcheck: bad\.yaml:5:8 gates: found "open"/);
  });

  test('writes through links, and to devices', async () => {
    writeFileSync(join(directory, 'real.json'), 'old');
    symlinkSync('real.json', join(directory, 'link.json'));
    await verify('good.yaml', '--json', 'link.json', '--junit', '/dev/null');
    expect(lstatSync(join(directory, 'link.json')).isSymbolicLink()).toBe(true);
    expect(read('real.json').complete).toBe(true);
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  test('finds the library from any folder, and selects from it by pattern', async () => {
    const { code, stdout } = await ntkcheck(['verify', 'PLANTED.one-layer*'], folder());
    expect(code).toBe(0);
    expect(stdout).toContain('PLANTED.one-layer-less');
    expect(stdout).toMatch(/^1 verdicts?: /m);
  });
});

describe('a reader that goes away', () => {
  test('is no error', async () => {
    const { code, stderr } = await cutShort(['list']);
    expect([code, stderr]).toEqual([0, '']);
  });

  test('does not turn a failure into a success', async () => {
    const { code } = await cutShort(['verify', join(directory, 'wrong.yaml')]);
    expect(code).toBe(1);
  });
});

describe('list and show', () => {
  test('list selects by pattern, and as JSON', async () => {
    const { stdout } = await ntkcheck(['list', 'IBP.f*', '--json']);
    const rows: { id: string }[] = JSON.parse(stdout);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ id }) => id.startsWith('IBP.f'))).toBe(true);
    expect(Object.keys(rows[0]!)).toEqual(['id', 'expected', 'title', 'convention', 'gates', 'file', 'work']);
  });

  test('show takes the name of a variant for its statement', async () => {
    const [statement, variant] = await Promise.all(
      ['IBP.f2', 'IBP.f2@ntk-no-bias/fair'].map((id) => ntkcheck(['show', id, '--no-verdict'])),
    );
    expect(statement!.stdout).toContain('\n  d·E[f²] = E[Kw]\n');
    expect(variant).toEqual(statement);
  });
});

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { endOf, interrupted, printed, start, until } from './processes.ts';
import { expectRefusal, folder, ntkcheck } from './run.ts';

const QUANTITIES = ['--quantity', 'E(K)', '--quantity', 'sqrt(E(f*Q))'];
const simulation = (samples: number, ...rest: string[]): string[] => [
  'simulate',
  '--widths',
  '10,30,30,1',
  ...QUANTITIES,
  '--samples',
  `${samples}`,
  '--seed',
  '3',
  ...rest,
];
/** Several blocks. */
const RUN = simulation(60_000);
/** Work for some seconds. */
const LONG = simulation(500_000);

describe('the same bytes', () => {
  const whole: Record<string, string> = {};
  beforeAll(async () => {
    whole.text = await printed([...RUN, '--workers', '1']);
    whole.json = await printed([...RUN, '--workers', '1', '--json']);
  });

  test.each(['2', '3'])('from %s workers', async (workers) => {
    expect(await printed([...RUN, '--workers', workers])).toBe(whole.text);
  });

  test.each([2, 7])('from %i shards, merged in any order', async (count) => {
    const directory = folder();
    const files: string[] = [];
    for (let i = 1; i <= count; i++) {
      const said = await printed(
        [...RUN, '--workers', '1', '--shard', `${i}/${count}`, '--out', `${i}.json`],
        directory,
      );
      expect(said).toMatch(new RegExp(`^shard ${i}/${count}: (\\d+) of \\1 networks -> ${i}.json\n$`));
      files.splice((i * i) % (files.length + 1), 0, `${i}.json`);
    }
    expect(await printed(['merge', ...files], directory)).toBe(whole.text);
    expect(await printed(['merge', ...files.reverse(), '--json'], directory)).toBe(whole.json);
    expect(readdirSync(directory).length).toBe(count);
  });

  test('from a finished checkpoint, and at once', async () => {
    const directory = folder();
    const kept = [...RUN, '--checkpoint', 'run.json'];
    expect(await printed(kept, directory)).toBe(whole.text);
    const before = readFileSync(join(directory, 'run.json'), 'utf8');
    expect(await printed([...kept, '--json'], directory)).toBe(whole.json);
    expect(readFileSync(join(directory, 'run.json'), 'utf8')).toBe(before);
  });
});

describe('a run that was broken off', () => {
  const directory = folder();
  let whole = '';
  beforeAll(async () => {
    whole = await printed(LONG);
  });
  const samplesIn = (file: string): number =>
    JSON.parse(readFileSync(join(directory, file), 'utf8')).partial.parts.moments.count;

  test.each(['1', '2'])('by kill -9, with %s workers, goes on from its checkpoint', async (workers) => {
    const file = `killed-${workers}.json`;
    const args = [...LONG, '--workers', workers, '--checkpoint', file];
    const child = start(args, directory);
    await until(() => existsSync(join(directory, file)) || child.exitCode !== null);
    child.kill('SIGKILL');
    expect(await endOf(child)).toBeNull();
    const samples = samplesIn(file);
    expect(samples).toBeGreaterThan(0);
    expect(samples).toBeLessThan(500_000);
    expect(await printed(args, directory)).toBe(whole);
    expect(samplesIn(file)).toBe(500_000);
  });

  test('by Ctrl-C says so, and goes on', async () => {
    const args = [...LONG, '--workers', '2', '--checkpoint', 'stopped.json'];
    const { code, stdout } = await interrupted(args, directory, { after: 1000 });
    expect(code).toBe(130);
    const samples = samplesIn('stopped.json');
    expect(stdout).toContain(`INTERRUPTED, partial result: ${samples} networks`);
    expect(await printed(args, directory)).toBe(whole);
  });

  test('by Ctrl-C in a shard leaves no part behind', async () => {
    const args = [...simulation(10 ** 15), '--shard', '2/3', '--out', 'part.json'];
    const { code, stdout, stderr } = await interrupted(args, directory, { after: 1000 });
    expect([code, stdout]).toEqual([130, '']);
    expect(stderr).toMatch(
      /^ntkcheck: INTERRUPTED, part.json not written: shard 2\/3: \d+ of 3{15} networks\n$/,
    );
    expect(existsSync(join(directory, 'part.json'))).toBe(false);
  });
});

describe('wrong parts are refused by name', () => {
  const directory = folder();
  const small = (...rest: string[]): string[] => simulation(100, ...rest);
  const shard = (i: string, file: string, ...rest: string[]): Promise<string> =>
    printed(small('--shard', i, '--out', file, ...rest), directory);
  beforeAll(async () => {
    await shard('1/3', 'a.json');
    await shard('2/3', 'b.json');
    await shard('2/2', 'half.json');
    await shard('2/3', 'other.json', '--seed', '4');
    const text = readFileSync(join(directory, 'a.json'), 'utf8');
    writeFileSync(join(directory, 'digit.json'), text.replace(/"count":33/, '"count":34'));
    writeFileSync(join(directory, 'cut.json'), text.slice(0, 300));
    writeFileSync(join(directory, 'empty.json'), '');
    writeFileSync(join(directory, 'else.json'), '{"format":"other"}');
  });

  const rows: readonly (readonly [args: string[], message: RegExp])[] = [
    [['merge', 'a.json', 'b.json'], /missing: shard 3\/3 \(networks 66–99\)/],
    [['merge', 'b.json'], /missing: shard 1\/3, 3\/3 \(networks 0–32, 66–99\)/],
    [['merge', 'a.json', 'half.json'], /parts are missing: networks 33–49/],
    [
      ['merge', 'a.json', 'b.json', 'half.json'],
      /half.json: networks 50–65 are in b.json too; give each part once/,
    ],
    [['merge', 'a.json', 'a.json'], /a.json: networks 0–32 are in a.json too/],
    [
      ['merge', 'a.json', 'other.json'],
      /other.json: a part of another simulation than a.json: its seed is 4, not 3/,
    ],
    [['merge', 'digit.json'], /digit.json: the content does not fit its checksum; the file is damaged/],
    [['merge', 'cut.json'], /cut.json: found no JSON, or/],
    [['merge', 'empty.json'], /empty.json: found no JSON, /],
    [['merge', 'else.json'], /else.json: sha256: missing/],
    [['merge', 'nothing.json'], /cannot read nothing.json: there is no such file/],
    [
      small('--checkpoint', 'other.json'),
      /--checkpoint other.json: this is of another job: its seed is 4, here it is 3/,
    ],
    [small('--checkpoint', 'a.json'), /--checkpoint a.json: this is of shard 1\/3, not 1\/1/],
    [small('--checkpoint', 'cut.json'), /cut.json: found no JSON, or/],
    [small('--checkpoint', 'no/a.json'), /--checkpoint: cannot write no\/a.json: there is no such/],
    [small('--checkpoint', '-'), /--checkpoint: found '-'; wanted the name of a file/],
    [
      small('--checkpoint', 'x.json', '--shard', '1/2', '--out', 'x.json'),
      /--out x.json: this is the file of --checkpoint/,
    ],
    [small('--shard', '1/2'), /--shard makes a file; give its name with --out/],
    [small('--out', 'x.json'), /--out is for the part of a simulation; give --shard too/],
    [small('--shard', '3/2', '--out', 'x.json'), /--shard: found '3\/2'; wanted i\/N with i from 1 to N/],
    [small('--shard', '1/101', '--out', 'x.json'), /--shard: found 101 shards of 100 networks/],
    [small('--shard', '1/2', '--out', 'x.json', '--json'), /--json: a shard has no result yet/],
    [
      small('--method', 'collapsed'),
      /--method: collapsed does not know Q, which takes every weight; dense does/,
    ],
    [small('--method', 'best'), /--method: found 'best'; wanted one of auto, dense, vector, collapsed/],
    [small('--workers', '0'), /--workers: found '0'; wanted an integer from 1 to 1024/],
    [small('--redis', 'http://:secret@host'), /--redis: found another kind of address; wanted redis:/],
    [
      ['worker', '--redis', 'redis://:secret@127.0.0.1:1'],
      /--redis: the server cannot be used: nothing listens/,
    ],
  ];
  test.each(rows.map(([args, message]) => [args.slice(-4).join(' '), args, message] as const))(
    'ntkcheck … %s',
    async (_, args, message) => {
      const refused = await ntkcheck(
        args.map((arg) => (/^[\w/]+\.json$/.test(arg) ? join(directory, arg) : arg)),
      );
      const stderr = refused.stderr.replaceAll(`${directory}/`, '');
      expectRefusal({ ...refused, stderr }, message);
      expect(stderr).not.toContain('secret');
      expect(readdirSync(directory)).not.toContain('x.json');
    },
  );
  test('a server that is not there', async () => {
    const refused = await ntkcheck(small('--redis', 'redis://:secret@127.0.0.1:1'));
    expectRefusal(refused, /--redis: the server cannot be used: nothing listens/);
    expect(refused.stderr).not.toContain('secret');
  });
});

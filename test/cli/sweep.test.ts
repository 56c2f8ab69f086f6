import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SweepRecord } from '../../src/report/sweep.ts';
import { interrupted } from './processes.ts';
import { expectRefusal, folder, ntkcheck } from './run.ts';

const SMALL = ['--depths', '1,2,8', '--sigma-w2', '1,2,3', '--plain-runs', '4', '--relative-error', '0.2'];

async function swept(...args: string[]): Promise<SweepRecord> {
  const { code, stdout } = await ntkcheck(['sweep', ...args, '--json', '-']);
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

/**
 * Depth 2, by hand: K = 1 + Σ_i b_i (A w_i² + B g_i²) over the n hidden neurons, b_i fair coins, w_i and g_i standard
 * normal, A = (σ_w²/n)(|x|² + 1) and B = (σ_w²/n_0)|x|².
 */
function dispersionAtDepth2(sigmaW2: number, n: number, n0: number): number {
  const [a, b] = [(2 * sigmaW2) / n, sigmaW2 / n0];
  const mean = 1 + (n / 2) * (a + b);
  const variance = n * ((3 * a * a + 3 * b * b + 2 * a * b) / 2 - (a + b) ** 2 / 4);
  return 1 + variance / mean ** 2;
}

describe('sweep', () => {
  test('without flags is the published grid: 16 values of σ_w², depths 2 to 50, width 100, |x| = 1', async () => {
    const { stdout } = await ntkcheck(['sweep', '--help']);
    expect(stdout).toMatch(/784 points/);
    const record = await swept('--depths', '2', '--samples', '2', '--plain-runs', '0');
    expect(record.network).toEqual({
      convention: 'seleznova-kutyniok-2022-code',
      width: 100,
      input_width: 100,
      r: '1/100',
      gates: 'relu',
    });
    expect(record.quantity).toBe('E(K^2)/E(K)^2');
    expect(record.points).toHaveLength(16);
    const [first, last] = [record.points[0]!, record.points.at(-1)!];
    expect([first.sigma_w2, last.sigma_w2]).toEqual(['1/2', '7/2']);
  });

  test('exact values are 1 at depth 1 and those derived by hand at depth 2', async () => {
    const sizes = ['--width', '7', '--input-width', '5', '--samples', '2', '--plain-runs', '0'];
    const { points } = await swept('--depths', '1,2', '--sigma-w2', '1/2,2,7/2', ...sizes);
    const ones = points.filter(({ depth }) => depth === 1);
    expect(ones.map(({ exact }) => exact)).toEqual([1, 1, 1]);
    const twos = points.filter(({ depth }) => depth === 2);
    for (const [i, sigmaW2] of [0.5, 2, 3.5].entries())
      expect(twos[i]!.exact).toBeCloseTo(dispersionAtDepth2(sigmaW2, 7, 5), 12);
  });

  test('bands hold the exact values, are as narrow as asked for, and share one probability of a miss', async () => {
    const { points, confidence } = await swept(...SMALL, '--width', '5', '--confidence', '0.99');
    const intervals = points.flatMap(({ means }) => means.map(({ interval }) => interval!));
    expect(intervals).toHaveLength(18);
    const missed = intervals.reduce((total, one) => total + 1 - one.confidence, 0);
    expect(missed).toBeCloseTo(1 - confidence, 12);
    for (const { band, exact } of points) {
      expect(band!.low).toBeLessThanOrEqual(exact);
      expect(band!.high).toBeGreaterThanOrEqual(exact);
      expect((band!.high - band!.low) / 2 / exact).toBeLessThan(0.25);
    }
    expect(new Set(points.map(({ seed }) => seed)).size).toBe(9);
    const methods = points.flatMap(({ means }) => means.map(({ method }) => method));
    expect(new Set(methods)).toEqual(new Set(['collapsed', 'tilted-collapsed']));
  });

  test('a point is the same for any number of threads, and in any sweep', async () => {
    const one = await swept(...SMALL, '--workers', '1');
    expect(await swept(...SMALL, '--workers', '2')).toEqual(one);
    const few = ['--samples', '1000', '--plain-runs', '0'];
    const alone = await swept('--depths', '8', '--sigma-w2', '2', ...few);
    const among = await swept('--depths', '2,8', '--sigma-w2', '1,2', ...few);
    const { estimate } = among.points.find(({ depth, sigma_w2 }) => depth === 8 && sigma_w2 === '2')!;
    expect(alone.points[0]!.estimate).toBe(estimate);
  });

  test('plain runs fall short of a heavy-tailed value, and most of them below it', async () => {
    const { points } = await swept('--depths', '30', '--width', '10', '--sigma-w2', '2', '--samples', '2000');
    const [{ plain, exact }] = points as [SweepRecord['points'][number]];
    expect(plain!.median).toBeLessThan(0.7 * exact);
    expect(plain!.below).toBeGreaterThan(20);
  });

  test('writes table, CSV, JSON and chart of the same points', async () => {
    const directory = folder();
    const files = ['--csv', 'a.csv', '--json', 'a.json', '--svg', 'a.svg'];
    const { code, stdout, stderr } = await ntkcheck(['sweep', ...SMALL, ...files], directory);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('9 of 9 bands hold the exact value');
    const read = (file: string): string => readFileSync(join(directory, file), 'utf8');
    const { points }: SweepRecord = JSON.parse(read('a.json'));
    const rows = read('a.csv').trim().split('\n');
    expect(rows).toHaveLength(10);
    for (const [i, { depth, exact }] of points.entries())
      expect(rows[i + 1]!.split(',').slice(2, 4).map(Number)).toEqual([depth, exact]);
    expect(read('a.svg')).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });

  test('Ctrl-C writes nothing', async () => {
    const directory = folder();
    const args = ['sweep', '--relative-error', '0.001', '--csv', 'a.csv', '--svg', 'a.svg'];
    const { code, stdout, stderr } = await interrupted(args, directory);
    expect([code, stdout]).toEqual([130, '']);
    expect(stderr).toMatch(/^ntkcheck: INTERRUPTED after \d+ of 784 points; nothing was written\n$/);
    expect(readdirSync(directory)).toEqual([]);
  });
});

const sweep = (...args: string[]): string[] => ['sweep', ...args];

const ROWS: readonly (readonly [args: string[], message: RegExp])[] = [
  [sweep('--depths', '0..5'), /--depths: found '0..5'; wanted depths from 1 to 10000 such as/],
  [sweep('--depths', '5..2'), /--depths: found '5..2'; wanted depths/],
  [sweep('--depths', '1..2:0'), /--depths: found '1..2:0'; wanted depths/],
  [sweep('--depths', '3/2'), /--depths: found '3\/2'; wanted depths/],
  [sweep('--sigma-w2', '1,,2'), /--sigma-w2: found '1,,2'; wanted rationals such as/],
  [
    sweep('--sigma-w2', '1..2:1e-9'),
    /--sigma-w2: found '1..2:1e-9', which is more than 10000 values; wanted fewer/,
  ],
  [sweep('--sigma-w2', '1..2:0.000001'), /--sigma-w2: found .* more than 10000 values; wanted fewer/],
  [sweep('--sigma-w2', '0,1'), /--sigma-w2: found 0; wanted a rational > 0/],
  [sweep('--convention', 'hanin-nica-2019', '--sigma-w2', '3'), /'hanin-nica-2019' fixes sigma_w2/],
  [sweep('--convention', 'ntk'), /--sigma-b2: convention 'ntk' leaves sigma_b2 free; give it/],
  [sweep('--quantity', 'K'), /'K' is random; write it inside E/],
  [sweep('--relative-error', '0.1', '--samples', '9'), /leave out --samples/],
  [sweep('--confidence', '0.9999999999'), /--confidence: found .* wanted at least 1e-12/],
  [sweep('--csv', 'a', '--svg', './a'), /--svg .\/a: this is the file of --csv too/],
  [sweep('--svg', 'no/a.svg'), /--svg: cannot write no\/a.svg: there is no such file or folder/],
];

describe('sweep of wrong input: one clear line, exit code 2', () => {
  test.each(ROWS.map(([args, message]) => [args.join(' '), args, message] as const))(
    'ntkcheck %s',
    async (_, args, message) => expectRefusal(await ntkcheck(args), message),
  );

  test('what a point refuses names the point', async () => {
    const centred = ['--quantity', 'E(K - K)', '--depths', '3', '--sigma-w2', '2'];
    expectRefusal(
      await ntkcheck(sweep(...centred)),
      /at σ_w² = 2, depth 3: --relative-error: none can be promised for E/,
    );
    const beyond = ['--quantity', 'E(K^6)', '--depths', '3', '--sigma-w2', '2'];
    expectRefusal(await ntkcheck(sweep(...beyond)), /at σ_w² = 2, depth 3: .* goes to degree 5/);
  });
});

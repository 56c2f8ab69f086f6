import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { VerdictCache } from '../../src/cli/verdict-cache.ts';
import type { ClaimVerdict } from '../../src/verify/verdict.ts';
import { simulation } from '../report/verdicts.ts';
import { claim, claims, expectRefusal, filesOf, folder, ntkcheck } from './run.ts';

const decided: ClaimVerdict[] = [
  {
    claim: 'E(K) = d',
    outcome: 'supported',
    reason: 'a reason',
    evidence: [{ ...simulation, detectable: Number.POSITIVE_INFINITY }],
  },
];
const key = 'a'.repeat(64);
const entryOf = (root: string): string => {
  const [build] = readdirSync(root);
  return join(root, build!, readdirSync(join(root, build!))[0]!);
};

describe('the cache', () => {
  test('gives back what it was given, number by number', () => {
    const cache = new VerdictCache(folder(), 'a build');
    expect(cache.read(key)).toBeUndefined();
    cache.write(key, decided);
    expect(cache.read(key)).toEqual(decided);
    expect(cache.failure).toBeUndefined();
  });

  test('knows nothing of another key or another build', () => {
    const root = folder();
    new VerdictCache(root, 'a build').write(key, decided);
    expect(new VerdictCache(root, 'a build').read('b'.repeat(64))).toBeUndefined();
    expect(new VerdictCache(root, 'another build').read(key)).toBeUndefined();
  });

  test('takes no entry that is damaged, cut short, empty or under the wrong name', () => {
    const root = folder();
    const cache = new VerdictCache(root, 'a build');
    cache.write(key, decided);
    const entry = entryOf(root);
    const bytes = readFileSync(entry);
    const flipped = Buffer.from(bytes);
    flipped[bytes.length >> 1]! ^= 1;
    for (const wrong of [flipped, bytes.subarray(0, bytes.length - 1), Buffer.alloc(0), Buffer.from('{}')]) {
      writeFileSync(entry, wrong);
      expect(cache.read(key)).toBeUndefined();
    }
    writeFileSync(entry.replace(key, 'b'.repeat(64)), bytes);
    expect(cache.read('b'.repeat(64))).toBeUndefined();
    cache.write(key, decided);
    expect(cache.read(key)).toEqual(decided);
  });

  test('forgets builds but the latest four, and touches nothing else', () => {
    const root = folder();
    for (let i = 0; i < 5; i++) {
      new VerdictCache(root, `build ${i}`).write(key, decided);
      for (const name of readdirSync(root)) utimesSync(join(root, name), i, i);
    }
    mkdirSync(join(root, 'my own folder'));
    new VerdictCache(root, 'the last').write(key, decided);
    expect(readdirSync(root).length).toBe(4 + 1);
    expect(new VerdictCache(root, 'the last').read(key)).toEqual(decided);
  });

  test('that cannot be written keeps nothing, and says why', () => {
    const file = join(filesOf({ 'not-a-folder': '' }), 'not-a-folder');
    const cache = new VerdictCache(file, 'a build');
    cache.write(key, decided);
    expect(cache.failure).toMatch(/./);
    expect(cache.read(key)).toBeUndefined();
  });
});

describe('ntkcheck verify', () => {
  const CACHED = /^1 of 1 from the cache/m;

  test('decides nothing twice, and says the same to the letter', async () => {
    const files = filesOf({ 'claim.yaml': claim() });
    const run = (...flags: string[]) =>
      ntkcheck(['verify', 'claim.yaml', '--cache', 'kept', '--json', '-', ...flags], files);
    const [first, second, fresh] = [await run(), await run(), await run('--fresh')];
    expect([first.code, second.code, fresh.code]).toEqual([0, 0, 0]);
    expect(second.stdout).toBe(first.stdout);
    expect(fresh.stdout).toBe(first.stdout);
    expect([first.stderr, fresh.stderr].some((text) => CACHED.test(text))).toBe(false);
    expect(second.stderr).toMatch(CACHED);
    expect(second.stderr.replace(/^1 of 1 from.*\n/m, '')).toBe(first.stderr);
  });

  test('decides again what has changed', async () => {
    const conventions =
      'mine: { title: mine, source: me, parametrization: ntk, sigma_w2: 2, sigma_b2: 0, bias_gradient: 1, output_sigma_w2: 2, output_bias: yes, output_activation: linear }\n';
    const files = filesOf({ 'claim.yaml': claim({ convention: 'mine' }), 'mine.yaml': conventions });
    const isCached = async (...flags: string[]): Promise<boolean> => {
      const run = ['verify', 'claim.yaml', '--conventions', 'mine.yaml', '--cache', 'kept'];
      return CACHED.test((await ntkcheck([...run, ...flags], files)).stdout);
    };
    expect([await isCached(), await isCached()]).toEqual([false, true]);
    expect(await isCached('--seed', '1')).toBe(false);
    expect(await isCached('--false-alarm-budget', '1e-5')).toBe(false);
    writeFileSync(join(files, 'mine.yaml'), conventions.replace('bias_gradient: 1', 'bias_gradient: 2'));
    expect(await isCached()).toBe(false);
    writeFileSync(join(files, 'mine.yaml'), conventions);
    expect(await isCached()).toBe(true);
    writeFileSync(
      join(files, 'claim.yaml'),
      claim({ convention: 'mine', claims: claims('d*(1 + 2*r) + 0') }),
    );
    expect(await isCached()).toBe(false);
    writeFileSync(join(files, 'claim.yaml'), claim({ convention: 'mine', title: 'Another title' }));
    expect(await isCached()).toBe(true);
  });

  test('adds a statement without deciding the others again', async () => {
    const files = filesOf({ 'one.yaml': claim() });
    const run = () => ntkcheck(['verify', '.', '--cache', '.kept'], files);
    await run();
    writeFileSync(join(files, 'two.yaml'), claim({ id: 'MY.other' }));
    expect((await run()).stdout).toMatch(/^1 of 2 from the cache/m);
    expect((await run()).stdout).toMatch(/^2 of 2 from the cache/m);
  });

  test('refuses a cache that cannot be written, before any work', async () => {
    const files = filesOf({ 'claim.yaml': claim(), file: '' });
    expectRefusal(
      await ntkcheck(['verify', 'claim.yaml', '--cache', 'file'], files),
      /--cache: cannot write file: /,
    );
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { interrupted } from './processes.ts';
import { claim, claims, filesOf, ntkcheck } from './run.ts';

const SLOW = claim({
  id: 'MY.slow',
  domain: '{ d: { integer: [1, inf] }, n: { widths: [1, inf] }, r: { rational: [0, inf] } }',
  claims: claims('E((Kw + Kb)^5)', 'E(K^5)'),
});

describe.concurrent('Ctrl-C', () => {
  test('leaves a verify run with what was decided; the rest is undecided', async () => {
    const directory = filesOf({
      'fast.yaml': claim(),
      'slow.yaml': SLOW,
    });
    const outputs = ['--fresh', '--json', 'out.json', '--junit', 'out.xml'];
    const { code, stdout, stderr } = await interrupted(
      ['verify', 'fast.yaml', 'slow.yaml', ...outputs],
      directory,
    );
    expect(code).toBe(130);
    expect(stderr).toMatch(/^ntkcheck: INTERRUPTED, partial result: [01] of 2 decided\n$/);
    expect(stdout).toContain('✗ undecided    MY.slow');
    const { complete, verdicts } = JSON.parse(readFileSync(join(directory, 'out.json'), 'utf8'));
    expect(complete).toBe(false);
    expect(verdicts.map(({ id }: { id: string }) => id)).toEqual(['MY.claim', 'MY.slow']);
    expect(verdicts[1]).toMatchObject({ outcome: 'undecided', asExpected: false, reason: 'interrupted' });
    expect(readFileSync(join(directory, 'out.xml'), 'utf8')).toMatch(/<\/testsuites>\n$/);
    expect(readdirSync(directory).sort()).toEqual(['fast.yaml', 'out.json', 'out.xml', 'slow.yaml']);
  });

  test('leaves a simulation with the networks so far', async () => {
    const args = ['simulate', '--widths', '3,4,1', '--samples', '1000000000', '--quantity', 'E(K)', '--json'];
    const { code, stdout, stderr } = await interrupted(args);
    expect([code, stderr]).toEqual([130, '']);
    const { complete, samples, results } = JSON.parse(stdout);
    expect(complete).toBe(false);
    expect(samples).toBeGreaterThan(1);
    expect(results[0].estimate).toBeCloseTo(4, 0);
  });

  test('again and again still ends with 130', async () => {
    const { code } = await interrupted(['verify', 'slow.yaml', '--fresh'], filesOf({ 'slow.yaml': SLOW }), {
      times: 4,
    });
    expect(code).toBe(130);
  });
});

// Not beside the others: it has this thread to itself, and their signals would come late.
test('Ctrl-C is not needed by an exact variance that would take long: it is left out', async () => {
  const long = `2${'0'.repeat(119)}1/1${'0'.repeat(120)}`;
  const args = ['simulate', '--depth', '300', '--width', '20', '--sigma-w2', long, '--sigma-b2', '1/3'];
  const { code, stdout } = await ntkcheck([...args, '--samples', '10', '--quantity', 'E(K^2)']);
  expect(code).toBe(0);
  expect(stdout).toContain('10 networks');
  expect(stdout).not.toContain('from the exact variance');
});

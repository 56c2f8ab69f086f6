import { execFileSync, spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { main } from './processes.ts';
import { ntkcheck } from './run.ts';

test('the file of the program starts by itself, as npx starts it', async () => {
  expect(execFileSync(main, ['--version'], { encoding: 'utf8' })).toBe(
    (await ntkcheck(['--version'])).stdout,
  );
});

test('`-` is the standard input of the process', () => {
  const { status, stderr } = spawnSync(main, ['verify', '-'], { input: 'id: X\n', encoding: 'utf8' });
  expect([status, stderr]).toEqual([2, expect.stringContaining('standard input:1:1 title: missing')]);
});

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Checkpoint, isFinished } from '../../src/cli/checkpoint.ts';
import { readPart, writePart } from '../../src/cli/part-file.ts';
import { simulateBlock } from '../../src/jobs/block.ts';
import { job, PartialResult } from '../jobs/make.ts';
import { expectRefusal, folder, ntkcheck } from './run.ts';

const directory = folder();
const one = job({ samples: 90 });
const shard = { index: 2, count: 3 };
const partial = simulateBlock(one, { from: 30, to: 60 });

const file = join(directory, 'part.json');
writePart({ file, shard, partial });
type Content = {
  format: unknown;
  sha256: unknown;
  shard: unknown;
  partial: { job: Record<string, unknown> };
};

/** The file with a change and, unless that is the change, the right checksum. */
function changed(change: (content: Content) => void, name = 'changed.json'): string {
  const content: Content = JSON.parse(readFileSync(file, 'utf8'));
  const { sha256 } = content;
  change(content);
  const body = JSON.stringify({ shard: content.shard, partial: content.partial });
  if (content.sha256 === sha256) content.sha256 = createHash('sha256').update(body).digest('hex');
  const path = join(directory, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

test('a part is read as it was written', () => {
  expect(readPart(file)).toEqual({ file, shard, partial });
});

const at = (field: string, value: unknown) => (content: Content) => {
  const path = field.split('.');
  let target = content as unknown as Record<string, unknown>;
  for (const name of path.slice(0, -1)) target = target[name] as Record<string, unknown>;
  target[path.at(-1)!] = value;
};

describe('merge names the field, what was found and what was wanted', () => {
  const PAIR = /; wanted i\/N with i from 1 to N, such as 2\/7; wanted a file/;
  test.each([
    ['shard', '2/1', PAIR],
    ['shard', '0/3', PAIR],
    ['shard', 'two', PAIR],
    ['shard', '1/9999999', PAIR],
    ['shard', '', PAIR],
    ['shard', 2, /shard: found 2; wanted a text/],
    ['shard', null, /shard: found null; wanted a text/],
    ['shard', '1/3', /covered: found networks 30–59; shard 1\/3 has 0–29/],
    ['shard', '1/91', /shard: found 1\/91; wanted at most 90 shards/],
    ['format', 'ntkcheck-part-0', /format: found "ntkcheck-part-0"; wanted one of ntkcheck-part-1/],
    ['sha256', 1, /sha256: found 1; wanted a text/],
    ['sha256', 'x', /does not fit its checksum/],
    ['partial', null, /found null; wanted an object/],
    ['partial.job.reason', '\u001b[2J', /job\.reason: found "\\u001b\[2J"; wanted a printable text/],
    ['partial.job.reason', 'a\u202eb', /job\.reason: found "a\\u202eb"; wanted a printable text/],
    ['partial.job.version', 'a\nntkcheck: b', /job\.version: found "a\\nntkcheck: b"; wanted a printable/],
    ['partial.job.convention', '\u009b2J', /job\.convention: found "\\u009b2J"; wanted a printable text/],
    ['partial.job.quantities', ['E(K)\u0000'], /job\.quantities\[0\]: found .*; wanted a printable text/],
    ['partial.job.seed', -1, /job\.seed: found -1; wanted an integer from 0/],
    ['partial.job.network.r', '1e9999', /job\.network\.r: found "1e9999"; wanted a rational/],
    ['partial.covered', [[30, 61]], /covered: found networks 30–60|parts\.moments: found 30 samples/],
    ['more', 1, /more: unknown field/],
  ] as const)('%s: %j', async (field, value, message) => {
    const path = changed(at(field, value));
    const ended = await ntkcheck(['merge', path]);
    expectRefusal(ended, message);
    expect(ended.stderr).toContain('changed.json: ');
  });

  test('a list of a million sums is refused before room is made for its products', () => {
    const path = changed((content) => {
      const { moments } = (content.partial as unknown as { parts: { moments: { powers: unknown[] } } }).parts;
      moments.powers = Array.from({ length: 1e6 }, () => ['0', '0', '0', '0']);
    });
    expect(() => readPart(path)).toThrow('parts.moments.powers: found a list of 1000000; wanted one of 3');
  });

  test('a file whose own name would move the cursor is named harmlessly', async () => {
    const path = changed(at('shard', '2/1'), 'a\u001b[2J\u202e.json');
    const { code, stderr } = await ntkcheck(['merge', path]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('a\\u001b[2J\\u202e.json: ')]);
    expect(stderr).toMatch(/^[^\p{Cc}\u202e]*\n$/u);
  });
});

describe('a checkpoint', () => {
  const whole = { index: 1, count: 1 };
  const path = join(directory, 'run.json');
  const done = simulateBlock(one, { from: 0, to: 90 });

  test('that has all samples is finished, for its shard or for the whole', () => {
    expect([isFinished(file), isFinished(undefined), isFinished(join(directory, 'none'))]).toEqual([
      true,
      false,
      false,
    ]);
    writePart({ file: path, shard: whole, partial });
    expect(isFinished(path)).toBe(false);
    writePart({ file: path, shard: whole, partial: done });
    expect(isFinished(path)).toBe(true);
  });

  test('is not written while nothing has changed: a disk that is full meanwhile does not matter', () => {
    writePart({ file: path, shard: whole, partial: done });
    const resumed = new Checkpoint(path, one, whole);
    expect(resumed.partial.samples).toBe(90);
    rmSync(path);
    resumed.keep(true);
    resumed.save();
    expect(existsSync(path)).toBe(false);
  });

  test('is written when there is more, once', () => {
    writePart({ file: path, shard: whole, partial });
    const resumed = new Checkpoint(path, one, whole);
    resumed.partial.merge(simulateBlock(one, { from: 0, to: 30 }));
    resumed.save();
    expect(readPart(path).partial.covered).toEqual([{ from: 0, to: 60 }]);
    rmSync(path);
    resumed.save();
    expect(existsSync(path)).toBe(false);
  });

  test('of a run without samples yet is written once', () => {
    rmSync(path, { force: true });
    const fresh = new Checkpoint(path, one, whole);
    fresh.save();
    expect(readPart(path).partial).toEqual(PartialResult.empty(one));
  });
});

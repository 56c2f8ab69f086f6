import { spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { guard, messageLine, write } from '../../src/cli/streams.ts';
import { folder } from './run.ts';

/** A stream that keeps what it is given, and fails when told to. */
class Fake extends EventEmitter {
  text = '';
  write(text: string): void {
    this.text += text;
  }
}
const failure = (code: string): Error => Object.assign(new Error('write'), { code });

function guarded() {
  const [out, err] = [new Fake(), new Fake()];
  let failures = 0;
  guard({ out, err }, () => {
    failures++;
  });
  return { out, err, failures: () => failures };
}

describe('a write that fails', () => {
  test.each([
    ['ENOSPC', 'the disk is full'],
    ['EFBIG', 'the file would be larger than is allowed (ulimit -f)'],
    ['EDQUOT', 'the quota of the disk is used up'],
    ['EIO', 'the disk fails'],
  ])('to the standard output, with %s: is one line on the standard error', (code, words) => {
    const { out, err, failures } = guarded();
    out.emit('error', failure(code));
    expect([out.text, err.text, failures()]).toEqual([
      '',
      `ntkcheck: cannot write the standard output: ${words}\n`,
      1,
    ]);
  });

  test('to the standard error: counts, and is not said there', () => {
    const { out, err, failures } = guarded();
    err.emit('error', failure('ENOSPC'));
    expect([out.text, err.text, failures()]).toEqual(['', '', 1]);
  });

  test('to a reader that is gone: is no failure', () => {
    const { out, err, failures } = guarded();
    for (const stream of [out, err]) stream.emit('error', failure('EPIPE'));
    expect([out.text, err.text, failures()]).toEqual(['', '', 0]);
  });
});

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const FULL = 'cannot write the standard output: the disk is full';

describe('/dev/full', () => {
  test.each([
    ['list', ['list']],
    ['moments --json', ['moments', '--widths', '3,4,1', '--quantity', 'E(K)', '--json']],
    ['help', ['--help']],
  ])('%s: one line, exit code 2', (_, args) => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [main, ...args], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    expect([status, stderr]).toEqual([2, `ntkcheck: ${FULL}\n`]);
  });

  test('a file that may not grow as large as the result: the same, and no result that looks whole', () => {
    const file = join(folder(), 'out');
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', `ulimit -f 1; exec "$0" "$@" > ${file}`, process.execPath, main, 'verify', '--help'],
      {
        encoding: 'utf8',
      },
    );
    const words = 'the file would be larger than is allowed (ulimit -f)';
    expect([status, stderr]).toEqual([2, `ntkcheck: cannot write the standard output: ${words}\n`]);
  });

  test('for messages: exit code 2, and what else there is', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stdout } = spawnSync(process.execPath, [main, 'nonsense'], {
      stdio: ['ignore', 'pipe', full],
      encoding: 'utf8',
    });
    closeSync(full);
    expect([status, stdout]).toEqual([2, '']);
  });
});

describe('what is written', () => {
  const written = (text: string, options = {}): string => {
    const stream = new Fake();
    write(stream, text, options);
    return stream.text;
  };

  test('has escapes for what a terminal would obey', () => {
    expect(written('\u001b[2Ja\n\u202eb')).toBe('\\u001b[2Ja\n\\u202eb');
  });

  test('keeps colours of ours, and nothing else', () => {
    expect(written('\u001b[31ma\u001b[2J\u001b[39m\u009b2J', { coloured: true })).toBe(
      '\u001b[31ma\\u001b[2J\u001b[39m\\u009b2J',
    );
  });

  test('as a message: is one line, of some length, without passwords', () => {
    expect(messageLine('a\nb\u001b')).toBe('ntkcheck: a b\\u001b\n');
    expect(messageLine('x'.repeat(5000))).toBe(`ntkcheck: ${'x'.repeat(1000)}…\n`);
    expect(messageLine('rediss://user:secret@host redis://:p:w@h/1 redis://h:1')).toBe(
      'ntkcheck: rediss://…@host redis://…@h/1 redis://h:1\n',
    );
  });
});

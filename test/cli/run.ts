import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { run } from '../../src/cli/program.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  /** null: ended by a signal. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Said by a run that takes longer than some seconds, which depends on the machine. */
const SLOW = /^ntkcheck: \d+ of \d+ done after 5 s; .*\n/m;

export const endedWith = (code: number | null, stdout: string, stderr: string): Ended => ({
  code,
  stdout,
  stderr: stderr.replace(SLOW, ''),
});

let before: Promise<unknown> = Promise.resolve();

/**
 * `ntkcheck …args`, to its end: the program as it is built, in this process and in this thread, one run after the other.
 * What needs a process of its own is in processes.ts.
 */
export function ntkcheck(args: readonly string[], cwd = root): Promise<Ended> {
  const ended = before.then(() => ntkcheckNow(args, cwd));
  before = ended.catch(() => {});
  return ended;
}

async function ntkcheckNow(args: readonly string[], cwd: string): Promise<Ended> {
  const { stdout, stderr, exitCode } = process;
  const streams = [caught(stdout), caught(stderr)] as const;
  const back = process.cwd();
  const signals = (['SIGINT', 'SIGTERM'] as const).map((name) => [name, process.listeners(name)] as const);
  process.exitCode = undefined;
  process.chdir(cwd);
  try {
    const code = await run(args, {
      out: (text) => stdout.write(text),
      err: (text) => stderr.write(text),
      threads: false,
    });
    const [out, err] = streams.map(({ text }) => text());
    return endedWith(code || Number(process.exitCode ?? 0), out!, err!);
  } finally {
    process.chdir(back);
    process.exitCode = exitCode;
    for (const { release } of streams) release();
    for (const [name, listeners] of signals)
      for (const listener of process.listeners(name))
        if (!listeners.includes(listener)) process.off(name, listener);
  }
}

/** A stream of this process as if it were a pipe into a text. */
function caught(stream: NodeJS.WriteStream): { readonly text: () => string; readonly release: () => void } {
  let text = '';
  const { write, isTTY, columns } = stream;
  stream.write = (part: string | Uint8Array) => {
    text += part;
    return true;
  };
  stream.isTTY = false;
  stream.columns = undefined as never;
  return { text: () => text, release: () => void Object.assign(stream, { write, isTTY, columns }) };
}

/** One line on stderr, perhaps a pointer to the help, nothing on stdout, exit code 2. */
export function expectRefusal({ code, stdout, stderr }: Ended, message: RegExp): void {
  const [line = '', hint = '', ...rest] = stderr.trimEnd().split('\n');
  expect(line).toMatch(message);
  expect(line).toMatch(/^ntkcheck: .{1,500}$/);
  expect(hint).toMatch(/^$|^\(see 'ntkcheck .*--help'\)$/);
  expect([rest, stdout, code]).toEqual([[], '', 2]);
}

export const folder = (): string => mkdtempSync(join(tmpdir(), 'ntkcheck-cli-'));

/** A statement file that is right, or wrong where a test wants it to be. */
export const claim = (changes: Readonly<Record<string, string>> = {}): string => {
  const fields: Record<string, string> = {
    id: 'MY.claim',
    title: 'A claim',
    source: '{ work: me }',
    convention: 'hanin-nica-2019',
    gates: 'fair',
    domain: '{ d: { integer: [1, 4] }, n: { widths: [1, 4] }, r: { rational: [0, 2] } }',
    claims: '[{ quantity: E(K), relation: equals, formula: d*(1 + 2*r) }]',
    expect: 'proved',
    ...changes,
  };
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
};

export const claims = (formula: string, quantity = 'E(K)'): string =>
  `[{ quantity: "${quantity}", relation: equals, formula: "${formula}" }]`;

/** A folder with these files. */
export function filesOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const directory = folder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  return directory;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { run as runHere } from '../../src/cli/program.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const main = join(root, 'dist/cli/main.js');

/** The built program is what is tested; an old one would test nothing. */
for (const file of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.ts') || file.endsWith('.d.ts')) continue;
  const made = file.startsWith('simulate/kernel/')
    ? 'simulate/kernel-binary.js'
    : file.replace(/\.ts$/, '.js');
  const built = statSync(join(root, 'dist', made), { throwIfNoEntry: false });
  if (!built || built.mtimeMs < statSync(join(root, 'src', file)).mtimeMs)
    throw new Error(`dist is missing or older than src/${file}: run 'npm run build'`);
}

export interface Ended {
  /** null: ended by a signal. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const started = (args: readonly string[], cwd = root, env: NodeJS.ProcessEnv = {}): ChildProcess =>
  spawn(process.execPath, [main, ...args], { cwd, env: { ...process.env, NO_COLOR: '', ...env } });

function ended(child: ChildProcess): Promise<Ended> {
  const text = { stdout: '', stderr: '' };
  child.stdout!.setEncoding('utf8').on('data', (part) => {
    text.stdout += part;
  });
  child.stderr!.setEncoding('utf8').on('data', (part) => {
    text.stderr += part;
  });
  return new Promise((resolve) =>
    child.on('close', (code) =>
      resolve({ code, stdout: text.stdout, stderr: text.stderr.replace(SLOW, '') }),
    ),
  );
}

/** Said by a run that takes longer than some seconds, which depends on the machine. */
const SLOW = /^ntkcheck: \d+ of \d+ done after 5 s; .*\n/m;

/** `ntkcheck …args`, to its end. */
export const ntkcheck = (args: readonly string[], cwd?: string): Promise<Ended> => ended(started(args, cwd));

/** A command line that never gets to work, without a process: what it says on stderr, and any help on stdout. */
export async function here(args: readonly string[]): Promise<Ended> {
  const text = { stdout: '', stderr: '' };
  const code = await runHere(args, {
    out: (part) => {
      text.stdout += part;
    },
    err: (part) => {
      text.stderr += part;
    },
  });
  return { code, ...text };
}

/** One line on stderr, perhaps a pointer to the help, nothing on stdout, exit code 2. */
export function expectRefusal({ code, stdout, stderr }: Ended, message: RegExp): void {
  const [line = '', hint = '', ...rest] = stderr.trimEnd().split('\n');
  expect(line).toMatch(message);
  expect(line).toMatch(/^ntkcheck: .{1,500}$/);
  expect(hint).toMatch(/^$|^\(see 'ntkcheck .*--help'\)$/);
  expect([rest, stdout, code]).toEqual([[], '', 2]);
}

/** `ntkcheck …args` with Ctrl-C once it works: a signal that comes before it listens ends it at once, so again, later. */
export async function interrupted(
  args: readonly string[],
  cwd?: string,
  { times = 1, after = 1500 } = {},
): Promise<Ended> {
  const child = started(args, cwd);
  const timers = Array.from({ length: times }, (_, i) =>
    setTimeout(() => child.kill('SIGINT'), after + 10 * i),
  );
  const result = await ended(child);
  timers.forEach(clearTimeout);
  // Too early: nothing listened yet, or there was nothing to keep.
  const isEarly = result.code === null || /before there was anything/.test(result.stderr);
  return isEarly && after < 20_000 ? interrupted(args, cwd, { times, after: 2 * after }) : result;
}

/** `ntkcheck …args | head -1`, or the like: the reader goes away after the first piece. */
export async function cutShort(args: readonly string[]): Promise<Ended> {
  const child = started(args);
  child.stdout!.once('data', () => child.stdout!.destroy());
  return ended(child);
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

import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Ended, endedWith, ntkcheck, root } from './run.ts';

export const main = join(root, 'dist/cli/main.js');

/** A running `ntkcheck …args`. */
export const start = (args: readonly string[], cwd = root): ChildProcess =>
  spawn(process.execPath, [main, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });

/** Its end; null: by a signal. */
export const endOf = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', resolve));

/** `ntkcheck …args` in a process of its own, as a user starts it, to its end. */
export const ntkcheckAlone = (args: readonly string[], cwd = root): Promise<Ended> => ended(start(args, cwd));

function ended(child: ChildProcess): Promise<Ended> {
  const text = { stdout: '', stderr: '' };
  child.stdout!.setEncoding('utf8').on('data', (part) => {
    text.stdout += part;
  });
  child.stderr!.setEncoding('utf8').on('data', (part) => {
    text.stderr += part;
  });
  return new Promise((resolve) =>
    child.on('close', (code) => resolve(endedWith(code, text.stdout, text.stderr))),
  );
}

/** `ntkcheck …args` with Ctrl-C once it works: a signal that comes before it listens ends it at once, so again, later. */
export async function interrupted(
  args: readonly string[],
  cwd?: string,
  { times = 1, after = 500 } = {},
): Promise<Ended> {
  const child = start(args, cwd);
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
  const child = start(args);
  child.stdout!.once('data', () => child.stdout!.destroy());
  return ended(child);
}

/** What `ntkcheck …args` prints; nothing else may have happened. */
export async function printed(args: readonly string[], cwd?: string): Promise<string> {
  const { code, stdout, stderr } = await ntkcheck(args, cwd);
  if (code !== 0 || stderr !== '') throw new Error(`code ${code}: ${stderr}`);
  return stdout;
}

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}

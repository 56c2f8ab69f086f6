import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Ended, ntkcheck } from './run.ts';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** A running `ntkcheck …args`. */
export const start = (args: readonly string[], cwd?: string): ChildProcess =>
  spawn(process.execPath, [main, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });

/** Its end; null: by a signal. */
export const endOf = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', resolve));

/** What `ntkcheck …args` prints; nothing else may have happened. */
export async function printed(args: readonly string[], cwd?: string): Promise<string> {
  const { code, stdout, stderr }: Ended = await ntkcheck(args, cwd);
  if (code !== 0 || stderr !== '') throw new Error(`code ${code}: ${stderr}`);
  return stdout;
}

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}

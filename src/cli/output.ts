import { accessSync, constants, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { reasonOf } from '../files/reason.ts';
import { InputError } from '../limits/error.ts';
import { write } from './streams.ts';

/** The name that stands for the standard output. */
export const STDOUT = '-';

/**
 * Files that a command is about to write, by flag; the `written` ones among them need no writing any more. Throws
 * InputError before any work is done in vain.
 */
export function checkOutputs(
  outputs: Readonly<Record<string, string | undefined>>,
  inputs: readonly string[],
  written: readonly string[] = [],
): void {
  const taken = new Map(
    inputs.filter((file) => file !== STDOUT).map((file) => [targetOf(file), 'a statement to be checked']),
  );
  for (const [flag, file] of Object.entries(outputs)) {
    if (file === undefined) continue;
    const target = file === STDOUT ? STDOUT : targetOf(file);
    const other = taken.get(target);
    if (other) throw new InputError(`${flag} ${file}: this is ${other} too; give each its own file`);
    taken.set(target, `the file of ${flag}`);
    if (file !== STDOUT && !written.includes(file)) checkWritable(file, flag);
  }
}

function checkWritable(file: string, flag: string): void {
  const target = targetOf(file);
  try {
    const stats = statSync(target, { throwIfNoEntry: false });
    if (stats?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    if (stats) accessSync(target, constants.W_OK);
    if (!isSpecial(target)) {
      writeFileSync(draftOf(target), '');
      rmSync(draftOf(target));
    }
  } catch (error) {
    throw new InputError(`${flag}: cannot write ${file}: ${reasonOf(error)}`);
  }
}

/** Writes the whole file or nothing: beside it first, then in its place. Devices and pipes are written directly. */
export function writeText(file: string, text: string): void {
  if (file === STDOUT) {
    write(process.stdout, text);
    return;
  }
  const target = targetOf(file);
  let draft = target;
  try {
    if (!isSpecial(target)) draft = draftOf(target);
    // On the disk before it takes the place of what was there: a power cut leaves the one or the other.
    writeFileSync(draft, text, draft === target ? {} : { flush: true });
    if (draft !== target) renameSync(draft, target);
  } catch (error) {
    if (draft !== target) rmSync(draft, { force: true });
    throw new InputError(`cannot write ${file}: ${reasonOf(error)}`);
  }
}

const draftOf = (target: string): string =>
  join(dirname(target), `.${basename(target).slice(0, 40)}.${process.pid}.tmp`);

/** Links are followed: it is the file behind them that is replaced. */
function targetOf(file: string): string {
  if (file.startsWith('/dev/')) return file;
  try {
    return realpathSync(file);
  } catch {
    return resolve(file);
  }
}

const isSpecial = (target: string): boolean =>
  target.startsWith('/dev/') || statSync(target, { throwIfNoEntry: false })?.isFile() === false;

import { readFileSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { InputError } from '../limits/error.ts';
import { printableLine } from '../limits/printable.ts';
import { reasonOf } from './reason.ts';

/** No file that is read here has more. */
const MOST_BYTES = 256_000_000;

/** A text and the name that messages give it. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** A file as a source; its path is shown from where the user stands. Throws InputError. */
export const sourceOf = (file: string): Source => ({ file: shown(resolve(file)), text: readText(file) });

/** A path as messages have it: from where the user stands. */
export const shown = (file: string): string => {
  const short = relative('.', file);
  return printableLine(short.startsWith('..') ? file : short);
};

/** A text file. Throws InputError for one that cannot be read, or has more bytes than `most`. */
export function readText(file: string, most = MOST_BYTES): string {
  return decoded(readBytes(file, most), shown(file));
}

/** Throws InputError for bytes that are no text. */
export function decoded(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${name}: found bytes that are not UTF-8; save the file as UTF-8 text`);
  }
}

/** All bytes of a file. Throws InputError for one that cannot be read, or has more than `most`. */
export function readBytes(file: string, most: number): Buffer {
  try {
    const stats = statSync(file);
    if (stats.isFile() && stats.size > most)
      throw new InputError(`cannot read ${shown(file)}: it has ${stats.size} bytes; wanted at most ${most}`);
    if (stats.isFile() || stats.isDirectory()) return readFileSync(file);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`cannot read ${shown(file)}: ${reasonOf(error)}`);
  }
  throw new InputError(`cannot read ${shown(file)}: it is a device or a pipe; wanted a file`);
}

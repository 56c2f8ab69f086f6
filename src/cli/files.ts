import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printableLine } from '../limits/printable.ts';
import {
  type Conventions,
  type Inexpressible,
  readConventions,
  readInexpressible,
} from '../statement/convention.ts';
import { type Paper, readPapers } from '../statement/papers.ts';
import { readStatements } from '../statement/read.ts';
import type { Statement } from '../statement/statement.ts';
import { InputError, reasonOf } from './error.ts';

/** The formulas that come with the package. */
export const FORMULAS = fileURLToPath(new URL('../../formulas', import.meta.url));

/** Files of the folder that hold no statement. */
const CONVENTIONS = 'conventions.yaml';
const OTHERS: readonly string[] = [CONVENTIONS, 'papers.yaml'];

/** No file that is read here has more. */
const MOST_BYTES = 256_000_000;

export interface Library {
  readonly conventions: Conventions;
  readonly statements: readonly Statement[];
  /** What there is to decide in each work. */
  readonly papers: readonly Paper[];
}

/** The conventions of a folder, and those of a file of the user's own. */
export const loadConventions = (folder: string, own?: string): Conventions => {
  const file = join(folder, CONVENTIONS);
  const known = readConventions(shown(file), readText(file));
  return own === undefined ? known : readConventions(shown(own), readText(own), known);
};

/** What a folder's file of conventions has names for and cannot say. */
export function loadInexpressible(folder: string): ReadonlyMap<string, Inexpressible> {
  const file = join(folder, CONVENTIONS);
  return readInexpressible(shown(file), readText(file));
}

/** The files below a folder that may hold statements, in the order of their paths. Links to folders are not followed. */
export function statementFiles(folder: string): string[] {
  const entries = listed(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
    if (entry.isDirectory()) return statementFiles(path);
    return isStatementFile(entry.name) && !OTHERS.includes(entry.name) ? [path] : [];
  });
  return entries.sort();
}

export const isStatementFile = (name: string): boolean => /\.ya?ml$/i.test(name);

function listed(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new InputError(`cannot read ${shown(folder)}: ${reasonOf(error)}`);
  }
}

/** Libraries that were read, by their folder and by where the user stands, which their paths are shown from. */
const libraries = new Map<string, Library>();

/**
 * Every statement below a folder, in the order of their paths; read once. Throws on the first bad file and on a repeated
 * id.
 */
export function loadLibrary(folder: string): Library {
  const key = JSON.stringify([folder, process.cwd()]);
  const library = libraries.get(key) ?? readLibrary(folder);
  libraries.set(key, library);
  return library;
}

function readLibrary(folder: string): Library {
  const conventions = loadConventions(folder);
  const statements = statementsIn(statementFiles(folder).map(sourceOf), conventions);
  const papers = join(folder, 'papers.yaml');
  const ids = statements.map(({ id }) => id);
  return { conventions, statements, papers: readPapers(shown(papers), readText(papers), ids) };
}

/** A text and the name that messages give it. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** A file as a source; its path is shown from where the user stands. Throws InputError. */
export const sourceOf = (file: string): Source => ({ file: shown(resolve(file)), text: readText(file) });

/** The statements of some sources, a YAML document each. Throws on the first bad one and on a repeated id. */
export function statementsIn(sources: readonly Source[], conventions: Conventions): Statement[] {
  const seen = new Map<string, string>();
  return sources.flatMap(({ file, text }) => {
    const statements = readStatements(file, text, conventions);
    for (const { id } of statements) {
      const other = seen.get(id);
      if (other !== undefined)
        throw new InputError(`${file}: the id '${id}' is taken by ${other}; ids are permanent and unique`);
      seen.set(id, file);
    }
    return statements;
  });
}

const shown = (file: string): string => {
  const short = relative(process.cwd(), file);
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

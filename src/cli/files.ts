import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Conventions, readConventions } from '../statement/convention.ts';
import { type Paper, readPapers } from '../statement/papers.ts';
import { readStatement } from '../statement/read.ts';
import type { Statement } from '../statement/statement.ts';
import { InputError, reasonOf } from './error.ts';

/** The formulas that come with the package. */
export const FORMULAS = fileURLToPath(new URL('../../formulas', import.meta.url));

/** Files of the folder that hold no statement. */
const OTHERS: readonly string[] = ['conventions.yaml', 'papers.yaml'];

export interface Library {
  readonly conventions: Conventions;
  readonly statements: readonly Statement[];
  /** What there is to decide in each work. */
  readonly papers: readonly Paper[];
}

export const loadConventions = (folder: string): Conventions => {
  const file = join(folder, 'conventions.yaml');
  return readConventions(shown(file), readText(file));
};

/** Every statement below a folder, in the order of their paths. Throws on the first bad file and on a repeated id. */
export function loadLibrary(folder: string): Library {
  const conventions = loadConventions(folder);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') && !OTHERS.includes(name))
    .sort();
  const statements = loadStatements(
    files.map((name) => join(folder, name)),
    conventions,
  );
  const papers = join(folder, 'papers.yaml');
  const ids = statements.map(({ id }) => id);
  return { conventions, statements, papers: readPapers(shown(papers), readText(papers), ids) };
}

/** These statement files, each once. */
export function loadStatements(files: readonly string[], conventions: Conventions): Statement[] {
  const paths = [...new Set(files.map((file) => resolve(file)))];
  const statements = paths.map((file) => readStatement(shown(file), readText(file), conventions));
  const seen = new Map<string, string>();
  for (const { id, file } of statements) {
    const other = seen.get(id);
    if (other)
      throw new InputError(`${file}: the id '${id}' is taken by ${other}; ids are permanent and unique`);
    seen.set(id, file);
  }
  return statements;
}

/** Paths are shown from where the user stands. */
const shown = (file: string): string => {
  const short = relative(process.cwd(), file);
  return short.startsWith('..') ? file : short;
};

export function readText(file: string): string {
  const bytes = readBytes(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${shown(file)}: found bytes that are not UTF-8; save the file as UTF-8 text`);
  }
}

function readBytes(file: string): Buffer {
  try {
    const stats = statSync(file);
    if (stats.isFile() || stats.isDirectory()) return readFileSync(file);
  } catch (error) {
    throw new InputError(`cannot read ${shown(file)}: ${reasonOf(error)}`);
  }
  throw new InputError(`cannot read ${shown(file)}: it is a device or a pipe; wanted a file`);
}

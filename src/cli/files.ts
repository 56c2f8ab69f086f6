import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Conventions, readConventions } from '../statement/convention.ts';
import { readStatement } from '../statement/read.ts';
import type { Statement } from '../statement/statement.ts';
import { InputError } from './error.ts';

/** The formulas that come with the package. */
export const FORMULAS = fileURLToPath(new URL('../../formulas', import.meta.url));

export interface Library {
  readonly conventions: Conventions;
  readonly statements: readonly Statement[];
}

export const loadConventions = (folder: string): Conventions => {
  const file = join(folder, 'conventions.yaml');
  return readConventions(shown(file), readText(file));
};

/** Every statement below a folder, in the order of their paths. Throws on the first bad file and on a repeated id. */
export function loadLibrary(folder: string): Library {
  const conventions = loadConventions(folder);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') && name !== 'conventions.yaml')
    .sort();
  return {
    conventions,
    statements: loadStatements(
      files.map((name) => join(folder, name)),
      conventions,
    ),
  };
}

/** These statement files. */
export function loadStatements(files: readonly string[], conventions: Conventions): Statement[] {
  const statements = files.map((file) => readStatement(shown(file), readText(file), conventions));
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

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputError(`cannot read ${shown(file)}: ${reasonOf(error)}`);
  }
}

/** Writes the whole file or nothing: beside it first, then in its place. */
export function writeText(file: string, text: string): void {
  const draft = join(dirname(file), `.${process.pid}.ntkcheck.tmp`);
  try {
    writeFileSync(draft, text);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new InputError(`cannot write ${file}: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  const words: Record<string, string> = {
    ENOENT: 'there is no such file or folder',
    EISDIR: 'it is a folder',
    EACCES: 'permission denied',
    ENOTDIR: 'a part of the path is no folder',
  };
  return words[code ?? ''] ?? (error as Error).message;
}

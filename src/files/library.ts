import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError } from '../limits/error.ts';
import {
  type Conventions,
  type Inexpressible,
  readConventions,
  readInexpressible,
} from '../statement/convention.ts';
import { type Paper, readPapers } from '../statement/papers.ts';
import { readStatements } from '../statement/read.ts';
import type { Statement } from '../statement/statement.ts';
import { readText, type Source, shown, sourceOf } from './read.ts';
import { CONVENTIONS, PAPERS, statementFiles } from './statement-files.ts';

/** The formulas that come with the package. */
export const FORMULAS = fileURLToPath(new URL('../../formulas', import.meta.url));

/** Statements, the conventions that they name, and the papers they are from. */
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

/** Libraries that were read, by their folder and by where the user stands, which their paths are shown from. */
const libraries = new Map<string, Library>();

/**
 * Every statement below a folder, in the order of their paths; read once. Throws on the first bad file and on a repeated
 * id.
 */
export function loadLibrary(folder: string): Library {
  const key = JSON.stringify([folder, resolve('.')]);
  const library = libraries.get(key) ?? readLibrary(folder);
  libraries.set(key, library);
  return library;
}

/** Files of statements that were read one by one, by the path that is shown. */
const files = new Map<string, readonly Statement[]>();

/**
 * The statements of the files below a folder whose text has each of some words, in the order of their paths. A file is
 * parsed when it is its turn, so that who finds early reads little.
 */
export function* statementsWith(folder: string, words: readonly string[]): Generator<Statement> {
  const patterns = words.map((word) => new RegExp(`\\b${word}\\b`));
  for (const name of statementFiles(folder)) {
    const { file, text } = sourceOf(name);
    if (!patterns.every((pattern) => pattern.test(text))) continue;
    const statements = files.get(file) ?? readStatements(file, text, loadConventions(folder));
    files.set(file, statements);
    yield* statements;
  }
}

function readLibrary(folder: string): Library {
  const conventions = loadConventions(folder);
  const statements = statementsIn(statementFiles(folder).map(sourceOf), conventions);
  const papers = join(folder, PAPERS);
  const ids = statements.map(({ id }) => id);
  return { conventions, statements, papers: readPapers(shown(papers), readText(papers), ids) };
}

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

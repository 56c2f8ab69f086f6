import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseAllDocuments } from 'yaml';
import type { z } from 'zod';
import { StatementError } from './error.ts';

const MAX_CHARACTERS = 200_000;

export type Path = readonly (string | number)[];

/** A YAML file read as text scalars, that knows the line and column of each of its fields. */
export interface SourceDocument<T> {
  readonly file: string;
  readonly data: T;
  /** The error to throw about the field at `path`, `offset` characters into its text. */
  readonly error: (path: Path, message: string, offset?: number) => StatementError;
}

/**
 * Reads one YAML document that has the shape of `schema`. Every scalar stays the text that was written (1.50, 1/3).
 * Throws StatementError at the first problem.
 */
export function readDocument<S extends z.ZodType>(
  file: string,
  text: string,
  schema: S,
): SourceDocument<z.output<S>> {
  if (text.length > MAX_CHARACTERS) {
    throw new StatementError(
      file,
      1,
      1,
      `the file has ${text.length} characters; wanted at most ${MAX_CHARACTERS}`,
    );
  }
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, schema: 'failsafe', prettyErrors: false });
  const at = (offset: number) => lines.linePos(offset);
  const fail = (offset: number, message: string): StatementError =>
    new StatementError(file, at(offset).line, at(offset).col, message);
  const document = Array.isArray(documents) ? documents[0] : undefined;
  if (!document?.contents)
    throw new StatementError(file, 1, 1, 'the file is empty; wanted one YAML document');
  if (Array.isArray(documents) && documents[1])
    throw fail(documents[1].range[0], 'found a second YAML document; wanted one in a file');
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw fail(problem.pos[0], `not valid YAML: ${problem.message}`);

  const error = (path: Path, message: string, offset = 0): StatementError => {
    const where = path.length === 0 ? '' : `${path.join('.')}: `;
    return fail(offsetOf(document, path) + offset, `${where}${message}`);
  };
  const parsed = schema.safeParse(plain(document, fail));
  if (!parsed.success) throw firstIssue(parsed.error.issues[0]!, error, document);
  return { file, data: parsed.data, error };
}

function plain(document: Document, fail: (offset: number, message: string) => StatementError): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    throw fail(0, 'YAML anchors and aliases are not read here; write the value out');
  }
}

function firstIssue(
  issue: z.core.$ZodIssue,
  error: (path: Path, message: string) => StatementError,
  document: Document,
): StatementError {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!;
    return error([...path, key], `unknown field '${key}'; remove it or correct its name`);
  }
  const value = document.getIn(path);
  if (value === undefined) return error(path, `missing; ${issue.message}`);
  if (issue.code === 'invalid_value') {
    return error(path, `found ${JSON.stringify(value)}; wanted one of ${issue.values.join(', ')}`);
  }
  if (issue.code === 'invalid_union') return error(path, `found ${shown(value)}; ${unionWanted(issue)}`);
  return error(path, `found ${shown(value)}; ${issue.message}`);
}

const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 60) ?? String(value);

function unionWanted(issue: z.core.$ZodIssueInvalidUnion): string {
  const wanted = issue.errors
    .flat()
    .map((inner) => ('expected' in inner ? String(inner.expected) : inner.message));
  return `wanted ${[...new Set(wanted)].join(' or ')}`;
}

/** Where the value at `path` starts, or where its key does, or the nearest thing that exists. */
function offsetOf(document: Document, path: Path): number {
  const parent = document.getIn(path.slice(0, -1), true);
  const key = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find(
      (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key),
    );
    const node = isNode(pair?.value) ? pair.value : pair?.key;
    if (isNode(node) && node.range) return node.range[0];
  }
  const node = document.getIn(path, true);
  if (isNode(node) && node.range) return node.range[0];
  return path.length === 0 ? 0 : offsetOf(document, path.slice(0, -1));
}

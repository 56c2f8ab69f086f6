import { type Document, isMap, isNode, isScalar, LineCounter, parseAllDocuments, type YAMLError } from 'yaml';
import type { z } from 'zod';
import { excerpt } from '../limits/excerpt.ts';
import { STATEMENT_LIMITS } from '../limits/limits.ts';
import { StatementError } from './error.ts';
import { firstIssue } from './issue.ts';
import { placeInScalar } from './place.ts';
import { findExcess } from './subset.ts';

export type Path = readonly (string | number)[];

/** A YAML file read as text scalars, that knows the line and column of each of its fields. */
export interface SourceDocument<T> {
  readonly file: string;
  readonly data: T;
  /** The error to throw about the field at `path`: its name, or its value at this many characters into the text. */
  readonly error: (path: Path, message: string, at?: 'name' | number) => StatementError;
  /** Where the field at `path` has its value. */
  readonly place: (path: Path) => Place;
}

/** Where something begins in a file; both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Reads the one YAML document of a file, as `readDocuments` does. Throws StatementError. */
export function readDocument<S extends z.ZodType>(
  file: string,
  text: string,
  schema: S,
): SourceDocument<z.output<S>> {
  const [document, second] = readDocuments(file, text, schema);
  if (second) throw second.error([], 'found a second YAML document; wanted one in a file');
  return document;
}

/**
 * Reads YAML documents, each of the shape of `schema`. Every scalar stays the text that was written (1.50, 1/3).
 * Throws StatementError at the first problem.
 */
export function readDocuments<S extends z.ZodType>(
  file: string,
  text: string,
  schema: S,
): readonly [SourceDocument<z.output<S>>, ...SourceDocument<z.output<S>>[]] {
  if (text.length > STATEMENT_LIMITS.characters) {
    throw new StatementError(
      file,
      1,
      1,
      `the file has ${text.length} characters; wanted at most ${STATEMENT_LIMITS.characters}`,
    );
  }
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    // A byte order mark is no column.
    return { line, column: line === 1 && text.startsWith('\uFEFF') ? Math.max(1, col - 1) : col };
  };
  const fail = (offset: number, message: string): StatementError => {
    const { line, column } = placeAt(offset);
    return new StatementError(file, line, column, message);
  };
  const [first, ...more] = parsedDocuments(text, lines, fail);
  const read = (document: Document): SourceDocument<z.output<S>> =>
    shaped(document, { file, text, schema, fail, placeAt });
  return [read(first), ...more.map(read)];
}

interface Source<S> {
  readonly file: string;
  readonly text: string;
  readonly schema: S;
  readonly fail: Fail;
  readonly placeAt: (offset: number) => Place;
}

function shaped<S extends z.ZodType>(
  document: Document,
  { file, text, schema, fail, placeAt }: Source<S>,
): SourceDocument<z.output<S>> {
  const error = (path: Path, message: string, at: 'name' | number = 0): StatementError => {
    const where = path.length === 0 ? '' : `${path.map((part) => excerpt(String(part))).join('.')}: `;
    const offset = offsetOf(document, path, at === 'name');
    const node = at === 'name' ? undefined : document.getIn(path, true);
    const place = isScalar(node) && node.range && at ? placeInScalar(text, node, Number(at)) : offset;
    return fail(place, `${where}${message}`);
  };
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 0 }));
  const place = (path: Path): Place => placeAt(offsetOf(document, path));
  if (parsed.success) return { file, data: parsed.data, error, place };
  const { path, message, isName } = firstIssue(parsed.error.issues, (at) => document.getIn(at));
  throw unquotedInterval(text, offsetOf(document, path), fail) ?? error(path, message, isName ? 'name' : 0);
}

type Fail = (offset: number, message: string) => StatementError;

/** The documents of a text, in the part of YAML that is read here. */
function parsedDocuments(text: string, lines: LineCounter, fail: Fail): [Document, ...Document[]] {
  // That no field stands twice is seen below: the parser compares each with each.
  const options = { lineCounter: lines, schema: 'failsafe', prettyErrors: false, uniqueKeys: false } as const;
  const documents = parseAllDocuments(text, options);
  const [first, ...more]: Document[] = Array.isArray(documents) ? documents : [];
  const all: [Document, ...Document[]] | undefined = first && [first, ...more];
  for (const document of all ?? []) {
    const [problem] = [...document.errors, ...document.warnings];
    if (problem)
      throw (
        unquotedInterval(text, problem.pos[0], fail) ??
        unquotedSign(text, problem.pos[0], fail) ??
        fail(problem.pos[0], problemText(problem))
      );
  }
  if (!all || (isEmpty(all[0]) && all.length === 1))
    throw fail(0, 'the file is empty; wanted one YAML document');
  for (const document of all) {
    if (isEmpty(document))
      throw fail(document.range?.[0] ?? 0, "found an empty YAML document; remove its '---'");
    const excess = findExcess(document.contents);
    if (excess) throw fail(excess.offset, excess.message);
  }
  return all;
}

const isEmpty = ({ contents }: Document): boolean =>
  !contents || (isScalar(contents) && contents.value === '');

function problemText({ code, message }: YAMLError): string {
  if (code === 'RESOURCE_EXHAUSTION') return 'lists and maps are nested too deep; nothing here is';
  return `not valid YAML: ${excerpt(message, 160)}`;
}

const UNQUOTED = /\b(integer|widths?|rational):\s*(\([^\s,]+,\s*[^\s,]+[)\]]|\[[^\s,]+,\s*[^\s,]+\))/;

const AT_LEAST = /\brelation:\s*(>=)/;

/** A sign that begins a folded text in YAML: the error when it has no quotes. */
function unquotedSign(text: string, offset: number, fail: Fail): StatementError | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const found = AT_LEAST.exec(text.slice(start).split('\n', 1)[0]!);
  return found
    ? fail(
        start + found.index + found[0].length - 2,
        "found the sign >= without quotes; write relation: '>='",
      )
    : undefined;
}

/** YAML ends a text at a comma, so an interval with a round bracket needs quotes: the error when it has none. */
function unquotedInterval(text: string, offset: number, fail: Fail): StatementError | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const found = UNQUOTED.exec(text.slice(start).split('\n', 1)[0]!);
  if (!found) return undefined;
  const [whole, kind, interval] = found;
  const place = start + found.index + whole.length - interval!.length;
  return fail(
    place,
    `found the interval ${excerpt(interval!)} without quotes; write ${kind}: "${excerpt(interval!)}"`,
  );
}

/** Where the value at `path` starts, or its name if it has no value, or the nearest thing that exists. */
function offsetOf(document: Document, path: Path, isName = false): number {
  const parent = document.getIn(path.slice(0, -1), true);
  if (isMap(parent) && path.length > 0) {
    const pair = parent.items.find(({ key }) => isScalar(key) && key.value === String(path.at(-1)));
    const node = isNode(pair?.value) && !isName ? pair.value : pair?.key;
    if (isNode(node) && node.range) return node.range[0];
  }
  const node = document.getIn(path, true);
  if (isNode(node) && node.range) return node.range[0];
  return path.length === 0 ? 0 : offsetOf(document, path.slice(0, -1));
}

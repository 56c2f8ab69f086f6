import { isMap } from 'yaml';
import type { z } from 'zod';
import { excerpt } from '../limits/excerpt.ts';

type Path = readonly (string | number)[];

/** A fault of a file's shape: where, in words, and whether it is the field's name that is wrong. */
interface Fault {
  readonly path: Path;
  readonly message: string;
  readonly isName: boolean;
}

const WANTED: Readonly<Record<string, string>> = {
  string: 'wanted a text',
  object: 'wanted named fields',
  record: 'wanted named fields',
  array: 'wanted a list',
};

/** The first fault in words. A field that is unknown comes before one that is missing: it may be that one, misspelt. */
export function firstIssue(issues: readonly z.core.$ZodIssue[], valueAt: (path: Path) => unknown): Fault {
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]!;
  const path = plain(issue.path);
  const isThere = (below: readonly PropertyKey[]): boolean =>
    below.length > 0 && valueAt([...path, ...plain(below)]) !== undefined;
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!;
    const message = `unknown field '${excerpt(key)}'; remove it or correct its name`;
    return { path: [...path, key], message, isName: true };
  }
  if (issue.code === 'invalid_key') {
    return { path, message: issue.issues[0]!.message, isName: true };
  }
  if (issue.code === 'invalid_union') {
    // The alternative that fails inside a field that is there is the one that was meant.
    const meant = issue.errors.find((inner) =>
      inner.every(({ code, path: below }) => code !== 'unrecognized_keys' && isThere(below)),
    );
    // So is the only one that takes named fields, where some are.
    const ofFields = issue.errors.filter((inner) =>
      inner.every(({ code, path: below }) => code === 'unrecognized_keys' || below.length > 0),
    );
    const [one] = meant ? [[meant[0]!]] : nearest(ofFields, fieldCount(valueAt(path)));
    if (one)
      return firstIssue(
        one.map((inner) => ({ ...inner, path: [...path, ...inner.path] })),
        valueAt,
      );
  }
  const value = valueAt(path);
  const wanted = wantedBy(issue);
  const found = value === undefined ? 'missing' : `found ${shown(value)}`;
  return { path, message: `${found}; ${wanted}`, isName: false };
}

/** Of alternatives with named fields the one that knows most of those that are there, if it knows any; of some that know the same, the first. */
function nearest(alternatives: readonly z.core.$ZodIssue[][], fields: number): readonly z.core.$ZodIssue[][] {
  if (alternatives.length < 2) return alternatives;
  const unknown = alternatives.map((inner) =>
    inner.flatMap((one) => (one.code === 'unrecognized_keys' ? one.keys : [])),
  );
  const least = Math.min(...unknown.map(({ length }) => length));
  const best = unknown.filter(({ length }) => length === least).map(String);
  if (least === fields || new Set(best).size > 1) return [];
  return [alternatives[unknown.findIndex(({ length }) => length === least)]!];
}

const fieldCount = (value: unknown): number => (isMap(value) ? value.items.length : 0);

const plain = (path: readonly PropertyKey[]): Path =>
  path.map((part) => (typeof part === 'symbol' ? String(part) : part));

function wantedBy(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `wanted one of ${issue.values.join(', ')}`;
  return (issue.code === 'invalid_type' && WANTED[issue.expected]) || issue.message;
}

const shown = (value: unknown): string => excerpt(JSON.stringify(value) ?? String(value));

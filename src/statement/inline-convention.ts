import { isDeepStrictEqual } from 'node:util';
import { excerpt } from '../limits/excerpt.ts';
import { type Convention, type Conventions, conventionOf, taken } from './convention.ts';
import type { Path, SourceDocument } from './document.ts';
import { CHOICES, type StatementFile } from './schema.ts';

/**
 * The conventions that a statement may name: those that are known, and those that it writes out itself, in its own
 * `convention` or in that of a variant; one that is only like another is called after what it changes. Throws StatementError.
 */
export function withInlineConventions(
  document: SourceDocument<StatementFile>,
  known: Conventions,
): Conventions {
  const { convention, variants = [] } = document.data;
  const all = new Map<string, Convention>(known);
  const add = (path: Path, written: StatementFile['convention']): void => {
    if (typeof written === 'string') return;
    const name = nameOf(written);
    const { title = titleOf(written), source = document.file } = written;
    if ('like' in written && changesOf(written).length === 0)
      throw document.error(path, `changes nothing; write convention: ${excerpt(written.like)}`);
    const fail = (field: string, message: string) => document.error([...path, field], message);
    const convention = conventionOf({ ...written, name, title, source }, all, fail);
    // What is called after its fields may be written again where it is needed again.
    const isSame = written.name === undefined && isDeepStrictEqual(all.get(name), convention);
    if (all.has(name) && !isSame) throw document.error([...path, 'name'], taken(name));
    all.set(name, convention);
  };
  add(['convention'], convention);
  for (const [index, variant] of variants.entries())
    add(['variants', index, 'convention'], variant.convention);
  return all;
}

/** A convention as a statement writes it out. */
type Written = Exclude<StatementFile['convention'], string>;

/** Its own, or one made of what it changes. */
export const nameOf = (written: Written): string =>
  'like' in written
    ? (written.name ??
      [written.like, ...changesOf(written).map((change) => change.replaceAll(' ', ''))].join('+'))
    : written.name;

const titleOf = (written: Written): string =>
  'like' in written ? `${written.like} with ${changesOf(written).join(', ')}` : 'of this statement alone';

/** What it says of the network, a field each. */
const changesOf = (written: Written): string[] =>
  Object.entries(written)
    .filter(([field, value]) => CHOICES.includes(field) && value !== undefined)
    .map(([field, value]) => `${field} = ${value}`)
    .sort();

import { type Convention, type Conventions, conventionOf, taken } from './convention.ts';
import type { Path, SourceDocument } from './document.ts';
import type { StatementFile } from './schema.ts';

/**
 * The conventions that a statement may name: those that are known, and those that it writes out itself, in its own
 * `convention` or in that of a variant. Throws StatementError.
 */
export function withInlineConventions(
  document: SourceDocument<StatementFile>,
  known: Conventions,
): Conventions {
  const { convention, variants = [] } = document.data;
  const all = new Map<string, Convention>(known);
  const add = (path: Path, written: StatementFile['convention']): void => {
    if (typeof written === 'string') return;
    const { name, title = 'of this statement alone', source = document.file } = written;
    if (all.has(name)) throw document.error([...path, 'name'], taken(name));
    const fail = (field: string, message: string) => document.error([...path, field], message);
    all.set(name, conventionOf(name, { ...written, title, source }, fail));
  };
  add(['convention'], convention);
  for (const [index, variant] of variants.entries())
    add(['variants', index, 'convention'], variant.convention);
  return all;
}

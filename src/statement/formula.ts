import { ExpressionError, type Parsed, parseExpression } from '../expression/index.ts';
import type { Path, SourceDocument } from './document.ts';
import type { StatementFile } from './schema.ts';
import type { Domain } from './statement.ts';

/** Names that a formula may use. */
export interface Scope {
  readonly symbols: ReadonlySet<string>;
  readonly lists: ReadonlySet<string>;
}

/** Names of the domain: `n` is a list when it is declared as `widths`. */
export function scopeOf(domain: Domain, more: Iterable<string> = []): Scope {
  const names = [...domain.ranges].map(([name, range]) => ({ name, isList: range.kind === 'widths' }));
  return {
    symbols: new Set([...names.filter(({ isList }) => !isList).map(({ name }) => name), ...more]),
    lists: new Set(names.filter(({ isList }) => isList).map(({ name }) => name)),
  };
}

/** Parses the formula at `path`; its errors point into the file. */
export function readFormula(
  document: SourceDocument<StatementFile>,
  path: Path,
  text: string,
  scope: Scope,
  form: 'formula' | 'quantity' | 'condition',
): Parsed {
  try {
    return parseExpression(text, { ...scope, form });
  } catch (error) {
    if (error instanceof ExpressionError) throw document.error(path, error.message, error.position);
    throw error;
  }
}

import {
  children,
  type Expression,
  ExpressionError,
  type Parsed,
  parseExpression,
  substitute,
} from '../expression/index.ts';
import type { Path, SourceDocument } from './document.ts';
import type { StatementFile } from './schema.ts';
import type { Domain } from './statement.ts';

/** Names that a formula may use. */
export interface Scope {
  readonly symbols: ReadonlySet<string>;
  readonly lists: ReadonlySet<string>;
}

/** Names of the domain: `n` is a list when it is declared as `widths`. */
export function scopeOf(domain: Domain): Scope {
  const names = [...domain.ranges].map(([name, range]) => ({ name, isList: range.kind === 'widths' }));
  return {
    symbols: new Set(names.filter(({ isList }) => !isList).map(({ name }) => name)),
    lists: new Set(names.filter(({ isList }) => isList).map(({ name }) => name)),
  };
}

/** Abbreviations by name, already free of other abbreviations. */
export type Definitions = ReadonlyMap<string, Parsed>;

/** Abbreviations of abbreviations double in size; what is evaluated must stay small. */
const MAX_NODES = 5000;

function isWithin(expression: Expression, most: number): boolean {
  const pending = [expression];
  for (let count = 0; pending.length > 0; count++) {
    if (count >= most) return false;
    pending.push(...children(pending.pop()!));
  }
  return true;
}

/** Parses the formula at `path` and writes abbreviations out; its errors point into the file. */
export function readFormula(
  document: SourceDocument<StatementFile>,
  path: Path,
  text: string,
  scope: Scope,
  form: 'formula' | 'quantity' | 'condition',
  definitions: Definitions = new Map(),
): Parsed {
  try {
    const symbols = new Set([...scope.symbols, ...definitions.keys()]);
    const parsed = parseExpression(text, { ...scope, symbols, form });
    const replacements = new Map([...definitions].map(([name, { expression }]) => [name, expression]));
    const written: Expression | { captured: string } = substitute(parsed.expression, replacements);
    if (!('captured' in written)) {
      if (!isWithin(written, MAX_NODES))
        throw document.error(
          path,
          `more than ${MAX_NODES} nodes with its abbreviations written out; simplify`,
        );
      return { ...parsed, expression: written };
    }
    throw document.error(
      path,
      `the index '${written.captured}' hides a symbol that an abbreviation uses; rename the index`,
    );
  } catch (error) {
    if (error instanceof ExpressionError) throw document.error(path, error.message, error.position);
    throw error;
  }
}

import {
  children,
  type Expression,
  ExpressionError,
  FUNCTIONS,
  NAMED,
  type Parsed,
  parseExpression,
  substitute,
} from '../expression/index.ts';
import { STATEMENT_LIMITS } from '../limits/limits.ts';
import { OBSERVABLES } from '../network/observables.ts';
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

const { nodes: MAX_NODES, levels: MAX_DEPTH } = STATEMENT_LIMITS;

function isWithinLimits(expression: Expression): boolean {
  const pending = [{ node: expression, depth: 1 }];
  for (let count = 0; pending.length > 0; count++) {
    const { node, depth } = pending.pop()!;
    if (count >= MAX_NODES || depth > MAX_DEPTH) return false;
    pending.push(...children(node).map((child) => ({ node: child, depth: depth + 1 })));
  }
  return true;
}

const FIXED: ReadonlySet<string> = new Set([
  ...Object.keys(FUNCTIONS),
  ...Object.keys(NAMED),
  ...OBSERVABLES,
  'Sum',
  'Prod',
  'E',
  'pi',
]);

/** What is wrong with the name of an abbreviation, if anything. */
export function refusedName(name: string): string | undefined {
  if (FIXED.has(name)) return `'${name}' has a fixed meaning; give the abbreviation another name`;
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return undefined;
  return `found ${JSON.stringify(name.slice(0, 40))}; wanted a name of letters, digits and _, such as a_1`;
}

/** Whether it speaks of networks: has an E(...) or a named quantity. */
export const hasQuantity = (node: Expression): boolean =>
  node.kind === 'expectation' || node.kind === 'named' || children(node).some(hasQuantity);

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
    const parsed = parseExpression(text, { ...scope, symbols, form, named: form === 'quantity' });
    const replacements = new Map([...definitions].map(([name, { expression }]) => [name, expression]));
    const written: Expression | { captured: string } = substitute(parsed.expression, replacements);
    if (!('captured' in written)) {
      if (!isWithinLimits(written)) {
        const most = `${MAX_NODES} nodes or ${MAX_DEPTH} levels`;
        throw document.error(path, `more than ${most} with its abbreviations written out; simplify`);
      }
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

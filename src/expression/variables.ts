import { OBSERVABLES } from '../network/observables.ts';
import { children, type Expression } from './ast.ts';

const observables: ReadonlySet<string> = new Set(OBSERVABLES);

/** The symbols and lists an expression uses without binding them; inside E(...) the observables do not count. */
export function freeNames(expression: Expression): {
  readonly symbols: ReadonlySet<string>;
  readonly lists: ReadonlySet<string>;
} {
  const symbols = new Set<string>();
  const lists = new Set<string>();
  const visit = (node: Expression, hidden: ReadonlySet<string>): void => {
    if (node.kind === 'symbol' && !hidden.has(node.name)) symbols.add(node.name);
    if (node.kind === 'element') lists.add(node.list);
    if (node.kind === 'fold') {
      visit(node.from, hidden);
      visit(node.to, hidden);
      visit(node.body, new Set([...hidden, node.index]));
    } else {
      const inside =
        node.kind === 'expectation' || node.kind === 'named' ? new Set([...hidden, ...observables]) : hidden;
      for (const child of children(node)) visit(child, inside);
    }
  };
  visit(expression, new Set());
  return { symbols, lists };
}

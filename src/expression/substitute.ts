import { type Expression, mapChildren } from './ast.ts';
import { freeNames } from './variables.ts';

/**
 * The expression with symbols replaced by expressions. Returns the name of a Sum's index instead when it would capture
 * a symbol of a replacement.
 */
export function substitute(
  expression: Expression,
  replacements: ReadonlyMap<string, Expression>,
): Expression | { readonly captured: string } {
  const captured = { name: undefined as string | undefined };
  const visit = (node: Expression): Expression => {
    if (node.kind === 'symbol') return replacements.get(node.name) ?? node;
    if (node.kind === 'fold') {
      const used = freeNames(node.body).symbols;
      for (const [name, replacement] of replacements) {
        if (name === node.index || (used.has(name) && freeNames(replacement).symbols.has(node.index)))
          captured.name = node.index;
      }
    }
    return mapChildren(node, visit);
  };
  const result = visit(expression);
  return captured.name === undefined ? result : { captured: captured.name };
}

/** The expression with another one in the place of each E(...). */
export const replaceExpectations = (
  node: Expression,
  by: (expectation: Expression & { readonly kind: 'expectation' }) => Expression,
): Expression =>
  node.kind === 'expectation' ? by(node) : mapChildren(node, (part) => replaceExpectations(part, by));

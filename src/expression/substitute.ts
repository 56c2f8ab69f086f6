import type { Expression } from './ast.ts';
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
    switch (node.kind) {
      case 'symbol':
        return replacements.get(node.name) ?? node;
      case 'negate':
        return { ...node, argument: visit(node.argument) };
      case 'element':
        return { ...node, index: visit(node.index) };
      case 'call':
        return { ...node, arguments: node.arguments.map(visit) };
      case 'expectation':
        return { ...node, body: visit(node.body) };
      case 'named':
        return {
          ...node,
          ...(node.body && { body: visit(node.body) }),
          arguments: node.arguments.map(visit),
        };
      case 'fold': {
        const used = freeNames(node.body).symbols;
        for (const [name, replacement] of replacements) {
          if (name === node.index || (used.has(name) && freeNames(replacement).symbols.has(node.index)))
            captured.name = node.index;
        }
        return { ...node, from: visit(node.from), to: visit(node.to), body: visit(node.body) };
      }
      case 'constant':
      case 'pi':
        return node;
      default:
        return { ...node, left: visit(node.left), right: visit(node.right) };
    }
  };
  const result = visit(expression);
  return captured.name === undefined ? result : { captured: captured.name };
}

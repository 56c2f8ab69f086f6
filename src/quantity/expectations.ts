import { children, type Expression, formatExpression, freeNames, Refusal } from '../expression/index.ts';

/** The distinct bodies of E(...) in an expression, by their text. */
export function expectationsIn(...expressions: readonly Expression[]): ReadonlyMap<string, Expression> {
  const found = new Map<string, Expression>();
  const visit = (node: Expression, indices: readonly string[]): void => {
    if (node.kind === 'expectation') {
      const { symbols } = freeNames({ kind: 'expectation', body: node.body });
      const index = indices.find((name) => symbols.has(name));
      if (index)
        throw new Refusal(
          'domain',
          `E(...) depends on the index '${index}' of a Sum or Prod; it is not one quantity`,
        );
      found.set(formatExpression(node.body), node.body);
      return;
    }
    const inside = node.kind === 'fold' ? [...indices, node.index] : indices;
    for (const child of children(node)) visit(child, inside);
  };
  for (const expression of expressions) visit(expression, []);
  return found;
}

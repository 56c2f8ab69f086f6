import { type Expression, evaluateExact, freeNames, hasExpectation } from '../expression/index.ts';
import type { Rational } from '../rational/rational.ts';

/** The expression with everything that depends on neither depth nor moments replaced by its value at a point. */
export function specialize(node: Expression, symbols: ReadonlyMap<string, Rational>): Expression {
  if (isFixed(node)) {
    const environment = { symbols, lists: new Map(), budget: Number.POSITIVE_INFINITY };
    return { kind: 'constant', value: evaluateExact(node, environment) };
  }
  switch (node.kind) {
    case 'negate':
      return { ...node, argument: specialize(node.argument, symbols) };
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
    case 'power':
      return { ...node, left: specialize(node.left, symbols), right: specialize(node.right, symbols) };
    default:
      return node;
  }
}

const fixed = new WeakMap<Expression, boolean>();

function isFixed(node: Expression): boolean {
  const known = fixed.get(node);
  if (known !== undefined) return known;
  const value = !freeNames(node).symbols.has('d') && !hasExpectation(node);
  fixed.set(node, value);
  return value;
}

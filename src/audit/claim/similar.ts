import { children, type Expression, formatExpression, freeNames } from '../../expression/index.ts';
import { parseOpen } from '../../latex/index.ts';
import { withChild } from '../../mutation/children.ts';

/** The quotient that tends to a limit, and the limit, both as text. */
export interface Quotient {
  readonly quantity: string;
  readonly formula: string;
}

/**
 * What "quantity ~ formula" claims: quantity/formula -> 1. Where d/n -> λ, factors of the formula in d/n alone are functions of λ, and stand
 * on the right: E(K^2) ~ d^2*exp(5*d/n) is E(K^2)/d^2 -> exp(5*lambda), whose left side has a closed form.
 */
export function quotientOf(quantity: string, written: string, isJoint: boolean): Quotient {
  const formula = parseOpen(written);
  const factors = isJoint ? factorsOf(formula) : [{ expression: formula, isBelow: false }];
  const inLambda = isJoint ? factors.map(({ expression }) => withRatio(expression)) : [];
  const left = factors.filter((_, i) => inLambda[i] === undefined);
  const right = factors.flatMap(({ isBelow }, i) =>
    inLambda[i] ? [{ expression: inLambda[i], isBelow }] : [],
  );
  const divisor = product(left);
  return {
    quantity: divisor === '1' ? quantity : `(${quantity})/(${divisor})`,
    formula: product(right),
  };
}

interface Factor {
  readonly expression: Expression;
  readonly isBelow: boolean;
}

function factorsOf(node: Expression, isBelow = false): Factor[] {
  if (node.kind === 'multiply') return [...factorsOf(node.left, isBelow), ...factorsOf(node.right, isBelow)];
  // d/n is one factor, and not two.
  if (node.kind === 'divide' && withRatio(node) === undefined)
    return [...factorsOf(node.left, isBelow), ...factorsOf(node.right, !isBelow)];
  return [{ expression: node, isBelow }];
}

function product(factors: readonly Factor[]): string {
  const texts = (below: boolean): string =>
    factors
      .filter(({ isBelow }) => isBelow === below)
      .map(({ expression }) => `(${formatExpression(expression)})`)
      .join('*') || '1';
  const below = texts(true);
  return below === '1' ? texts(false) : `${texts(false)}/(${below})`;
}

const LAMBDA: Expression = { kind: 'symbol', name: 'lambda' };

/** The expression in λ = d/n, where d and n come in their quotient alone; undefined where they do not. */
function withRatio(node: Expression): Expression | undefined {
  const written = replaced(node);
  const { symbols, lists } = freeNames(written);
  return symbols.has('d') || symbols.has('n') || lists.size > 0 || hasFold(written) ? undefined : written;
}

const hasFold = (node: Expression): boolean => node.kind === 'fold' || children(node).some(hasFold);

function replaced(node: Expression): Expression {
  if (node.kind === 'divide' && node.right.kind === 'symbol' && node.right.name === 'n') {
    const left = withoutDepth(node.left);
    if (left) return left;
  }
  return children(node).reduce<Expression>(
    (made, child, place) => withChild(made, place, replaced(child)),
    node,
  );
}

/** c·d as c·λ; undefined where d is not a single factor. */
function withoutDepth(node: Expression): Expression | undefined {
  if (node.kind === 'symbol') return node.name === 'd' ? LAMBDA : undefined;
  if (node.kind === 'negate') {
    const argument = withoutDepth(node.argument);
    return argument && { kind: 'negate', argument };
  }
  if (node.kind !== 'multiply') return undefined;
  const left = withoutDepth(node.left);
  if (left) return { ...node, left };
  const right = withoutDepth(node.right);
  return right && { ...node, right };
}

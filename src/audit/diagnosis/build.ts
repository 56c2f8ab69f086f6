import { children, type Expression } from '../../expression/index.ts';
import { ONE, type Rational, rational } from '../../rational/rational.ts';

/** Expressions by hand, in the fewest parts: x*1 is x, x + -y is x - y. */
export const constant = (value: Rational): Expression => ({ kind: 'constant', value });
export const integer = (value: number): Expression => constant(rational(value));
export const symbol = (name: string): Expression => ({ kind: 'symbol', name });
export const negate = (argument: Expression): Expression => ({ kind: 'negate', argument });
export const power = (left: Expression, right: Expression): Expression => ({ kind: 'power', left, right });

const isOne = (node: Expression): boolean =>
  node.kind === 'constant' && node.value.num === ONE.num && node.value.den === ONE.den;
const isNegative = (node: Expression): boolean => node.kind === 'constant' && node.value.num < 0n;
const opposite = (node: Expression): Expression =>
  node.kind === 'constant' ? constant({ num: -node.value.num, den: node.value.den }) : negate(node);

export function add(left: Expression, right: Expression): Expression {
  if (isNegative(right)) return { kind: 'subtract', left, right: opposite(right) };
  if (right.kind === 'negate') return { kind: 'subtract', left, right: right.argument };
  const factor = leading(right);
  if (factor && isNegative(factor.first))
    return { kind: 'subtract', left, right: multiply(opposite(factor.first), factor.rest) };
  return { kind: 'add', left, right };
}

/** c and x of a product c*x that this page makes. */
function leading(node: Expression): { first: Expression; rest: Expression } | undefined {
  if (node.kind !== 'multiply' || node.left.kind !== 'constant') return undefined;
  return { first: node.left, rest: node.right };
}

export const subtract = (left: Expression, right: Expression): Expression =>
  isNegative(right) ? add(left, opposite(right)) : { kind: 'subtract', left, right };

export function multiply(left: Expression, right: Expression): Expression {
  if (isOne(left)) return right;
  if (isOne(right)) return left;
  return { kind: 'multiply', left, right };
}

export const divide = (left: Expression, right: Expression): Expression =>
  isOne(right) ? left : { kind: 'divide', left, right };

/** How many parts an expression has. */
export function sizeOf(node: Expression): number {
  const known = sizes.get(node);
  if (known !== undefined) return known;
  const size = children(node).reduce((total, child) => total + sizeOf(child), 1);
  sizes.set(node, size);
  return size;
}

const sizes = new WeakMap<Expression, number>();

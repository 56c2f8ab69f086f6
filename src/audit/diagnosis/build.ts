import { children, type Expression } from '../../expression/index.ts';
import { withChild } from '../../mutation/children.ts';
import { ONE, type Rational, rational } from '../../rational/rational.ts';

/** Expressions by hand, in the fewest parts: x*1 is x, x + -y is x - y. */
export const constant = (value: Rational): Expression => ({ kind: 'constant', value });
export const integer = (value: number): Expression => constant(rational(value));
export const symbol = (name: string): Expression => ({ kind: 'symbol', name });
export const negate = (argument: Expression): Expression => ({ kind: 'negate', argument });
export const power = (left: Expression, right: Expression): Expression => ({ kind: 'power', left, right });

/** A fraction as it is written, a/b; constants that are no whole numbers print as decimals. */
export const number = ({ num, den }: Rational): Expression =>
  den === 1n
    ? constant({ num, den })
    : { kind: 'divide', left: integer(Number(num)), right: integer(Number(den)) };

const is = (node: Expression, value: bigint): boolean =>
  node.kind === 'constant' && node.value.num === value && node.value.den === ONE.den;

/** The opposite of what starts with a minus; undefined where nothing does. */
function opposite(node: Expression): Expression | undefined {
  switch (node.kind) {
    case 'constant':
      return node.value.num < 0n ? constant({ num: -node.value.num, den: node.value.den }) : undefined;
    case 'negate':
      return node.argument;
    case 'multiply':
    case 'divide': {
      const left = opposite(node.left);
      return left && (node.kind === 'multiply' ? multiply(left, node.right) : divide(left, node.right));
    }
    default:
      return undefined;
  }
}

export function add(left: Expression, right: Expression): Expression {
  if (is(left, 0n)) return right;
  if (is(right, 0n)) return left;
  const other = opposite(right);
  return other ? { kind: 'subtract', left, right: other } : { kind: 'add', left, right };
}

export function subtract(left: Expression, right: Expression): Expression {
  if (is(right, 0n)) return left;
  const other = opposite(right);
  return other ? { kind: 'add', left, right: other } : { kind: 'subtract', left, right };
}

/** Numbers stand first, and brackets on the right are not needed. */
export function multiply(left: Expression, right: Expression): Expression {
  if (is(left, 1n)) return right;
  if (is(right, 1n)) return left;
  if (right.kind === 'constant' && left.kind !== 'constant')
    return { kind: 'multiply', left: right, right: left };
  if (right.kind === 'multiply' || right.kind === 'divide')
    return { ...right, left: multiply(left, right.left) };
  return { kind: 'multiply', left, right };
}

export const divide = (left: Expression, right: Expression): Expression =>
  is(right, 1n) ? left : { kind: 'divide', left, right };

/** Without the ones and zeros that an edit leaves: 1*x, x/1, x + 0, x^1. */
export function tidied(node: Expression): Expression {
  const parts = children(node);
  if (parts.length === 0 || node.kind === 'expectation' || node.kind === 'named') return node;
  let made: Expression = node;
  for (const [part, child] of parts.entries()) {
    const other = tidied(child);
    if (other !== child) made = withChild(made, part, other);
  }
  switch (made.kind) {
    case 'multiply':
      return is(made.left, 1n) || is(made.right, 1n) ? multiply(made.left, made.right) : made;
    case 'divide':
      return divide(made.left, made.right) === made.left ? made.left : made;
    case 'add':
    case 'subtract': {
      if (is(made.right, 0n)) return made.left;
      if (!is(made.left, 0n)) return made;
      return made.kind === 'add' ? made.right : negate(made.right);
    }
    case 'power':
      return is(made.right, 1n) ? made.left : made;
    default:
      return made;
  }
}

/** How many parts an expression has. */
export function sizeOf(node: Expression): number {
  const known = sizes.get(node);
  if (known !== undefined) return known;
  const size = children(node).reduce((total, child) => total + sizeOf(child), 1);
  sizes.set(node, size);
  return size;
}

const sizes = new WeakMap<Expression, number>();

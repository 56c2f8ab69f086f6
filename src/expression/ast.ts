import type { Rational } from '../rational/rational.ts';
import type { NamedQuantity } from './named.ts';

export type BinaryKind = 'add' | 'subtract' | 'multiply' | 'divide' | 'power';
export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';

/** The functions a formula may call, with the least and the greatest number of arguments each takes. */
export const FUNCTIONS = {
  exp: [1, 1],
  log: [1, 1],
  sqrt: [1, 1],
  abs: [1, 1],
  floor: [1, 1],
  factorial: [1, 1],
  binomial: [2, 2],
  min: [1, Infinity],
  max: [1, Infinity],
} as const;

export type FunctionName = keyof typeof FUNCTIONS;

/**
 * A formula as closed plain data: whatever this type cannot say, a formula cannot do.
 *
 * `element` counts as the paper does, so `n[0]` is the input width. `compare` and `and` occur only at the top of a
 * condition. Inside `expectation`, and the `body` of `named`, the observables are symbols
 * too.
 */
export type Expression =
  | { readonly kind: 'constant'; readonly value: Rational }
  | { readonly kind: 'pi' }
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'negate'; readonly argument: Expression }
  | { readonly kind: BinaryKind; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'element'; readonly list: string; readonly index: Expression }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly arguments: readonly Expression[] }
  | {
      readonly kind: 'fold';
      readonly operator: 'Sum' | 'Prod';
      readonly index: string;
      readonly from: Expression;
      readonly to: Expression;
      readonly body: Expression;
    }
  | { readonly kind: 'expectation'; readonly body: Expression }
  | {
      readonly kind: 'named';
      readonly name: NamedQuantity;
      /** A polynomial in the observables, for those that take one. */
      readonly body?: Expression;
      readonly arguments: readonly Expression[];
    }
  | {
      readonly kind: 'compare';
      readonly operator: Comparison;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'and'; readonly left: Expression; readonly right: Expression };

export type Named = Expression & { readonly kind: 'named' };

/** Whether it needs brackets as a factor. */
export const isSum = ({ kind }: Expression): boolean => kind === 'add' || kind === 'subtract';

/** The parts of an expression, in the order they are written; not the name of a bound index. */
export function children(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'constant':
    case 'pi':
    case 'symbol':
      return [];
    case 'negate':
      return [node.argument];
    case 'element':
      return [node.index];
    case 'call':
      return node.arguments;
    case 'fold':
      return [node.from, node.to, node.body];
    case 'expectation':
      return [node.body];
    case 'named':
      return node.body ? [node.body, ...node.arguments] : node.arguments;
    default:
      return [node.left, node.right];
  }
}

/** The same expression with another one in the place of each part. */
export function mapChildren(node: Expression, change: (part: Expression) => Expression): Expression {
  switch (node.kind) {
    case 'constant':
    case 'pi':
    case 'symbol':
      return node;
    case 'negate':
      return { ...node, argument: change(node.argument) };
    case 'element':
      return { ...node, index: change(node.index) };
    case 'call':
      return { ...node, arguments: node.arguments.map(change) };
    case 'fold':
      return { ...node, from: change(node.from), to: change(node.to), body: change(node.body) };
    case 'expectation':
      return { ...node, body: change(node.body) };
    case 'named':
      return {
        ...node,
        ...(node.body && { body: change(node.body) }),
        arguments: node.arguments.map(change),
      };
    default:
      return { ...node, left: change(node.left), right: change(node.right) };
  }
}

import { type Expression, mapChildren } from '../expression/index.ts';
import { binary, LENGTH, ONE, symbol, whole, wholeOf } from './make.ts';

/**
 * |x|^2/n_0 is r: in each product, powers of the squared length are paired with those of 1/n_0. What is left of the
 * squared length is r n_0. Nothing else of a formula is changed.
 */
export function withR(node: Expression): Expression {
  return replaceLength(pair(node));
}

const isProduct = (node: Expression): node is Expression & { kind: 'multiply' | 'divide' } =>
  node.kind === 'multiply' || node.kind === 'divide';

function pair(node: Expression): Expression {
  if (!isProduct(node)) return mapChildren(node, pair);
  let lengths = 0;
  let widths = 0;
  const count = (part: Expression, sign: number): void => {
    if (isProduct(part)) {
      count(part.left, sign);
      count(part.right, part.kind === 'divide' ? -sign : sign);
      return;
    }
    const [base, exponent] = powerOf(part);
    if (isLength(base)) lengths += sign * exponent;
    if (isInputWidth(base)) widths += sign * exponent;
  };
  count(node, 1);
  const pairs = lengths * widths < 0 ? Math.min(Math.abs(lengths), Math.abs(widths)) : 0;
  const left = { lengths: pairs, widths: pairs };
  // Only what stands on the side of the fraction that has more of it may go.
  const strip = (part: Expression, sign: number): Expression | undefined => {
    if (isProduct(part)) {
      const a = strip(part.left, sign);
      const b = strip(part.right, part.kind === 'divide' ? -sign : sign);
      if (!b) return a;
      if (!a) return part.kind === 'divide' ? binary('divide', ONE, b) : b;
      return binary(part.kind, a, b);
    }
    const [base, exponent] = powerOf(part);
    if (isLength(base) && left.lengths > 0 && sign * lengths > 0) {
      const k = Math.min(exponent, left.lengths);
      left.lengths -= k;
      const r = raised(symbol('r'), k);
      return exponent === k ? r : binary('multiply', r, raised(base, exponent - k));
    }
    if (isInputWidth(base) && left.widths > 0 && sign * widths > 0) {
      const k = Math.min(exponent, left.widths);
      left.widths -= k;
      return exponent === k ? undefined : raised(base, exponent - k);
    }
    return mapChildren(part, pair);
  };
  return strip(node, 1) ?? ONE;
}

/** A factor as a base with a whole power. */
function powerOf(node: Expression): readonly [Expression, number] {
  const exponent = node.kind === 'power' ? wholeOf(node.right) : undefined;
  return node.kind === 'power' && exponent !== undefined && exponent > 0 ? [node.left, exponent] : [node, 1];
}

const isLength = (node: Expression): boolean => node.kind === 'symbol' && node.name === LENGTH;

/** n[0], or n0 where the hidden layers have one width. */
const isInputWidth = (node: Expression): boolean =>
  (node.kind === 'element' && node.list === 'n' && wholeOf(node.index) === 0) ||
  (node.kind === 'symbol' && node.name === 'n0');

const raised = (base: Expression, exponent: number): Expression =>
  exponent === 1 ? base : binary('power', base, whole(exponent));

const replaceLength = (node: Expression): Expression =>
  isLength(node)
    ? binary('multiply', symbol('r'), { kind: 'element', list: 'n', index: whole(0) })
    : mapChildren(node, replaceLength);

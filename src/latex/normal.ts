import { type Expression, mapChildren } from '../expression/index.ts';
import { rational } from '../rational/rational.ts';
import { binary, names, symbol, wholeOf } from './make.ts';
import { textOf } from './text.ts';

/**
 * Whether two expressions are the same but for the names of indices and for what printing loses: brackets of sums in sums
 * and of products in products, where a sign of a product stands, how a number is written, and whether a last factor without the
 * index stands in a sum or beside it.
 */
export const sameAsPrinted = (a: Expression, b: Expression): boolean =>
  textOf(renamed(flat(a))) === textOf(renamed(flat(b)));

/** The same with the indices numbered from the outside in. */
function renamed(node: Expression, by: ReadonlyMap<string, string> = new Map()): Expression {
  if (node.kind === 'symbol') return symbol(by.get(node.name) ?? node.name);
  if (node.kind !== 'fold') return mapChildren(node, (part) => renamed(part, by));
  const index = `index_${by.size}_`;
  return {
    ...node,
    index,
    from: renamed(node.from, by),
    to: renamed(node.to, by),
    body: renamed(node.body, new Map([...by, [node.index, index]])),
  };
}

const flat = (node: Expression): Expression => settled(mapChildren(node, flat));

function settled(node: Expression): Expression {
  if (node.kind === 'add') {
    const { left, right } = node;
    if (right.kind === 'add' || right.kind === 'subtract')
      return settled({
        kind: right.kind,
        left: settled(binary('add', left, right.left)),
        right: right.right,
      });
    return node;
  }
  if (node.kind === 'fold') {
    const { body } = node;
    if (node.operator !== 'Sum' || body.kind !== 'multiply' || names(body.right).has(node.index)) return node;
    return settled(binary('multiply', settled({ ...node, body: body.left }), body.right));
  }
  if (node.kind !== 'multiply' && node.kind !== 'divide') return node;
  const { kind, left, right } = node;
  if (left.kind === 'negate')
    return { kind: 'negate', argument: settled(binary(kind, left.argument, right)) };
  if (kind === 'divide') return node;
  if (right.kind === 'multiply')
    return settled({ kind, left: settled(binary(kind, left, right.left)), right: right.right });
  return scaled(left, right) ?? node;
}

/** 2\cdot10^{3} is how 2e3 is printed. */
function scaled(left: Expression, right: Expression): Expression | undefined {
  if (left.kind !== 'constant' || right.kind !== 'power' || wholeOf(right.left) !== 10) return undefined;
  const down = right.right.kind === 'negate';
  const exponent = wholeOf(right.right.kind === 'negate' ? right.right.argument : right.right);
  if (exponent === undefined || exponent > 1000) return undefined;
  const scale = 10n ** BigInt(exponent);
  const { num, den } = left.value;
  return { kind: 'constant', value: down ? rational(num, den * scale) : rational(num * scale, den) };
}

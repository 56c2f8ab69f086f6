import { children, type Expression } from '../expression/index.ts';

/** The expression with its child at this place of `children` replaced. */
export function withChild(node: Expression, place: number, child: Expression): Expression {
  switch (node.kind) {
    case 'negate':
      return { ...node, argument: child };
    case 'element':
      return { ...node, index: child };
    case 'call':
      return { ...node, arguments: node.arguments.with(place, child) };
    case 'fold':
      return { ...node, [(['from', 'to', 'body'] as const)[place]!]: child };
    case 'expectation':
      return { ...node, body: child };
    case 'named': {
      const parts = children(node).with(place, child);
      return node.body
        ? { ...node, body: parts[0]!, arguments: parts.slice(1) }
        : { ...node, arguments: parts };
    }
    case 'constant':
    case 'pi':
    case 'symbol':
      throw new TypeError(`${node.kind} has no parts`);
    default:
      return { ...node, [place === 0 ? 'left' : 'right']: child };
  }
}

import { ExpressionError } from './error.ts';
import { type MathNode, parts } from './mathjs.ts';
import type { Token } from './token.ts';

/** Where each node of the tree stands in the text: a leaf at its word, an operation at its operator. */
export type Places = ReadonlyMap<MathNode, Token>;

/**
 * Walks the tree in the order of the text, pairing every node with the token it came from. mathjs keeps no positions,
 * and rounds or reinterprets some words; reading the tokens again makes sure the tree says what the text says.
 */
export function placeNodes(root: MathNode, tokens: readonly Token[]): Places {
  const words = tokens.filter((token) => ['number', 'name', 'operator'].includes(token.kind));
  const places = new Map<MathNode, Token>();
  let next = 0;
  const take = (node: MathNode, kind: Token['kind'], text?: string): void => {
    const token = words[next];
    if (token?.kind !== kind || (text !== undefined && token.text !== text))
      throw new ExpressionError(
        'mathjs reads this text in another way than it is written',
        token?.position ?? 0,
      );
    places.set(node, token);
    next += 1;
  };
  const visit = (node: MathNode): void => {
    switch (node.type) {
      case 'ConstantNode':
        take(node, 'number');
        break;
      case 'SymbolNode':
        take(node, 'name', node.name);
        break;
      case 'OperatorNode': {
        const prefix = node.args.length === 1 && node.op !== '!';
        if (prefix) take(node, 'operator', node.op);
        node.args.forEach((part, i) => {
          visit(part);
          if (i === 0 && !prefix) take(node, 'operator', node.op);
        });
        break;
      }
      case 'RelationalNode':
        node.params.forEach((part, i) => {
          if (i > 0) take(node, 'operator');
          visit(part);
        });
        break;
      default:
        for (const part of parts(node)) visit(part);
    }
  };
  visit(root);
  if (next < words.length)
    throw new ExpressionError('mathjs leaves part of this text unread', words[next]?.position ?? 0);
  return places;
}

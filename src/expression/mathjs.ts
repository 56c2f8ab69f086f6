import { createRequire } from 'node:module';
import { ExpressionError, quote } from './error.ts';
import type { Token } from './token.ts';

export interface TexOptions {
  readonly parenthesis: 'auto';
  readonly handler: (node: MathNode, options: TexOptions) => string | undefined;
}
interface Printable {
  toTex(options: TexOptions): string;
}

/** The nodes of a mathjs syntax tree that a formula may contain; any other has a type that no case names. */
export type MathNode = Printable &
  (
    | { readonly type: 'ConstantNode' }
    | { readonly type: 'SymbolNode'; readonly name: string }
    | { readonly type: 'ParenthesisNode'; readonly content: MathNode }
    | {
        readonly type: 'OperatorNode';
        readonly op: string;
        readonly args: readonly MathNode[];
        readonly implicit: boolean;
      }
    | { readonly type: 'FunctionNode'; readonly fn: MathNode; readonly args: readonly MathNode[] }
    | { readonly type: 'AccessorNode'; readonly object: MathNode; readonly index: MathNode }
    | { readonly type: 'IndexNode'; readonly dimensions: readonly MathNode[] }
    | { readonly type: 'RelationalNode'; readonly params: readonly MathNode[] }
  );

interface MathJs {
  create(config: { number: 'BigNumber' }): { parse(text: string): MathNode };
  erf(x: number): number;
}

/**
 * The single-file build loads in a seventh of the time of the package's thousand modules; it is loaded when the first
 * formula is read. `create` gives an instance nobody else holds. Of it only the parser and printer are used: its arithmetic
 * compares with a tolerance, and its evaluator would obey the formula.
 */
const require = createRequire(import.meta.url);
const load = (): MathJs => require('mathjs/lib/browser/math.js') as MathJs;

/** The distribution function of the standard normal law, to 2e-16 absolutely. */
export const normalCdf = (z: number): number => (1 + load().erf(z / Math.SQRT2)) / 2;

let parse: ((text: string) => MathNode) | undefined;

/** The mathjs syntax tree of a text that has passed `tokenize` and `checkShape`. */
export function parseText(text: string, tokens: readonly Token[]): MathNode {
  try {
    // mathjs reads a line break as the end of a statement; a formula may be folded over several lines.
    parse ??= load().create({ number: 'BigNumber' }).parse;
    return parse(text.replace(/[\r\n\t]/g, ' '));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { char } = error as SyntaxError & { char?: number };
    const position = Math.min((char ?? 1) - 1, text.length);
    const found = tokens.find((token) => token.position >= position);
    const wanted = error.message.replace(/ \(char \d+\)$/, '').toLowerCase();
    throw new ExpressionError(
      `found ${found ? quote(found.text) : 'the end of the text'}: ${wanted}`,
      found?.position ?? text.length,
    );
  }
}

/** The node inside any number of parentheses. */
export function bare(node: MathNode): MathNode {
  return node.type === 'ParenthesisNode' ? bare(node.content) : node;
}

/** The nodes directly inside a node, in the order of the text. */
export function parts(node: MathNode): readonly MathNode[] {
  switch (node.type) {
    case 'ParenthesisNode':
      return [node.content];
    case 'OperatorNode':
      return node.args;
    case 'FunctionNode':
      return [node.fn, ...node.args];
    case 'AccessorNode':
      return [node.object, node.index];
    case 'IndexNode':
      return node.dimensions;
    case 'RelationalNode':
      return node.params;
    default:
      return [];
  }
}

import { bare, type MathNode, parts, type TexOptions } from './mathjs.ts';
import type { Places } from './place.ts';
import { texCall } from './tex-call.ts';
import { texName } from './tex-name.ts';

type Operator = MathNode & { readonly type: 'OperatorNode' };

/**
 * TeX of a tree that the guard has accepted. mathjs lays out sums, products and fractions; names, numbers, functions,
 * powers and factorials are ours: mathjs would print `b` as a unit, and rounds no brackets around a \sum.
 */
export function texOf(root: MathNode, places: Places): string {
  const wrapped = nodesToWrap(root);
  const handler = (node: MathNode, options: TexOptions): string | undefined => {
    // Asking again without the mark gives the node's own TeX.
    if (wrapped.delete(node)) return parenthesized(node.toTex(options));
    switch (node.type) {
      case 'SymbolNode':
        return ` ${texName(node.name)}`;
      case 'ConstantNode':
        return texNumber(places.get(node)?.text ?? '');
      case 'AccessorNode':
        return texElement(node.object.toTex(options), node.index.toTex(options));
      case 'IndexNode':
        return node.dimensions.map((dimension) => dimension.toTex(options)).join(',');
      case 'FunctionNode':
        return texCall(node.fn.type === 'SymbolNode' ? node.fn.name : '', node.args, (part) =>
          part.toTex(options),
        );
      case 'OperatorNode':
        return texPower(node, options);
      default:
        return undefined;
    }
  };
  const tex = root.toTex({ parenthesis: 'auto', handler });
  // Only a space between a control word and a letter matters.
  return tex.replace(/(\\[A-Za-z]+)? +(?=(.?))/g, (_, word = '', next) =>
    word && /[A-Za-z]/.test(next) ? `${word} ` : word,
  );
}

const parenthesized = (tex: string): string => `\\left(${tex}\\right)`;

function texPower(node: Operator, options: TexOptions): string | undefined {
  const [base, exponent] = node.args;
  if (!base || (node.op !== '^' && node.op !== '!')) return undefined;
  const inner = bare(base);
  const tex = inner.toTex(options);
  const left = isClosed(inner, tex) ? tex : parenthesized(tex);
  return exponent ? `${left}^{${bare(exponent).toTex(options)}}` : `${left}!`;
}

/** Whether a power can be put on the TeX of a node without parentheses. */
function isClosed(node: MathNode, tex: string): boolean {
  if (node.type === 'FunctionNode') return !isCallOf(node, ['Sum', 'Prod', 'factorial']);
  if (node.type === 'SymbolNode') return !tex.includes('^');
  if (node.type === 'ConstantNode') return !tex.includes('\\cdot');
  return node.type !== 'OperatorNode';
}

const isCallOf = (node: MathNode, names: readonly string[]): boolean =>
  node.type === 'FunctionNode' && node.fn.type === 'SymbolNode' && names.includes(node.fn.name);
const isFold = (node: MathNode): boolean => isCallOf(node, ['Sum', 'Prod']);

const texElement = (list: string, index: string): string =>
  list.includes('_') ? `{${list}}_{${index}}` : `${list}_{${index}}`;

function texNumber(text: string): string {
  const [mantissa = '', exponent] = text.toLowerCase().split('e');
  return exponent === undefined ? mantissa : `${mantissa}\\cdot10^{${Number(exponent)}}`;
}

/** Operands mathjs would leave bare: a sum with a factor after it, and a sign after an operator. */
function nodesToWrap(root: MathNode): Set<MathNode> {
  const marked = new Set<MathNode>();
  const visit = (node: MathNode): void => {
    if (node.type === 'OperatorNode' && ['+', '-', '*'].includes(node.op)) {
      const [left, right] = node.args;
      const open = node.op === '*' && left ? openFold(left) : undefined;
      if (open) marked.add(open);
      if (right && isSigned(bare(right))) marked.add(bare(right));
    }
    for (const part of parts(node)) visit(part);
  };
  visit(root);
  return marked;
}

const isSigned = (node: MathNode): boolean =>
  node.type === 'OperatorNode' && node.args.length === 1 && node.op !== '!';

/** The Sum or Prod at the right end of a product, whose term would swallow a factor written after it. */
function openFold(wrapped: MathNode): MathNode | undefined {
  const node = bare(wrapped);
  if (isFold(node)) return node;
  if (node.type !== 'OperatorNode') return undefined;
  const last = node.op === '*' ? node.args[1] : isSigned(node) ? node.args[0] : undefined;
  return last && openFold(last);
}

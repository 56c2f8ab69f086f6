import type { BinaryKind, Comparison, Expression } from './ast.ts';
import { lowerCall } from './call.ts';
import { ExpressionError, quote } from './error.ts';
import { bare, type MathNode } from './mathjs.ts';
import type { Places } from './place.ts';
import { checkList, checkSymbol, type ParseOptions, type Scope } from './scope.ts';

export type Lower = (node: MathNode, scope: Scope) => Expression;

const BINARY: ReadonlyMap<string, BinaryKind> = new Map([
  ['+', 'add'],
  ['-', 'subtract'],
  ['*', 'multiply'],
  ['/', 'divide'],
  ['^', 'power'],
]);
const COMPARISONS: ReadonlySet<string> = new Set<Comparison>(['<', '<=', '>', '>=', '==', '!=']);
const isComparison = (op: string): op is Comparison => COMPARISONS.has(op);

/**
 * The guard: turns a mathjs tree into our own, case by case, and throws for everything else. No mathjs node gets
 * past it, so nothing mathjs could evaluate does.
 */
export function lowerTree(root: MathNode, places: Places, options: ParseOptions): Expression {
  const at = (node: MathNode): number => places.get(node)?.position ?? 0;

  const lower: Lower = (node, scope) => {
    switch (node.type) {
      case 'ParenthesisNode':
        return lower(node.content, scope);
      case 'ConstantNode': {
        const token = places.get(node);
        if (token?.kind !== 'number') throw new ExpressionError('only decimal numbers are allowed', at(node));
        return { kind: 'constant', value: token.value };
      }
      case 'SymbolNode':
        if (node.name === 'pi' && !scope.symbols.has('pi')) return { kind: 'pi' };
        checkSymbol(node.name, scope, at(node));
        return { kind: 'symbol', name: node.name };
      case 'OperatorNode':
        return lowerOperator(node, scope);
      case 'FunctionNode':
        if (node.fn.type !== 'SymbolNode')
          throw new ExpressionError('only a name can be called', at(node.fn));
        return lowerCall(node.fn.name, node.args, scope, at(node.fn), lower);
      case 'AccessorNode':
        return lowerElement(node.object, node.index, scope);
      case 'RelationalNode':
        throw new ExpressionError(
          "comparisons do not chain; join two with 'and', as in 1 <= j and j <= d",
          at(node),
        );
      default:
        throw new ExpressionError(`${node.type} is not part of a formula`, at(node));
    }
  };

  const lowerOperator = (node: MathNode & { type: 'OperatorNode' }, scope: Scope): Expression => {
    const [first, second] = node.args;
    if (!first || node.implicit) throw new ExpressionError('to multiply, write *', at(node));
    if (second === undefined) {
      const argument = lower(first, scope);
      if (node.op === '-') return { kind: 'negate', argument };
      if (node.op === '+') return argument;
      if (node.op === '!') return { kind: 'call', name: 'factorial', arguments: [argument] };
    }
    const kind = BINARY.get(node.op);
    if (second && kind) return { kind, left: lower(first, scope), right: lower(second, scope) };
    const where = scope.form === 'condition' ? 'only at the top of a condition' : 'only in a condition';
    throw new ExpressionError(`${quote(node.op)} may stand ${where}, not inside an expression`, at(node));
  };

  const lowerElement = (object: MathNode, index: MathNode, scope: Scope): Expression => {
    if (object.type !== 'SymbolNode' || index.type !== 'IndexNode')
      throw new ExpressionError('only a list has elements, as in n[1]', at(object));
    checkList(object.name, scope, at(object));
    const [dimension] = index.dimensions;
    if (!dimension || index.dimensions.length !== 1)
      throw new ExpressionError(
        `${object.name}[...] takes 1 index; found ${index.dimensions.length}`,
        at(object),
      );
    return { kind: 'element', list: object.name, index: lower(dimension, scope) };
  };

  const lowerCondition: Lower = (wrapped, scope) => {
    const node = bare(wrapped);
    const [first, second] = node.type === 'OperatorNode' ? node.args : [];
    if (node.type === 'OperatorNode' && first && second) {
      if (node.op === 'and')
        return { kind: 'and', left: lowerCondition(first, scope), right: lowerCondition(second, scope) };
      if (isComparison(node.op))
        return { kind: 'compare', operator: node.op, left: lower(first, scope), right: lower(second, scope) };
    }
    lower(node, scope);
    throw new ExpressionError(
      'found a value, wanted a comparison; write one with < <= > >= == or !=',
      at(node),
    );
  };

  const scope: Scope = { ...options, bound: new Set(), inExpectation: false };
  return options.form === 'condition' ? lowerCondition(root, scope) : lower(root, scope);
}

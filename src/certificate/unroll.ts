import { type Expression, evaluateExact, freeNames } from '../expression/index.ts';
import { PROOF_LIMITS } from '../limits/limits.ts';
import { isInteger, type Rational, rational } from '../rational/rational.ts';
import { Unprovable } from './unprovable.ts';

/** Terms of a Sum or Prod that are written out, at most. */
const MOST = PROOF_LIMITS.unrolled;

const constant = (value: Rational): Expression => ({ kind: 'constant', value });

/** A formula at one depth: d a number, Sum and Prod written out, and n[i] the symbol n<i>. */
export function unrolled(
  node: Expression,
  depth: number,
  bound: ReadonlyMap<string, Rational> = new Map(),
): Expression {
  const of = (part: Expression): Expression => unrolled(part, depth, bound);
  switch (node.kind) {
    case 'symbol': {
      if (node.name === 'd') return constant(rational(depth));
      const index = bound.get(node.name);
      return index ? constant(index) : node;
    }
    case 'element':
      return { kind: 'symbol', name: `n${indexOf(of(node.index))}` };
    case 'negate':
      return { ...node, argument: of(node.argument) };
    case 'power': {
      const right = of(node.right);
      if (freeNames(right).symbols.size > 0)
        throw new Unprovable(
          'a power has a width in its exponent; the lemma for fixed depths takes rational functions',
        );
      return { ...node, left: of(node.left), right };
    }
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return { ...node, left: of(node.left), right: of(node.right) };
    case 'fold': {
      const [from, to] = [indexOf(of(node.from)), indexOf(of(node.to))];
      if (to - from >= MOST) throw new Unprovable(`a ${node.operator} of more than ${MOST} terms`);
      const terms = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) =>
        unrolled(node.body, depth, new Map(bound).set(node.index, rational(from + i))),
      );
      const kind = node.operator === 'Sum' ? 'add' : 'multiply';
      const [first, ...rest] = terms;
      if (!first) return constant(rational(kind === 'add' ? 0 : 1));
      return rest.reduce((left, right): Expression => ({ kind, left, right }), first);
    }
    case 'call':
      throw new Unprovable(
        `${node.name}(…) is outside the lemmas: they take rational functions and exponentials`,
      );
    default:
      return node;
  }
}

function indexOf(node: Expression): number {
  if (freeNames(node).symbols.size > 0) throw new Unprovable('an index depends on a symbol other than d');
  const value = evaluateExact(node, { symbols: new Map(), lists: new Map() });
  if (!isInteger(value)) throw new Unprovable('an index is no whole number');
  return Number(value.num);
}

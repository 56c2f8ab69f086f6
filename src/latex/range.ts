import { type Expression, formatExpression } from '../expression/index.ts';
import { type Atom, shown } from './atom.ts';
import type { Condition } from './bounds.ts';
import { LatexError } from './error.ts';
import { binary, names, ONE, whole, wholeOf } from './make.ts';
import type { Bound } from './match.ts';
import type { Reader } from './reader.ts';

/** What one index runs over. */
export interface Range {
  readonly index: Bound;
  /** The range as text: indices with the same one may be told to differ. */
  readonly text: string;
  fold(operator: 'Sum' | 'Prod', body: Expression): Expression;
}

/**
 * The range of each index, outer ones first, from the bounds and conditions. Each bound must be written; one that comes
 * from a condition with another index counts only where it is the tighter one for certain.
 */
export function rangesOf(
  indices: readonly Bound[],
  from: Expression | undefined,
  to: Expression | undefined,
  conditions: readonly Condition[],
  reader: Reader,
  head: Atom,
): readonly Range[] {
  const order = indices.map(({ name }) => name);
  const spent = new Set<Condition>();
  const known = new Map<string, { readonly low: string; readonly high: string }>();
  const fail = (index: Bound, what: string): never => {
    throw new LatexError(`the ${what} bound of ${shown([index.key])} is not written`, head.at, 'write it');
  };

  /** The bounds that conditions set to an index: those with values, and those with an outer or an inner index. */
  const bounds = (name: string, end: 'low' | 'high') => {
    const mine = conditions.filter(
      ({ left, right, kind }) =>
        kind !== 'differ' && (end === 'low' ? right.name === name : left.name === name),
    );
    const place = order.indexOf(name);
    return mine.map((condition) => {
      const other = end === 'low' ? condition.left : condition.right;
      const at = other.name === undefined ? -1 : order.indexOf(other.name);
      const shift = condition.kind === 'below' ? 1 : 0;
      return { condition, other, inner: at > place, outer: at >= 0 && at < place, shift };
    });
  };
  const moved = (node: Expression, end: 'low' | 'high', by: number): Expression =>
    shifted(node, end === 'low' ? by : -by);

  const limit = (index: Bound, end: 'low' | 'high'): Expression => {
    const shared = end === 'low' ? from : to;
    const all = bounds(index.name, end);
    const near = all.filter(({ inner }) => !inner);
    if (near.length > 1) throw new LatexError(`two bounds of ${shown([index.key])}`, head.at, 'write one');
    const [only] = near;
    if (only) {
      spent.add(only.condition);
      const name = only.outer
        ? only.other.name!
        : [...reader.bound].reverse().find((b) => sameSymbol(b, only.other.node))?.name;
      if (shared) {
        // The shared bound is the looser one only where the other index has it too.
        const range = name === undefined ? undefined : (known.get(name) ?? rangeOfBound(reader, name));
        const own = range?.[end];
        if (own !== formatExpression(shared))
          throw new LatexError(`two bounds of ${shown([index.key])}`, head.at, 'write one');
      }
      return moved(only.other.node, end, only.shift);
    }
    if (shared) return shared;
    // i < j <= d bounds i by what bounds j.
    for (const { condition, other, inner, shift } of all) {
      if (!inner) continue;
      const far = limit(indices[order.indexOf(other.name!)]!, end);
      if (!names(far).has(index.name) && condition) return moved(far, end, shift);
    }
    return fail(index, end === 'low' ? 'lower' : 'upper');
  };

  const ranges = indices.map((index): Range => {
    const low = limit(index, 'low');
    const high = limit(index, 'high');
    for (const later of order.slice(order.indexOf(index.name)))
      if (names(low).has(later) || names(high).has(later))
        throw new LatexError(
          `the bounds of ${shown([index.key])} depend on ${later}`,
          head.at,
          'order the sums',
        );
    known.set(index.name, { low: formatExpression(low), high: formatExpression(high) });
    const text = rangeText(low, high);
    const differ = conditions.filter(
      ({ kind, left, right }) => kind === 'differ' && differsHere(index.name, left.name, right.name, order),
    );
    if (differ.length > 1) throw new LatexError('two conditions with \\neq on one index', head.at);
    const [skip] = differ;
    let gap: Expression | undefined;
    if (skip) {
      spent.add(skip);
      gap = (skip.left.name === index.name ? skip.right : skip.left).node;
      const other = gap.kind === 'symbol' ? gap.name : '';
      const range = known.get(other);
      const same = range
        ? `${range.low}..${range.high}`
        : reader.bound.find(({ name }) => name === other)?.range;
      // Leaving out what may lie outside of the range would split it wrongly.
      if (same !== text)
        throw new LatexError('a condition \\neq with something of another range', skip.at, 'write two sums');
    }
    return {
      index,
      text,
      fold: (operator, body) => {
        const make = (a: Expression, b: Expression): Expression => ({
          kind: 'fold',
          operator,
          index: index.name,
          from: a,
          to: b,
          body,
        });
        if (!gap) return make(low, high);
        const parts = [make(low, shifted(gap, -1)), make(shifted(gap, 1), high)] as const;
        return binary(operator === 'Sum' ? 'add' : 'multiply', ...parts);
      },
    };
  });
  for (const condition of conditions)
    if (!spent.has(condition))
      throw new LatexError('a condition that bounds no index', condition.at, 'leave it out');
  return ranges;
}

const rangeText = (low: Expression, high: Expression): string =>
  `${formatExpression(low)}..${formatExpression(high)}`;

const sameSymbol = (bound: Bound, node: Expression): boolean =>
  node.kind === 'symbol' && node.name === bound.name;

function rangeOfBound(
  reader: Reader,
  name: string,
): { readonly low: string; readonly high: string } | undefined {
  const text = [...reader.bound].reverse().find((bound) => bound.name === name)?.range;
  const [low, high] = text?.split('..') ?? [];
  return low === undefined || high === undefined ? undefined : { low, high };
}

/** Whether a condition a \neq b is for the index `name`: the inner one of the two, or the only one of this sum. */
function differsHere(
  name: string,
  left: string | undefined,
  right: string | undefined,
  order: readonly string[],
): boolean {
  if (left !== name && right !== name) return false;
  const other = left === name ? right : left;
  return other === undefined || order.indexOf(other) < order.indexOf(name);
}

function shifted(node: Expression, by: number): Expression {
  if (by === 0) return node;
  const value = wholeOf(node);
  if (value !== undefined && value + by >= 0) return whole(value + by);
  return binary(by > 0 ? 'add' : 'subtract', node, Math.abs(by) === 1 ? ONE : whole(Math.abs(by)));
}

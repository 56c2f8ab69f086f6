import type { Expression } from '../../expression/index.ts';
import type { Screen } from './screen.ts';
import { isCount, type Site } from './sites.ts';

/**
 * What a part has to be worth at every point for the whole to have its true value, from what its parent has to be worth; NaN where any
 * value does, or none. Undefined inside Sums, Prods, E(...) and functions, where it does not follow.
 */
export function wantedAt(
  { node, parent, part, bound, inExpectation, ...site }: Site,
  known: ReadonlyMap<Expression, readonly number[]>,
  truth: readonly number[],
  screen: Screen,
): readonly number[] | undefined {
  if (!parent) return truth;
  const above = known.get(parent);
  if (!above || bound.length > 0 || inExpectation) return undefined;
  if (isCount({ node, parent, bound, inExpectation, ...site, ...(part === undefined ? {} : { part }) }))
    return undefined;
  const isLeft = part === 0;
  switch (parent.kind) {
    case 'negate':
      return above.map((value) => -value);
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
    case 'power': {
      const undone = UNDONE[parent.kind][isLeft ? 0 : 1];
      const others = screen.all(isLeft ? parent.right : parent.left);
      return above.map((value, i) => finite(undone(value, others[i]!)));
    }
    default:
      return undefined;
  }
}

type Undo = (value: number, other: number) => number;

/** The left part from the value and the right part; the right one from the value and the left one. */
const UNDONE: Readonly<Record<'add' | 'subtract' | 'multiply' | 'divide' | 'power', readonly [Undo, Undo]>> =
  {
    add: [(value, right) => value - right, (value, left) => value - left],
    subtract: [(value, right) => value + right, (value, left) => left - value],
    multiply: [(value, right) => value / right, (value, left) => value / left],
    divide: [(value, right) => value * right, (value, left) => left / value],
    power: [
      (value, exponent) => Math.sign(value) * Math.abs(value) ** (1 / exponent),
      (value, base) => Math.log(value) / Math.log(base),
    ],
  };

const finite = (value: number): number => (Number.isFinite(value) ? value : Number.NaN);

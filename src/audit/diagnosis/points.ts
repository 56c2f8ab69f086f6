import type { Expression } from '../../expression/index.ts';
import { equals, type Rational, rational } from '../../rational/rational.ts';
import { contains } from '../../statement/domain.ts';
import type { Statement } from '../../statement/statement.ts';
import {
  type Architecture,
  describeArchitecture,
  meetsCondition,
  recordOf,
} from '../../verify/architecture.ts';
import { rationalValue } from '../../verify/compare.ts';
import { architecture, integerBounds, intervalOf, rationalNames, simpleValues } from '../../verify/draw.ts';
import { isRefusal } from '../../verify/refusal.ts';
import { type Setting, settingOf } from '../../verify/subject.ts';

/** A network of a claim's domain at which its sides are compared. */
export interface Point {
  readonly architecture: Architecture;
  readonly setting: Setting;
}

/** Depths, and the widths of hidden layers in turn. */
const SHAPES: readonly (readonly [depth: number, widths: readonly number[]])[] = [
  [2, [2]],
  [3, [2, 3]],
  [2, [3]],
  [3, [3, 2]],
  [4, [2, 4, 3]],
  [1, [2]],
  [3, [5, 1]],
  [5, [3, 2, 5, 4]],
  [2, [4]],
  [1, [3]],
  [3, [4, 2]],
  [4, [3, 5, 2]],
  [2, [5]],
  [3, [2, 5]],
  [1, [4]],
  [3, [6, 3]],
];
/** Numbers without a pattern, so that two formulas agree at all points by chance alone. */
const SCALARS = [rational(2), rational(3), rational(1, 3), rational(5, 2), rational(7), rational(3, 4)];
const DEEPEST = 5;
const INPUTS = [3, 1, 2, 5, 4];

/** Networks in general position, small ones first, at which a claim is told from another. */
export function pointsOf(statement: Statement): Point[] {
  const { domain } = statement;
  const isEqual = domain.ranges.get('n')?.kind === 'width';
  const inside = (name: string, value: number): boolean =>
    contains(intervalOf(domain, name), rational(value));
  const { min: narrow } = integerBounds(intervalOf(domain, 'n'), 0);
  const { min: shallow, max: deep } = integerBounds(intervalOf(domain, 'd'), DEEPEST);
  const input = integerBounds(intervalOf(domain, 'n0'), 0).min;
  const found = SHAPES.flatMap(([depth, widths], index): Point[] => {
    const wanted = domain.ranges.get('d')?.kind === 'integer' ? depth + shallow - 1 : depth;
    // Where depths are bounded, other widths of the deepest networks.
    const d = Math.min(wanted, deep);
    if (!inside('d', d)) return [];
    const hidden = Array.from({ length: d }, (_, layer) => {
      const width = widths[isEqual ? index % widths.length : layer % widths.length]! + narrow - 1;
      return width;
    });
    if (!hidden.every((width) => inside('n', width))) return [];
    const values = new Map<string, Rational>(
      rationalNames(domain).map((name, i) => [name, scalarAt(statement, name, index + i)]),
    );
    const n0 = input + INPUTS[index % INPUTS.length]! - 1;
    const found = architecture(domain, inside('n0', n0) ? n0 : input, hidden, d, values);
    return meetsCondition(statement, found) ? [pointAt(statement, found)] : [];
  });
  const seen = new Set<string>();
  return found.filter(({ architecture: at }) => {
    const key = describeArchitecture(recordOf(at));
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function scalarAt({ domain }: Statement, name: string, index: number): Rational {
  const interval = intervalOf(domain, name);
  const value = SCALARS[index % SCALARS.length]!;
  if (contains(interval, value)) return value;
  const simple = simpleValues(domain, name, 4);
  return simple[index % simple.length]!;
}

export const pointAt = (statement: Statement, at: Architecture): Point => ({
  architecture: at,
  setting: settingOf({ statement, case: statement.cases[0], claim: statement.claims[0]!, seed: 0 }, at),
});

/** The exact value of an expression at a point; undefined where it has none, or none that is rational. */
export function valueAt(expression: Expression, { setting }: Point): Rational | undefined {
  try {
    return rationalValue(expression, setting.environment);
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

/** Whether two sides are equal at all points, of which there are some. */
export const agree = (left: Expression, right: Expression, points: readonly Point[]): boolean =>
  points.length > 0 &&
  points.every((point) => {
    const [a, b] = [valueAt(left, point), valueAt(right, point)];
    return a !== undefined && b !== undefined && equals(a, b);
  });

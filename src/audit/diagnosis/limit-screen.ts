import { type Expression, evaluateNumber, parseExpression } from '../../expression/index.ts';
import { rational } from '../../rational/rational.ts';
import { isRefusal } from '../../verify/refusal.ts';
import type { Reading, Understood } from '../claim/understand.ts';
import { derivedLimit } from './derived.ts';

/** Values of λ and of everything else at which limits are compared. */
const POINTS = [
  { lambda: rational(1, 2), d: rational(3), other: rational(2) },
  { lambda: rational(5, 3), d: rational(5), other: rational(1, 3) },
] as const;
/** Doubles of two equal limits differ by less, relatively. */
const CLOSE = 1e-9;

/**
 * Whether a claim about a limit is worth deciding: the limit that follows from closed forms is the claimed one at two points. Deciding takes a
 * hundred times as long, and most claims under another convention are false.
 */
export const mayTend = ({ readings, setting }: Understood): boolean =>
  readings.some((reading) => isClose(reading, setting));

function isClose({ statement, growth }: Reading, setting: Understood['setting']): boolean {
  const { quantity, formula, relation } = statement.claims[0]!;
  if (relation !== 'tends-to') return false;
  const limit = derivedLimit(quantity.expression, setting, growth);
  // At fixed depth moments are expanded by other means, too.
  if (limit === undefined) return growth !== 'd/n';
  const symbols = new Set([...statement.domain.ranges.keys(), 'lambda', 'd']);
  const derived = parseExpression(limit, { symbols, lists: new Set(), form: 'formula' }).expression;
  return POINTS.every((_, index) => {
    const [a, b] = [derived, formula.expression].map((side) => valueAt(side, symbols, index));
    return (
      a !== undefined && b !== undefined && Math.abs(a - b) <= CLOSE * Math.max(Math.abs(a), Math.abs(b))
    );
  });
}

function valueAt(expression: Expression, names: ReadonlySet<string>, index: number): number | undefined {
  const { lambda, d, other } = POINTS[index]!;
  const symbols = new Map(
    [...names].map((name) => [name, name === 'lambda' ? lambda : name === 'd' ? d : other]),
  );
  try {
    const value = evaluateNumber(expression, { symbols, lists: new Map() });
    return Number.isFinite(value) ? value : undefined;
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

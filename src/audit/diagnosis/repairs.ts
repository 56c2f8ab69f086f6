import { type Expression, formatExpression } from '../../expression/index.ts';
import { equals, type Rational } from '../../rational/rational.ts';
import type { Outcome } from '../../verify/verdict.ts';
import type { ReadClaim } from '../claim/claim.ts';
import { ClaimError } from '../claim/error.ts';
import { type Understood, understandClaim } from '../claim/understand.ts';
import { type Decided, decideUnderstood, EFFORTS, isGood } from '../decide.ts';
import { discreteEdits, type Edited, namesOf, readerOf, solvedEdits } from './edits.ts';
import { type Point, pointsOf, valueAt } from './points.ts';
import { Recognizer } from './simple.ts';

/** A formula near the claimed one that is true. */
export interface Repair {
  readonly formula: string;
  /** What is changed, `4 -> 5`; two of them joined by `and`. */
  readonly edit: string;
  readonly verdict: Outcome;
}

/** Repairs that are shown; candidates that are decided; pairs of edits that are tried. */
const MOST = { shown: 3, decided: 8, pairs: 20_000 } as const;

/** The nearest true formulas: by one edit, and only where there is none by two. Of equalities alone. */
export function repairsOf(understood: Understood, { statement }: Decided): Repair[] {
  const { claim } = understood;
  if (claim.relation !== 'equals') return [];
  const { quantity, formula } = statement.claims[0]!;
  const points = pointsOf(statement);
  const truth = points.map((point) => valueAt(quantity.expression, point));
  if (points.length < 4 || !truth.every((value) => value !== undefined)) return [];
  const isRight = ({ expression }: Edited): boolean =>
    points.every((point, i) => {
      const value = valueAt(expression, point);
      return value !== undefined && equals(value, truth[i]!);
    });
  const recognizer = new Recognizer(statement, points);
  const names = namesOf(statement);
  const read = readerOf(statement);
  const once = discreteEdits(formula.expression, names);
  const one = [...once.filter(isRight), ...solvedEdits(formula.expression, truth, points, recognizer, read)];
  const found = one.length > 0 ? one : twice(formula.expression, once, names, { points, truth, isRight });
  return decided(understood, ranked(found, formula.expression));
}

interface Telling {
  readonly points: readonly Point[];
  readonly truth: readonly Rational[];
  readonly isRight: (edited: Edited) => boolean;
}

/** Two edits of a formula, the second of what the first leaves. */
function twice(
  _: Expression,
  once: readonly Edited[],
  names: ReturnType<typeof namesOf>,
  { isRight }: Telling,
): Edited[] {
  let left: number = MOST.pairs;
  const found: Edited[] = [];
  for (const first of once) {
    for (const second of discreteEdits(first.expression, names)) {
      if (left <= 0) return found;
      left -= 1;
      if (!isRight(second)) continue;
      found.push({
        expression: second.expression,
        before: first.before,
        after: `${first.after} and ${second.before} -> ${second.after}`,
      });
    }
  }
  return found;
}

/** Different formulas, the ones with the shortest edits first. */
function ranked(found: readonly Edited[], formula: Expression): Edited[] {
  const length = formatExpression(formula).length;
  const cost = ({ expression, before, after }: Edited): number =>
    Math.abs(formatExpression(expression).length - length) + (before.length + after.length) / 2;
  const seen = new Set<string>();
  return [...found]
    .sort((a, b) => cost(a) - cost(b))
    .filter(({ expression }) => {
      const text = formatExpression(expression);
      if (seen.has(text)) return false;
      seen.add(text);
      return true;
    });
}

function decided({ claim, setting }: Understood, candidates: readonly Edited[]): Repair[] {
  const repairs: Repair[] = [];
  for (const { expression, before, after } of candidates.slice(0, MOST.decided)) {
    if (repairs.length === MOST.shown) break;
    const formula = formatExpression(expression);
    const verdict = verdictOf({ ...claim, formula }, setting);
    if (verdict && isGood(verdict)) repairs.push({ formula, edit: `${before} -> ${after}`, verdict });
  }
  return repairs;
}

function verdictOf(claim: ReadClaim, setting: Understood['setting']): Outcome | undefined {
  try {
    return decideUnderstood(understandClaim(claim, setting), EFFORTS.neighbour).outcome;
  } catch (error) {
    if (error instanceof ClaimError) return undefined;
    throw error;
  }
}

import { type Expression, evaluateNumber, formatExpression } from '../../expression/index.ts';
import { equals } from '../../rational/rational.ts';
import { toNumber } from '../../rational/text.ts';
import type { Effort } from '../../verify/options.ts';
import { isRefusal } from '../../verify/refusal.ts';
import type { Counterexample, Outcome } from '../../verify/verdict.ts';
import type { Understood } from '../claim/understand.ts';
import { type Decided, EFFORTS } from '../decide.ts';
import { boundRepairs } from './bounds.ts';
import { sizeOf, tidied } from './build.ts';
import { trueNeighbour } from './neighbour.ts';
import { normalForm } from './normal.ts';
import { type Point, pointsOf, valueAt } from './points.ts';
import { type Found, Search } from './search.ts';
import { namesOf } from './slips.ts';

/** A formula near the claimed one that is true. */
export interface Repair {
  readonly formula: string;
  /** What is changed, `4 -> 5`; two of them joined by `and`. */
  readonly edit: string;
  readonly verdict: Outcome;
}

/** Repairs that are shown, candidates that are decided; of formulas of many parts, whose proofs take long, one is. */
const MOST = { shown: 3, decided: 6, points: 10, parts: 60 } as const;
const FEWEST_POINTS = 4;

/** The nearest true formulas: by one edit, and only where there is none by two; of bounds, by the nearest constant. */
export function repairsOf(understood: Understood, { statement, verdict }: Decided): Repair[] {
  const { relation, quantity, formula } = statement.claims[0]!;
  if (relation === 'at-most' || relation === 'at-least') {
    const witness = verdict.evidence.find(
      (one): one is Counterexample => one.kind === 'counterexample',
    )?.witness;
    // Bounds fail far away: they are tried as hard as the claim was.
    return decided(understood, boundRepairs(statement, witness?.architecture), EFFORTS.claim);
  }
  if (understood.claim.relation !== 'equals') return [];
  const known = pointsOf(statement).flatMap((point) => {
    const truth = valueAt(quantity.expression, point);
    const double = truth ? toNumber(truth) : numberAt(quantity.expression, point);
    return Number.isFinite(double) ? [{ point, truth, double }] : [];
  });
  if (known.length < FEWEST_POINTS) return [];
  const some = known.slice(0, MOST.points);
  const points = some.map(({ point }) => point);
  const doubles = some.map(({ double }) => double);
  const isRight = ({ expression }: Found): boolean =>
    known.every(({ point, truth: wanted }) => {
      const value = wanted && valueAt(expression, point);
      return !wanted || (value !== undefined && equals(value, wanted));
    });
  const search = new Search(formula.expression, doubles, points, namesOf(statement));
  const one = different(search.once(), formula.expression).filter(isRight);
  const found = one.length > 0 ? one : different(search.twice(), formula.expression).filter(isRight);
  return decided(understood, found);
}

function numberAt(expression: Expression, { setting }: Point): number {
  try {
    return evaluateNumber(expression, setting.environment);
  } catch (error) {
    if (isRefusal(error)) return Number.NaN;
    throw error;
  }
}

/** One of each formula, the smallest and most natural edits first. */
function different(found: readonly Found[], formula: Expression): Found[] {
  const size = sizeOf(formula);
  const costOf = ({ cost, edits, expression }: Found): number => {
    const after = edits.reduce(
      (total, one) => total + Math.max(0, sizeOf(one.after) - sizeOf(one.before)),
      0,
    );
    return cost + after / 10 + Math.max(0, sizeOf(expression) - size) / 10;
  };
  const seen = new Set<string>();
  return found
    .map((one) => ({ one, cost: costOf(one) }))
    .sort((a, b) => a.cost - b.cost)
    .slice(0, 40)
    .filter(({ one }) => {
      const key = normalForm(one.expression);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .map(({ one }) => one);
}

function decided(
  { claim, setting }: Understood,
  candidates: readonly Found[],
  effort: Effort = EFFORTS.repair,
): Repair[] {
  const repairs: Repair[] = [];
  const isLarge = candidates.some(({ expression }) => sizeOf(expression) > MOST.parts);
  for (const { expression, edits } of candidates.slice(0, MOST.decided)) {
    if (repairs.length === (isLarge ? 1 : MOST.shown)) break;
    const formula = formatExpression(tidied(expression));
    const verdict = trueNeighbour({ ...claim, formula }, setting, effort)?.outcome;
    if (!verdict) continue;
    const edit = edits
      .map(({ before, after }) => `${formatExpression(before)} -> ${formatExpression(after)}`)
      .join(' and ');
    repairs.push({ formula, edit, verdict });
  }
  return repairs;
}

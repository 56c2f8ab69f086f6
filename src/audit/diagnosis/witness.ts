import { equals, ONE } from '../../rational/rational.ts';
import type { Statement } from '../../statement/statement.ts';
import { type Architecture, compareSize, recordOf } from '../../verify/architecture.ts';
import { compareAt } from '../../verify/compare.ts';
import { isRefusal } from '../../verify/refusal.ts';
import { smallestArchitectures } from '../../verify/smallest.ts';
import type { Counterexample, Witness } from '../../verify/verdict.ts';
import type { Decided } from '../decide.ts';
import { pointAt, pointsOf } from './points.ts';

/** Where a claim fails, and which side is larger wherever they differ. */
export interface Telling {
  readonly witness?: Witness;
  readonly side?: string;
}

/** Networks that are looked at for a witness. */
const MOST = 400;

/**
 * The smallest network at which a claim fails and that says something: with a hidden layer, and r ≠ 1 where r counts. The verdict's own
 * witness where there is none.
 */
export function tellingWitness({ statement, verdict }: Decided): Telling {
  const own = verdict.evidence.find((one): one is Counterexample => one.kind === 'counterexample');
  const { relation } = statement.claims[0]!;
  if (relation === 'tends-to' || relation === 'asymptotic') return {};
  const candidates = [
    ...pointsOf(statement).map(({ architecture }) => architecture),
    ...smallestArchitectures(statement, MOST),
  ]
    .filter(isTelling)
    .sort(compareSize);
  for (const candidate of candidates) {
    const witness = failing(statement, candidate);
    if (witness) return { witness, ...sideOf(statement, own?.witness) };
  }
  return { ...(own && { witness: own.witness }), ...sideOf(statement, own?.witness) };
}

/** Networks at which a claim is looked at before it is decided. */
const FEW = 12;

/** Whether a claim fails at one of a few small networks: what does needs no search. */
export function failsSoon(statement: Statement): boolean {
  const { relation } = statement.claims[0]!;
  if (relation === 'tends-to' || relation === 'asymptotic') return false;
  const tried = [
    ...smallestArchitectures(statement, FEW),
    ...pointsOf(statement).map(({ architecture }) => architecture),
  ];
  return tried.some((at) => failing(statement, at) !== undefined);
}

const isTelling = ({ widths, values }: Architecture): boolean => {
  const r = values.get('r');
  return widths.length > 2 && !(r && equals(r, ONE));
};

/** The comparison of the sides at a network where the claim fails. */
function failing(statement: Statement, at: Architecture): Witness | undefined {
  const { quantity, formula, relation } = statement.claims[0]!;
  try {
    const found = compareAt(
      quantity.expression,
      formula.expression,
      pointAt(statement, at).setting.environment,
    );
    const fails =
      relation === 'equals'
        ? found.kind === 'less' || found.kind === 'greater'
        : found.kind === (relation === 'at-most' ? 'greater' : 'less');
    if (!fails) return undefined;
    const { left, right, relativeError } = found;
    return { architecture: recordOf(at), quantity: left, formula: right, relativeError };
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

/** Which side of an equality is larger, where it is the same at every point and at the verdict's own witness. */
function sideOf(statement: Statement, own: Witness | undefined): Pick<Telling, 'side'> {
  const { quantity, formula, relation } = statement.claims[0]!;
  if (relation !== 'equals') return {};
  const kinds = new Set<string>();
  if (own) kinds.add(Number(own.quantity.decimal) < Number(own.formula.decimal) ? 'less' : 'greater');
  for (const { setting } of pointsOf(statement)) {
    try {
      kinds.add(compareAt(quantity.expression, formula.expression, setting.environment).kind);
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
  const differ = ['less', 'greater'].filter((kind) => kinds.has(kind));
  if (differ.length !== 1) return {};
  return { side: differ[0] === 'less' ? 'the formula is too large' : 'the formula is too small' };
}

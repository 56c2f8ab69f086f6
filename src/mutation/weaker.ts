import type { Decimal } from 'decimal.js';
import { evaluateDecimal, type Parsed } from '../expression/index.ts';
import type { Architecture } from '../verify/architecture.ts';
import type { Subject } from '../verify/subject.ts';
import { orderOf, valueAt } from './values.ts';

/** Whether two claims read the same wherever they were compared. */
export function isSame(own: Subject, mutant: Subject, architectures: readonly Architecture[]): boolean {
  return architectures.every((at) => !tells(own, mutant, at)) && isReadAlike(own, mutant);
}

/** Whether a side of the two claims has different values at an architecture; what has no value may be any. */
export function tells(own: Subject, mutant: Subject, at: Architecture): boolean {
  return ordersAt(own, mutant, at).some((order) => order !== 0);
}

/** The order of the mutant's quantity and formula against the original's; a side that is unchanged is equal. */
function ordersAt(own: Subject, mutant: Subject, at: Architecture): Order[] {
  const isSameNetwork = own.statement.domain === mutant.statement.domain;
  return (['quantity', 'formula'] as const).map((side) =>
    isSameNetwork && own.claim[side].expression === mutant.claim[side].expression
      ? 0
      : orderOf(valueAt(mutant, side, at), valueAt(own, side, at)),
  );
}

type Order = ReturnType<typeof orderOf>;

/** Whether the relation, its order and its constants are the same. */
export const isReadAlike = ({ claim: own }: Subject, { claim: mutant }: Subject): boolean =>
  own.constants?.low === mutant.constants?.low &&
  own.constants?.high === mutant.constants?.high &&
  own.relation === mutant.relation &&
  own.order === mutant.order;

/**
 * Whether a bound says less than the original at every architecture: its formula, or its constants, leave more room.
 * Equalities and limits have no room.
 */
export function isWeaker(own: Subject, mutant: Subject, architectures: readonly Architecture[]): boolean {
  const { relation, constants } = own.claim;
  if (relation !== mutant.claim.relation) return false;
  if (relation === 'within-constants') return isWider(constants!, mutant.claim.constants!);
  if (relation !== 'at-most' && relation !== 'at-least') return false;
  const outwards = relation === 'at-most' ? 1 : -1;
  return architectures.every((at) => {
    const [quantity, formula] = ordersAt(own, mutant, at);
    const isInwards = quantity === outwards || formula === -outwards;
    return !isInwards && quantity !== undefined && formula !== undefined;
  });
}

function isWider(own: Constants, mutant: Constants): boolean {
  const change = (end: keyof Constants): number =>
    own[end] === mutant[end] ? 0 : numberOf(mutant[end]).cmp(numberOf(own[end]));
  const [low, high] = [change('low'), change('high')];
  return low <= 0 && high >= 0 && (low < 0 || high > 0);
}

interface Constants {
  readonly low: Parsed;
  readonly high: Parsed;
}

const numberOf = ({ expression }: Parsed): Decimal =>
  evaluateDecimal(expression, { symbols: new Map(), lists: new Map() }, 30);

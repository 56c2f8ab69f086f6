import type { ReadClaim } from '../claim/claim.ts';

type Relation = ReadClaim['relation'];

/**
 * What a chain of relations claims of its ends: = changes nothing, bounds in one direction stay bounds, limits take equalities, and a
 * remainder is forgotten. A bound by what is only similar to the end is none by the end; that one is asked for, as it says more.
 * Undefined where relations do not add up, as <= and >=.
 */
export const composed = (relations: readonly Relation[]): Relation | undefined =>
  relations
    .map(withoutRemainder)
    .reduce<Relation | undefined>((one, other) => one && both(one, other), 'equals');

const withoutRemainder = (relation: Relation): Relation => (relation === 'asymptotic' ? 'similar' : relation);

function both(one: Relation, other: Relation): Relation | undefined {
  if (one === 'equals') return other;
  if (other === 'equals' || other === one) return one;
  const isBound = (relation: Relation): boolean => relation === 'at-most' || relation === 'at-least';
  if (one === 'similar' && (isBound(other) || other === 'tends-to')) return other;
  return other === 'similar' && isBound(one) ? one : undefined;
}

import type { ReadClaim } from '../claim/claim.ts';

type Relation = ReadClaim['relation'];

/**
 * What a chain of relations claims of its ends: = changes nothing, bounds in one direction stay bounds, limits take equalities. Undefined
 * where relations do not add up, as <= and >=, or a bound and a limit.
 */
export function composed(relations: readonly Relation[]): Relation | undefined {
  return relations.reduce<Relation | undefined>((one, other) => one && both(one, other), 'equals');
}

function both(one: Relation, other: Relation): Relation | undefined {
  if (one === 'equals') return other;
  if (other === 'equals' || other === one) return one;
  const limits: readonly Relation[] = ['similar', 'asymptotic'];
  if (limits.includes(one) && limits.includes(other)) return 'similar';
  if (limits.includes(one) && other === 'tends-to') return 'tends-to';
  // A bound by what is only similar to the end is no bound by the end; that one is asked for, as it says more.
  const bounds: readonly Relation[] = ['at-most', 'at-least'];
  if (bounds.includes(one) && limits.includes(other)) return one;
  if (limits.includes(one) && bounds.includes(other)) return other;
  return undefined;
}

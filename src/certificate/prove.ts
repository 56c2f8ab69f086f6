import type { Case, Claim, Domain } from '../statement/statement.ts';
import { proveAnyWidths } from './any-widths.ts';
import type { Certificate } from './certificate.ts';
import { proveEqualWidths } from './equal-widths.ts';
import { proveFixedDepths } from './fixed-depths.ts';
import { proveLimit } from './limit.ts';
import { type Proved, proveBySubstitution } from './substitution.ts';
import { Unprovable } from './unprovable.ts';

/** A certificate of a claim, by the theorem that its domain and relation call for. Throws Unprovable with the reason. */
export function prove(own: Case, domain: Domain, claim: Claim, proved: readonly Proved[]): Certificate {
  switch (claim.relation) {
    case 'tends-to':
    case 'asymptotic':
      return proveLimit(own, domain, claim);
    case 'equals':
      return proveEquality(own, domain, claim, proved);
    default:
      throw new Unprovable(`no lemma covers '${claim.relation}'`);
  }
}

function proveEquality(own: Case, domain: Domain, claim: Claim, proved: readonly Proved[]): Certificate {
  if (domain.ranges.get('n')?.kind === 'width') {
    try {
      if (proved.length > 0) return proveBySubstitution(own, domain, claim, proved);
    } catch (error) {
      if (!(error instanceof Unprovable)) throw error;
    }
    return proveEqualWidths(own, domain, claim);
  }
  const depth = domain.ranges.get('d');
  const isBounded = depth !== undefined && depth.kind !== 'equals' && depth.interval.high !== undefined;
  return isBounded ? proveFixedDepths(own, domain, claim) : proveAnyWidths(own, domain, claim);
}

import { contains } from '../expression/index.ts';
import type { Case, Claim, Domain } from '../statement/statement.ts';
import { proveAnyWidths } from './any-widths.ts';
import type { Certificate } from './certificate.ts';
import { proveEqualWidths } from './equal-widths.ts';
import { proveFixedDepths } from './fixed-depths.ts';
import { proveLimit } from './limit.ts';
import { type Proved, proveBySubstitution } from './substitution.ts';
import { Unprovable } from './unprovable.ts';

/** Ways to prove a claim, the one that leaves least to chance first. Each makes a certificate or throws Unprovable. */
export function proofsOf(
  own: Case,
  domain: Domain,
  claim: Claim,
  proved: readonly Proved[],
): readonly (() => Certificate)[] {
  if (claim.as === 'd') return [unprovable('no lemma covers a depth that grows at a fixed width')];
  if (domain.ranges.get('r')?.kind === 'equals') return [unprovable('r is computed from other symbols')];
  if (
    [claim.quantity, claim.formula].some(({ expression }) =>
      contains(expression, ({ kind }) => kind === 'named'),
    )
  )
    return [unprovable('no lemma covers named quantities')];
  switch (claim.relation) {
    case 'tends-to':
    case 'asymptotic':
      return [() => proveLimit(own, domain, claim)];
    case 'equals':
      return equalityProofs(own, domain, claim, proved);
    default:
      return [unprovable(`no lemma covers '${claim.relation}'`)];
  }
}

const unprovable = (reason: string) => (): never => {
  throw new Unprovable(reason);
};

function equalityProofs(
  own: Case,
  domain: Domain,
  claim: Claim,
  proved: readonly Proved[],
): readonly (() => Certificate)[] {
  if (domain.ranges.get('n')?.kind === 'width') {
    const direct = () => proveEqualWidths(own, domain, claim);
    return proved.length > 0 ? [() => proveBySubstitution(own, domain, claim, proved), direct] : [direct];
  }
  const depth = domain.ranges.get('d');
  if (depth !== undefined && depth.kind !== 'equals' && depth.interval.high !== undefined)
    return [() => proveFixedDepths(own, domain, claim)];
  return (['grid', 'random'] as const).map((kind) => () => proveAnyWidths(own, domain, claim, kind));
}

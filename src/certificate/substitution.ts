import { formatExpression, replaceExpectations } from '../expression/index.ts';
import type { Case, Claim, Domain } from '../statement/statement.ts';
import { type Certificate, type Json, sealed } from './certificate.ts';
import { propositionOf } from './proposition.ts';
import { Unprovable } from './unprovable.ts';

/** A proved claim E(…) = formula, to be put to use. */
export interface Proved {
  readonly claim: Claim;
  readonly certificate: Certificate;
}

/**
 * A certificate that the formula is the quantity with each E(…) replaced by a formula proved for it: equals for equals, so that
 * roots and other functions may stand around them. Throws Unprovable.
 */
export function proveBySubstitution(
  own: Case,
  domain: Domain,
  claim: Claim,
  proved: readonly Proved[],
): Certificate {
  const used = new Set<Certificate>();
  const replaced = replaceExpectations(claim.quantity.expression, (node) => {
    const text = formatExpression(node);
    const known = proved.find(({ claim: other }) => formatExpression(other.quantity.expression) === text);
    if (!known) throw new Unprovable(`no closed form of ${text} is proved in this statement`);
    used.add(known.certificate);
    return known.claim.formula.expression;
  });
  if (formatExpression(replaced) !== formatExpression(claim.formula.expression))
    throw new Unprovable(
      'with its E(…) replaced by their closed forms, the quantity is written differently than the formula',
      'not-found',
    );
  return sealed('substitution', propositionOf(own, domain, claim), { uses: [...used] as unknown as Json });
}

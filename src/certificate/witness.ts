import type { Case, Claim, Domain } from '../statement/statement.ts';
import { type Certificate, sealed } from './certificate.ts';
import { propositionOf } from './proposition.ts';

/** A certificate of refutation: a network of the domain, and the two values that differ there. */
export function certifyWitness(
  own: Case,
  domain: Domain,
  claim: Claim,
  architecture: { readonly widths: readonly number[]; readonly values: Readonly<Record<string, string>> },
  quantity: string,
  formula: string,
): Certificate {
  const { widths, values } = architecture;
  return sealed('witness', propositionOf(own, domain, claim), {
    architecture: { widths: [...widths], values: { ...values } },
    quantity,
    formula,
  });
}

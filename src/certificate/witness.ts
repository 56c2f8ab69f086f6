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
  const { widths } = architecture;
  // A hidden layer has its width among the widths; without one only the values say what n is.
  const told = widths.length === 2 ? ['n0'] : ['n', 'n0'];
  const values = Object.fromEntries(
    Object.entries(architecture.values).filter(([name]) => !told.includes(name)),
  );
  return sealed('witness', propositionOf(own, domain, claim), {
    architecture: { widths: [...widths], values },
    quantity,
    formula,
  });
}

import { firstAccepted } from '../certificate/accepted.ts';
import type { Certificate } from '../certificate/certificate.ts';
import { proofsOf } from '../certificate/prove.ts';
import type { Proved } from '../certificate/substitution.ts';
import { Unprovable } from '../certificate/unprovable.ts';
import { certifyWitness } from '../certificate/witness.ts';
import { checkCertificate } from '../checker/check.ts';
import { formatRational } from '../rational/text.ts';
import type { Finding } from './agreement.ts';
import { recordOf } from './architecture.ts';
import { rationalValue } from './compare.ts';
import { isRefusal } from './refusal.ts';
import { type Subject, settingOf } from './subject.ts';
import type { CertificateEvidence, ClaimVerdict, Evidence, Unproved } from './verdict.ts';

/**
 * The finding with a certificate where there is one. What agreed everywhere is proved when a certificate is found and the checker,
 * which shares no code with the prover, accepts it; else it stays supported, with the reason. A counterexample gets its certificate too.
 */
export function certified(subject: Subject, finding: Finding, proved: readonly Proved[]): Finding {
  const { case: own, statement, claim } = subject;
  // Values at growing width may not settle where a closed form still decides.
  const isOpenLimit =
    finding.outcome === 'undecided' && (claim.relation === 'tends-to' || claim.relation === 'asymptotic');
  if (finding.outcome === 'supported' || isOpenLimit) {
    const evidence = attempt(proofsOf(own, statement.domain, claim, proved));
    const all = [...finding.evidence, evidence];
    if (evidence.kind === 'unproved')
      return { ...finding, reason: `${finding.reason}; no proof: ${evidence.reason}`, evidence: all };
    return { ...finding, outcome: 'proved', reason: `proved: ${evidence.restsOn}`, evidence: all };
  }
  if (finding.outcome !== 'refuted' || !finding.witness) return finding;
  const { environment } = settingOf(subject, finding.witness);
  const quantity = rationalValue(claim.quantity.expression, environment);
  const formula = rationalValue(claim.formula.expression, environment);
  if (!quantity || !formula) return finding;
  const architecture = recordOf(finding.witness);
  const [left, right] = [formatRational(quantity), formatRational(formula)];
  const evidence = attempt([() => certifyWitness(own, statement.domain, claim, architecture, left, right)]);
  return { ...finding, evidence: [...finding.evidence, evidence] };
}

/** The certificate of a claim that is proved. */
export const certificateOf = ({ evidence }: ClaimVerdict): Certificate | undefined =>
  evidence.find((one: Evidence) => one.kind === 'certificate')?.certificate;

function attempt(proofs: readonly (() => Certificate)[]): CertificateEvidence | Unproved {
  try {
    return { kind: 'certificate', ...firstAccepted(proofs, checkCertificate) };
  } catch (error) {
    if (!(error instanceof Unprovable) && !isRefusal(error)) throw error;
    return { kind: 'unproved', reason: error.message };
  }
}

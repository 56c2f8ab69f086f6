import { firstAccepted } from '../certificate/accepted.ts';
import type { Certificate } from '../certificate/certificate.ts';
import { proofsOf } from '../certificate/prove.ts';
import type { Proved } from '../certificate/substitution.ts';
import { Unprovable } from '../certificate/unprovable.ts';
import { certifyWitness } from '../certificate/witness.ts';
import { checkCertificate } from '../checker/check.ts';
import { formatRational } from '../rational/text.ts';
import type { Claim } from '../statement/statement.ts';
import type { Finding } from './agreement.ts';
import { recordOf } from './architecture.ts';
import { rationalValue } from './compare.ts';
import { searchDifference } from './disproof.ts';
import { isRefusal } from './refusal.ts';
import { type Subject, settingOf } from './subject.ts';
import type { CertificateEvidence, ClaimVerdict, Evidence, Unproved } from './verdict.ts';

/**
 * The finding with a certificate where there is one. What agreed everywhere is proved when a certificate is found and the checker,
 * which shares no code with the prover, accepts it; else it stays supported, with the reason. Where the search for a proof finds
 * that the sides differ, nothing is supported: there is a witness, or the claim is undecided. A counterexample gets its
 * certificate too.
 */
export function certified(subject: Subject, finding: Finding, proved: readonly Proved[]): Finding {
  // Limits bring their own proofs.
  if (isLimit(subject.claim)) return finding;
  if (finding.outcome === 'refuted') return withWitness(subject, finding);
  if (finding.outcome !== 'supported') return finding;
  const { case: own, statement, claim } = subject;
  const evidence = attempt(proofsOf(own, statement.domain, claim, proved));
  const all = [...finding.evidence, evidence];
  if (evidence.kind === 'certificate')
    return { ...finding, outcome: 'proved', reason: `proved: ${evidence.restsOn}`, evidence: all };
  const { why } = evidence;
  // Without a proof an equality is worth another look, at depths one by one.
  const isDisproved = why.kind === 'disproved';
  const refuted =
    claim.relation === 'equals' ? searchDifference(subject, isDisproved ? why.at : undefined) : undefined;
  if (refuted) return withWitness(subject, refuted);
  if (!isDisproved)
    return { ...finding, reason: `${finding.reason}; no proof: ${why.reason}`, evidence: all };
  const reason = `no witness is found, though ${why.reason}; ${finding.reason}`;
  return { outcome: 'undecided', reason, evidence: all };
}

/** Whether a claim is about what grows. */
export const isLimit = ({ relation }: Claim): boolean => relation === 'tends-to' || relation === 'asymptotic';

/** A refuted finding with the certificate of its witness, where both values are rational. */
function withWitness(subject: Subject, finding: Finding): Finding {
  if (!finding.witness) return finding;
  const { case: own, statement, claim } = subject;
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

/** A certificate that the checker accepts, or why there is none. */
export function attempt(proofs: readonly (() => Certificate)[]): CertificateEvidence | Unproved {
  try {
    return { kind: 'certificate', ...firstAccepted(proofs, checkCertificate) };
  } catch (error) {
    if (error instanceof Unprovable) return { kind: 'unproved', why: error.why };
    if (isRefusal(error)) return { kind: 'unproved', why: { kind: 'not-found', reason: error.message } };
    throw error;
  }
}

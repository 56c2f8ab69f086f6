import { firstAccepted } from '../certificate/accepted.ts';
import type { Certificate } from '../certificate/certificate.ts';
import { proofsOf } from '../certificate/prove.ts';
import type { Proved } from '../certificate/substitution.ts';
import { Unprovable } from '../certificate/unprovable.ts';
import { certifyWitness } from '../certificate/witness.ts';
import { checkCertificate } from '../checker/check.ts';
import { formatRational } from '../rational/text.ts';
import type { Claim } from '../statement/statement.ts';
import { type AgreementEffort, checkAgreement, type Finding } from './agreement.ts';
import { recordOf } from './architecture.ts';
import { rationalValue } from './compare.ts';
import { searchDifference } from './disproof.ts';
import { isRefusal } from './refusal.ts';
import { type Subject, settingOf } from './subject.ts';
import type { CertificateEvidence, ClaimVerdict, Evidence, Unproved } from './verdict.ts';

/** What a proof needs beside it: that the claim holds on some small networks, by the other oracle. */
const SPOT: AgreementEffort = { enumerated: 12, drawn: 6, far: 0 };

/**
 * Decides equals: a counterexample among the smallest networks; a proof that the checker, which shares no code with the prover,
 * accepts; or, where the search for one finds that the sides differ, a witness of that. Without a proof, agreement on many
 * networks.
 */
export function decideEquality(
  subject: Subject,
  effort: AgreementEffort,
  proved: readonly Proved[],
): Finding {
  const spot = checkAgreement(subject, SPOT);
  if (spot.outcome === 'refuted') return withWitness(subject, spot);
  if (!isOpen(spot)) return certified(subject, checkAgreement(subject, effort), proved);
  const { case: own, statement, claim } = subject;
  const proof = attempt(proofsOf(own, statement.domain, claim, proved));
  if (proof.kind === 'unproved')
    return unproved(subject, () => checkAgreement(subject, effort), proof, effort.searched);
  return { outcome: 'proved', reason: `proved: ${proof.restsOn}`, evidence: [...spot.evidence, proof] };
}

/** Whether a proof would decide: nothing fails, and no value is missing. */
const isOpen = ({ outcome, evidence }: Finding): boolean =>
  outcome === 'supported' ||
  (outcome === 'undecided' && evidence.some((one) => one.kind === 'refused' && one.open === true));

/**
 * The finding with a certificate where there is one: of what agreed everywhere, a proof; of a counterexample, its own.
 */
export function certified(subject: Subject, finding: Finding, proved: readonly Proved[]): Finding {
  // Limits bring their own proofs.
  if (isLimit(subject.claim)) return finding;
  if (finding.outcome === 'refuted') return withWitness(subject, finding);
  if (!isOpen(finding)) return finding;
  const { case: own, statement, claim } = subject;
  const proof = attempt(proofsOf(own, statement.domain, claim, proved));
  if (proof.kind === 'unproved') return unproved(subject, () => finding, proof);
  return {
    ...finding,
    outcome: 'proved',
    reason: `proved: ${proof.restsOn}`,
    evidence: [...finding.evidence, proof],
  };
}

/**
 * What is left without a proof: what the exact checks find, with the reason. An equality is worth another look, where a
 * disproof has seen its sides differ, or at depths one by one; and beside a disproof nothing is supported.
 */
function unproved(subject: Subject, agreement: () => Finding, proof: Unproved, searched?: number): Finding {
  const { why } = proof;
  const isDisproved = why.kind === 'disproved';
  const look = (): Finding | undefined =>
    subject.claim.relation === 'equals'
      ? searchDifference(subject, isDisproved ? why.at : undefined, searched)
      : undefined;
  const early = isDisproved ? look() : undefined;
  if (early) return withWitness(subject, early);
  const finding = agreement();
  if (finding.outcome === 'refuted') return withWitness(subject, finding);
  const evidence = [...finding.evidence, proof];
  if (isDisproved) {
    const reason = `no witness is found, though ${why.reason}; ${finding.reason}`;
    return { outcome: 'undecided', reason, evidence };
  }
  const late = finding.outcome === 'supported' ? look() : undefined;
  if (late) return withWitness(subject, late);
  return { ...finding, reason: `${finding.reason}; no proof: ${why.reason}`, evidence };
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

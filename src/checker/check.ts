import { checkAnyWidths } from './any-widths.ts';
import { type Claim, readClaim } from './claim.ts';
import { checkEqualWidths, checkFixedDepths } from './equal-widths.ts';
import {
  canonical,
  fields,
  isObject,
  type Json,
  type JsonObject,
  oneOf,
  sha256,
  snapshot,
  text,
} from './json.ts';
import { checkLimit } from './limit.ts';
import { inWords, type Proof } from './proof.ts';
import { Difference, Refusal, Remembered, refuse, resetBudget } from './refusal.ts';
import { theoremText } from './theorem.ts';
import { type CheckUsed, checkSubstitution } from './uses.ts';
import { checkWitness } from './witness.ts';

/** What the checker says of a certificate: that its theorem is true, or why it is rejected. */
export type CheckResult =
  /** In English: what is proved; and on which lemma, how many points, which chance of error. */
  | { readonly accepted: true; readonly theorem: string; readonly restsOn: string }
  /** `differs`: because the two sides of its claim do. */
  | { readonly accepted: false; readonly reason: string; readonly differs?: true };

const FORMAT = 'ntkcheck-certificate/1';
const SHARED = ['format', 'theorem', 'claim', 'network', 'domain', 'digest'];

/** The fields of each theorem besides those that all have, and its proof. */
type Prove = (claim: Claim, certificate: JsonObject, checkUsed: CheckUsed) => Proof;
type Theorems = Readonly<Record<string, readonly [fields: readonly string[], prove: Prove]>>;
const IDENTITIES: Theorems = {
  'equal-widths': [['parts'], checkEqualWidths],
  'fixed-depths': [['parts'], checkFixedDepths],
  'any-widths': [['parts'], checkAnyWidths],
};
const THEOREMS: Theorems = {
  ...IDENTITIES,
  substitution: [['uses'], checkSubstitution],
  limit: [['uses', 'remainder'], checkLimit],
  witness: [['architecture', 'quantity', 'formula'], checkWitness],
};

/**
 * Checks a certificate from its text alone. Accepted means: the theorem it states is true, by the lemmas of
 * docs/certificates.md and the exact arithmetic redone here, whoever wrote it. Never throws, and works within a fixed budget.
 */
export function checkCertificate(certificate: unknown): CheckResult {
  try {
    resetBudget();
    return checkOne(snapshot(certificate));
  } catch (error) {
    if (error instanceof Difference) return { accepted: false, reason: error.message, differs: true };
    if (error instanceof Refusal) return { accepted: false, reason: error.message };
    return {
      accepted: false,
      reason: `the check failed: ${error instanceof Error ? error.message : 'unknown error'}`,
    };
  }
}

function checkOne(certificate: Json): CheckResult {
  const proved = checkAmong(THEOREMS, certificate);
  return { accepted: true, theorem: theoremText(proved.claim, proved.theorem), restsOn: inWords(proved) };
}

/** A certificate that others use proves an identity. */
const checkUsed: CheckUsed = (certificate) => checkAmong(IDENTITIES, certificate);

type Proven = Proof & { readonly claim: Claim; readonly theorem: string };

/** Identities that were accepted, by their digests: many certificates use the same ones. */
const accepted = new Remembered<Proven>();

function checkAmong(theorems: Theorems, certificate: Json): Proven {
  if (!isObject(certificate)) return refuse('a certificate is an object');
  const theorem = oneOf(certificate.get('theorem'), 'theorem', Object.keys(theorems));
  const [own, prove] = theorems[theorem]!;
  fields(certificate, 'certificate', [...SHARED, ...own]);
  if (certificate.get('format') !== FORMAT) refuse(`format: wanted ${FORMAT}`);
  const rest = new Map(certificate);
  rest.delete('digest');
  const digest = `sha256:${sha256(canonical(rest))}`;
  if (text(certificate.get('digest'), 'digest') !== digest) refuse('digest: the certificate is damaged');
  const check = (): Proven => proven(theorem, prove, certificate);
  return theorem in IDENTITIES ? accepted.of(digest, check) : check();
}

function proven(theorem: string, prove: Prove, certificate: JsonObject): Proven {
  const claim = readClaim(certificate);
  if (!relationsOf(theorem).includes(claim.relation))
    refuse(`claim.relation: ${theorem} is about ${relationsOf(theorem).join(', ')}`);
  return { ...prove(claim, certificate, checkUsed), claim, theorem };
}

function relationsOf(theorem: string): readonly Claim['relation'][] {
  if (theorem === 'witness') return ['equals', 'at-most', 'at-least'];
  return theorem === 'limit' ? ['tends-to', 'asymptotic'] : ['equals'];
}

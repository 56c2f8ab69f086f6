import { type Claim, readClaim } from './claim.ts';
import { checkEqualWidths, checkFixedDepths, type Proof } from './equal-widths.ts';
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
import { Refusal, refuse, resetBudget } from './refusal.ts';
import { checkWitness } from './witness.ts';

export type CheckResult =
  /** In English: what is proved; and on which lemma, how many points, which chance of error. */
  | { readonly accepted: true; readonly theorem: string; readonly restsOn: string }
  | { readonly accepted: false; readonly reason: string };

const FORMAT = 'ntkcheck-certificate/1';
const SHARED = ['format', 'theorem', 'claim', 'network', 'domain', 'digest'];

/** The fields of each theorem besides those that all have, and its proof. */
const THEOREMS: Readonly<
  Record<string, readonly [readonly string[], (claim: Claim, all: JsonObject) => Proof]>
> = {
  'equal-widths': [['parts'], equals(checkEqualWidths)],
  'fixed-depths': [['parts'], equals(checkFixedDepths)],
  witness: [['architecture', 'quantity', 'formula'], checkWitness],
};

/**
 * Checks a certificate from its text alone. Accepted means: the theorem it states is true, by the lemmas cited and the exact
 * arithmetic redone here, whoever wrote it. Never throws, and works within a fixed budget.
 */
export function checkCertificate(certificate: unknown): CheckResult {
  try {
    resetBudget();
    return checkOne(snapshot(certificate));
  } catch (error) {
    if (error instanceof Refusal) return { accepted: false, reason: error.message };
    return {
      accepted: false,
      reason: `the check failed: ${error instanceof Error ? error.message : 'unknown error'}`,
    };
  }
}

function checkOne(certificate: Json): CheckResult {
  if (!isObject(certificate)) return refuse('a certificate is an object');
  const name = oneOf(certificate.get('theorem'), 'theorem', Object.keys(THEOREMS));
  const [own, prove] = THEOREMS[name]!;
  fields(certificate, 'certificate', [...SHARED, ...own]);
  if (certificate.get('format') !== FORMAT) refuse(`format: wanted ${FORMAT}`);
  const rest = new Map(certificate);
  rest.delete('digest');
  if (text(certificate.get('digest'), 'digest') !== `sha256:${sha256(canonical(rest))}`)
    refuse('digest: the certificate is damaged');
  const claim = readClaim(certificate);
  const { restsOn } = prove(claim, certificate);
  return { accepted: true, theorem: statement(claim, name), restsOn };
}

function equals(prove: (claim: Claim, all: JsonObject) => Proof) {
  return (claim: Claim, all: JsonObject): Proof =>
    claim.relation === 'equals' ? prove(claim, all) : refuse('claim.relation: this theorem is about equals');
}

function statement({ quantity, relation, formula, json }: Claim, theorem: string): string {
  const domain = [...(json.domain as JsonObject)]
    .map(([name, range]) => `${name} ${String(range)}`)
    .join('; ');
  const said = `${quantity} ${relation} ${formula}`;
  if (theorem === 'witness') return `It is false that ${said} on the whole domain (${domain})`;
  return `${said}, wherever the left side is defined, on the domain (${domain})`;
}

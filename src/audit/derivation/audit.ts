import type { Conventions } from '../../statement/convention.ts';
import type { Statement } from '../../statement/statement.ts';
import type { Outcome } from '../../verify/verdict.ts';
import { type CheckReport, checkUnderstood } from '../check.ts';
import type { ReadClaim } from '../claim/claim.ts';
import { ClaimError } from '../claim/error.ts';
import { understandClaim } from '../claim/understand.ts';
import { decideUnderstood } from '../decide.ts';
import { composed } from './compose.ts';
import { type Derivation, type Link, linkClaim } from './read.ts';

/** A link, decided. */
export interface StepReport {
  readonly from: string;
  readonly relation: string;
  readonly to: string;
  readonly verdict: Outcome;
  readonly reason: string;
  readonly where?: string;
  readonly why?: string;
}

/** A derivation, link by link. Plain data. */
export interface DerivationReport {
  readonly title?: string;
  readonly convention: string;
  readonly gates: string;
  readonly steps: readonly StepReport[];
  /** Which link is the first false one, from 1; null where none is. */
  readonly firstFalse: number | null;
  /** What is known of that link. */
  readonly diagnosis?: CheckReport;
  /** What the links claim together; undefined where their relations do not add up to one. */
  readonly conclusion?: { readonly claim: string; readonly verdict: Outcome; readonly reason: string };
}

export interface AuditOptions {
  readonly conventions: Conventions;
  readonly known: () => readonly Statement[];
}

const SIGNS: Readonly<Record<ReadClaim['relation'], string>> = {
  equals: '=',
  'at-most': '<=',
  'at-least': '>=',
  similar: '~',
  'within-constants': '≍',
  'tends-to': '->',
  asymptotic: '=',
};

/** Decides every link for itself, and what they claim together. Throws StatementError for a link that cannot be read. */
export function auditDerivation(derivation: Derivation, options: AuditOptions): DerivationReport {
  const { links, setting, title } = derivation;
  const decided = links.map((link, index) =>
    decidedLink(link, (message) => derivation.error(index, message)),
  );
  const firstFalse = decided.findIndex(({ verdict }) => verdict === 'refuted');
  const conclusion = conclusionOf(derivation);
  const false_ = links[firstFalse];
  return {
    ...(title !== undefined && { title }),
    convention: setting.convention.name,
    gates: setting.gates,
    steps: decided,
    firstFalse: firstFalse < 0 ? null : firstFalse + 1,
    ...(false_ && {
      diagnosis: checkUnderstood(understandClaim(false_.claim, false_.setting), { setting, ...options }),
    }),
    ...(conclusion && { conclusion }),
  };
}

function decidedLink(link: Link, fail: (message: string) => Error): StepReport {
  const { from, to, claim, setting, why } = link;
  const { verdict, reason } = verdictOn(claim, link, fail);
  return {
    from,
    relation: SIGNS[claim.relation],
    to,
    verdict,
    reason,
    ...(setting.where !== undefined && { where: setting.where }),
    ...(why !== undefined && { why }),
  };
}

function verdictOn(claim: ReadClaim, { setting }: Pick<Link, 'setting'>, fail: (message: string) => Error) {
  try {
    const { outcome, reason } = decideUnderstood(understandClaim(claim, setting));
    return { verdict: outcome, reason };
  } catch (error) {
    if (error instanceof ClaimError) throw fail(error.message);
    throw error;
  }
}

/** The first side against the last, with the relation that the links add up to. */
function conclusionOf(derivation: Derivation): DerivationReport['conclusion'] {
  const { links } = derivation;
  if (links.length < 2) return undefined;
  const relation = composed(links.map(({ claim }) => claim.relation));
  if (!relation) return undefined;
  const [first, last] = [links[0]!, links.at(-1)!];
  const claim = linkClaim(first.from, relation, last.to);
  const where = [...new Set(links.flatMap(({ setting }) => setting.where ?? []))].join(' and ') || undefined;
  const growth = links.map(({ setting }) => setting.growth).find((one) => one !== undefined);
  const { verdict, reason } = verdictOn(
    claim,
    { setting: { ...derivation.setting, where, growth } },
    (message) => derivation.error(links.length - 1, message),
  );
  return { claim: `${first.from} ${SIGNS[relation]} ${last.to}`, verdict, reason };
}

import type { Outcome } from '../../verify/verdict.ts';
import { type CheckReport, checkUnderstood, type Sources } from '../check.ts';
import { type ReadClaim, SIGNS } from '../claim/claim.ts';
import { ClaimError } from '../claim/error.ts';
import type { Setting } from '../claim/setting.ts';
import { type Understood, understandClaim } from '../claim/understand.ts';
import { type Decided, decideUnderstood } from '../decide.ts';
import { composed } from './compose.ts';
import { claimBetween, type Derivation, type Link } from './read.ts';

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

/** Decides every link for itself, and what they claim together. Throws StatementError for a link that cannot be read. */
export function auditDerivation(derivation: Derivation, sources: Sources): DerivationReport {
  const { links, setting, title } = derivation;
  const decide = (understood: Understood): Decided => {
    const find = (): Decided => decideUnderstood(understood);
    return sources.memory ? sources.memory.recall('verdict', understood, find) : find();
  };
  const all = links.map((link, index) =>
    decidedLink(link, decide, (message) => derivation.error(index, message)),
  );
  const firstFalse = all.findIndex(({ decided }) => decided.outcome === 'refuted');
  const broken = all[firstFalse];
  const conclusion = conclusionOf(derivation, decide);
  return {
    ...(title !== undefined && { title }),
    convention: setting.convention.name,
    gates: setting.gates,
    steps: all.map(({ step }) => step),
    firstFalse: broken ? firstFalse + 1 : null,
    ...(broken && { diagnosis: checkUnderstood(broken.understood, sources, broken.decided) }),
    ...(conclusion && { conclusion }),
  };
}

type Decide = (understood: Understood) => Decided;

function decidedLink(link: Link, decide: Decide, fail: (message: string) => Error) {
  const { from, to, claim, setting, why } = link;
  const { understood, decided } = decidedClaim(claim, setting, decide, fail);
  const step: StepReport = {
    from,
    relation: SIGNS[claim.relation],
    to,
    verdict: decided.outcome,
    reason: decided.reason,
    ...(setting.where !== undefined && { where: setting.where }),
    ...(why !== undefined && { why }),
  };
  return { step, understood, decided };
}

function decidedClaim(claim: ReadClaim, setting: Setting, decide: Decide, fail: (message: string) => Error) {
  try {
    const understood = understandClaim(claim, setting);
    return { understood, decided: decide(understood) };
  } catch (error) {
    if (error instanceof ClaimError) throw fail(error.message);
    throw error;
  }
}

/** The first side against the last, with the relation that the links add up to, under the conditions of all. */
function conclusionOf({ links, setting, error }: Derivation, decide: Decide): DerivationReport['conclusion'] {
  if (links.length < 2) return undefined;
  const relation = composed(links.map(({ claim }) => claim.relation));
  if (!relation) return undefined;
  const [first, last] = [links[0]!, links.at(-1)!];
  const conditions = [...new Set(links.flatMap(({ claim }) => claim.conditions))];
  const where = [...new Set(links.flatMap((link) => link.setting.where ?? []))].join(' and ') || undefined;
  const growth = links
    .map((link) => link.setting.growth ?? link.claim.growth)
    .find((one) => one !== undefined);
  const claim = claimBetween(first.from, relation, last.to, { conditions });
  const { decided } = decidedClaim(claim, { ...setting, where, growth }, decide, (message) =>
    error(links.length - 1, message),
  );
  return { claim: claim.input, verdict: decided.outcome, reason: decided.reason };
}

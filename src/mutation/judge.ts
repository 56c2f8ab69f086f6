import { freeNames } from '../expression/index.ts';
import type { Finding } from '../verify/agreement.ts';
import { type Architecture, describeArchitecture, meetsCondition, recordOf } from '../verify/architecture.ts';
import { certified } from '../verify/certify.ts';
import type { Subject } from '../verify/subject.ts';
import { type MutationEffort, otherLimit, refutation, remainders, standing } from './standing.ts';
import { isReadAlike, isSame, isWeaker, tells } from './weaker.ts';

/** A claim as it is, and what the checks say of it. */
export interface Original {
  readonly subject: Subject;
  readonly finding: Finding;
  /** Where it is compared with its mutants: small, random and far architectures of its domain. */
  readonly architectures: () => readonly Architecture[];
}

/** Why a mutant has the verdict of its original. */
export const REASONS = {
  equivalent: 'has the same values',
  weaker: 'claims less: it leaves more room for the same quantity',
  true: 'is another true statement, by a proof or by the order of its own remainder',
  room: 'stays within the constants of the claim, which forgive a factor',
  stronger: 'claims more, or of another thing, and nothing tried contradicts it',
  'out of reach': 'is wrong, as a larger budget finds, or as the claim itself says where it is right',
  'same witness': 'is as wrong at the witness, by the same numbers',
  undecided: 'is of a claim that is itself undecided',
} as const;
export type Reason = keyof typeof REASONS;

/** What became of a mutant: its verdict is another (and what it is now), or the same, and why. */
export type Fate =
  | {
      readonly kind: 'killed';
      readonly by: 'refuted' | 'undecided' | 'another witness' | 'no longer refuted';
    }
  | { readonly kind: 'survived'; readonly reason: Reason; readonly text: string };

/** Efforts by name, from the one of an ordinary run upwards. */
export interface Ladder {
  readonly standard: MutationEffort;
  readonly beyond: readonly (readonly [name: string, effort: MutationEffort])[];
}

const survived = (reason: Reason, text: string): Fate => ({ kind: 'survived', reason, text });

/** Decides what became of one claim of a mutant. */
export function judge(original: Original, mutant: Subject, ladder: Ladder): Fate {
  return original.finding.outcome === 'refuted'
    ? judgeRefuted(original, mutant, ladder)
    : judgeHolding(original, mutant, ladder);
}

/** The verdict on a wrong claim is its witness: a mutation changes the values there, or undoes the refutation. */
function judgeRefuted({ subject, finding, architectures }: Original, mutant: Subject, ladder: Ladder): Fate {
  const { witness } = finding;
  if (!witness) {
    const now = standing(mutant, ladder.standard);
    if (now.outcome !== 'refuted') return { kind: 'killed', by: 'no longer refuted' };
    if (refutation(now) !== refutation(finding)) return { kind: 'killed', by: 'another witness' };
    return survived('same witness', 'refuted by the same numbers');
  }
  if (
    !meetsCondition(mutant.statement, witness) ||
    tells(subject, mutant, witness) ||
    !isReadAlike(subject, mutant)
  )
    return { kind: 'killed', by: 'another witness' };
  const telling = architectures().find((at) => tells(subject, mutant, at));
  return telling
    ? survived('same witness', `differs at ${describeArchitecture(recordOf(telling))}`)
    : survived('equivalent', `the same at ${architectures().length} architectures`);
}

function judgeHolding(original: Original, mutant: Subject, { standard, beyond }: Ladder): Fate {
  const { subject, finding } = original;
  const now = standing(mutant, standard);
  if (now.outcome === 'refuted' || now.outcome === 'undecided') return { kind: 'killed', by: now.outcome };
  const { relation } = mutant.claim;
  if (relation === 'tends-to' || relation === 'asymptotic') {
    if (remainders(mutant) === remainders(subject))
      return survived('equivalent', 'the same values at every size');
    const other = isFixed(subject) && isFixed(mutant) ? otherLimit(finding, now) : undefined;
    if (other) return survived('out of reach', other);
    return survived(
      'true',
      now.outcome === 'proved' ? 'has a proof of its own' : `its own limit holds: ${now.reason}`,
    );
  }
  const architectures = original.architectures();
  if (isSame(subject, mutant, architectures))
    return survived('equivalent', `the same values at ${architectures.length} architectures`);
  if (isWeaker(subject, mutant, architectures))
    return survived('weaker', `leaves more room than the claim at ${architectures.length} architectures`);
  if (now.outcome === 'proved' || certified(mutant, now, []).outcome === 'proved')
    return survived('true', 'has a proof of its own');
  for (const [name, effort] of beyond) {
    const then = standing(mutant, effort);
    if (then.outcome === 'refuted') return survived('out of reach', `--budget ${name}: ${then.reason}`);
  }
  return survived(relation === 'within-constants' ? 'room' : 'stronger', now.reason);
}

/** Whether the formula is the same at every size. */
function isFixed({ claim: { formula } }: Subject): boolean {
  const { symbols, lists } = freeNames(formula.expression);
  return lists.size === 0 && !symbols.has('n') && !symbols.has('d');
}

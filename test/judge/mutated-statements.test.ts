import { describe, expect, test } from 'vitest';
import { firstAccepted } from '../../src/certificate/accepted.ts';
import { proofsOf } from '../../src/certificate/prove.ts';
import { Unprovable } from '../../src/certificate/unprovable.ts';
import { checkCertificate } from '../../src/checker/check.ts';
import { FORMULAS, loadLibrary } from '../../src/cli/files.ts';
import { type Expression, formatExpression } from '../../src/expression/index.ts';
import { checkAgreement } from '../../src/verify/agreement.ts';
import { checkLimit } from '../../src/verify/limit.ts';
import { isRefusal } from '../../src/verify/refusal.ts';
import type { Subject } from '../../src/verify/subject.ts';
import type { Outcome } from '../../src/verify/verdict.ts';
import { claimText, DEFAULT_OPTIONS, taskName, tasksOf } from '../../src/verify/verify.ts';
import { mutationsOf } from './mutate.ts';

const exactly = ['equals', 'tends-to', 'asymptotic'];
/** Of a longer formula some, evenly. */
const MOST_MUTANTS = 40;
const MOST_PROOFS = 10;
/** The closed forms of degree 3 and 4 have thousands of numbers, and take minutes. */
const LONGEST = 1500;
/** A limit takes seconds where parameters are free: some mutants, of statements and not of their variants. */
const MOST_LIMITS = 4;

const evenly = <T>(items: readonly T[], most: number): T[] => {
  const step = Math.max(1, items.length / most);
  return Array.from({ length: Math.min(items.length, most) }, (_, i) => items[Math.floor(i * step)]!);
};

/** Every equality of the library that is expected to hold, claim by claim. */
const claims = tasksOf(loadLibrary(FORMULAS).statements)
  .filter((task) => task.case.expect !== 'refuted')
  .flatMap((task) =>
    task.statement.claims
      .filter(({ relation }) => exactly.includes(relation))
      .filter(({ formula }) => formatExpression(formula.expression).length <= LONGEST)
      .filter(({ relation }) => relation === 'equals' || task.case === task.statement.cases[0])
      .map((claim) => [`${taskName(task)}: ${claim.quantity.text}`, { ...task, claim, seed: 1 }] as const),
  );

function outcomeOf(subject: Subject): Outcome {
  try {
    return (
      subject.claim.relation === 'equals'
        ? checkAgreement(subject, DEFAULT_OPTIONS.effort)
        : checkLimit(subject)
    ).outcome;
  } catch (error) {
    if (isRefusal(error)) return 'undecided';
    throw error;
  }
}

type Side = 'quantity' | 'formula';

const withSide = (subject: Subject, side: Side, expression: Expression): Subject => ({
  ...subject,
  claim: {
    ...subject.claim,
    [side]: { ...subject.claim[side], text: formatExpression(expression), expression },
  },
});

function mutantsOf(subject: Subject, most: number): Subject[] {
  const all = (['quantity', 'formula'] as const).flatMap((side) =>
    [...mutationsOf(subject.claim[side].expression)].map((expression) => ({ side, expression })),
  );
  return evenly(all, subject.claim.relation === 'equals' ? most : MOST_LIMITS).map(({ side, expression }) =>
    withSide(subject, side, expression),
  );
}

function isProved({ case: own, statement, claim }: Subject): boolean {
  try {
    firstAccepted(proofsOf(own, statement.domain, claim, []), checkCertificate);
    return true;
  } catch (error) {
    if (!(error instanceof Unprovable) && !isRefusal(error)) throw error;
    return false;
  }
}

describe('a true statement altered in one constant, depth, term or sign is not supported', () => {
  test.each(claims)('%s', (_, subject) => {
    const mutants = mutantsOf(subject, MOST_MUTANTS);
    const outcomes = mutants.map((mutant) => ({
      claim: claimText(mutant.claim),
      outcome: outcomeOf(mutant),
    }));
    // Some alterations change nothing, such as one more empty term of a Sum; those have a proof.
    const kept = mutants.filter((_, i) => outcomes[i]!.outcome === 'supported' && !isProved(mutants[i]!));
    expect(kept.map(({ claim }) => claimText(claim))).toEqual([]);
    // Undefined somewhere, such as 1/(a - a): no value, so neither right nor wrong.
    expect(outcomes.filter(({ outcome }) => outcome === 'refuted').length).toBeGreaterThan(
      outcomes.length / 2,
    );
  });
});

describe('a true statement altered in one place has no proof, unless nothing has changed', () => {
  test.each(claims)('%s', (_, subject) => {
    const proved = mutantsOf(subject, MOST_PROOFS).filter(isProved);
    expect(proved.filter((mutant) => outcomeOf(mutant) !== 'supported')).toEqual([]);
  });
});

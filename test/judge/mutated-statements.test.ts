import { describe, expect, test } from 'vitest';
import { FORMULAS, loadLibrary } from '../../src/cli/files.ts';
import { type Expression, formatExpression } from '../../src/expression/index.ts';
import { checkAgreement } from '../../src/verify/agreement.ts';
import { checkLimit } from '../../src/verify/limit.ts';
import { isRefusal } from '../../src/verify/refusal.ts';
import type { Subject } from '../../src/verify/subject.ts';
import type { Outcome } from '../../src/verify/verdict.ts';
import { claimText, DEFAULT_OPTIONS, taskName, tasksOf } from '../../src/verify/verify.ts';
import { mutationsOf } from './mutate.ts';

const exactly = ['equals', 'tends-to'];

/** Every equality of the library that is expected to hold, claim by claim. */
const claims = tasksOf(loadLibrary(FORMULAS).statements)
  .filter((task) => task.case.expect !== 'refuted')
  .flatMap((task) =>
    task.statement.claims
      .filter(({ relation }) => exactly.includes(relation))
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

describe('a true statement altered in one constant, depth, term or sign is not supported', () => {
  test.each(claims)('%s', (_, subject) => {
    const mutants = (['quantity', 'formula'] as const).flatMap((side) =>
      [...mutationsOf(subject.claim[side].expression)].map((expression) =>
        withSide(subject, side, expression),
      ),
    );
    const outcomes = mutants.map((mutant) => ({
      claim: claimText(mutant.claim),
      outcome: outcomeOf(mutant),
    }));
    expect(outcomes.filter(({ outcome }) => outcome === 'supported')).toEqual([]);
    // Undefined somewhere, such as 1/(a - a): no value, so neither right nor wrong.
    expect(outcomes.filter(({ outcome }) => outcome === 'refuted').length).toBeGreaterThan(
      outcomes.length / 2,
    );
  });
});

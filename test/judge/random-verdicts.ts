import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { certified } from '../../src/verify/certify.ts';
import { BUDGETS, exactFinding, tasksOf } from '../../src/verify/verify.ts';
import { statement } from '../verify/claims.ts';
import { type Known, RANDOM_CLAIMS } from './random-claims.ts';

/** The verdict of the exact checks and proofs on a claim. */
function outcomeOf({ written, as }: Known): string {
  const [task] = tasksOf([statement(written)]);
  const claim = task!.statement.claims[0]!;
  const subject = { ...task!, claim: as ? { ...claim, as } : claim, seed: 3 };
  const effort = { ...BUDGETS.standard, falseAlarmRate: 1e-9 };
  return certified(subject, exactFinding(subject, effort), []).outcome;
}

/** So many claims of each kind; thousands where a variable of the environment says so. */
export function describeRandomClaims(usual: number): void {
  const runs = Number(process.env.NTKCHECK_RANDOM_CLAIMS ?? usual);
  describe('claims that are true where they are tried and false elsewhere', () => {
    test.each(Object.keys(RANDOM_CLAIMS) as (keyof typeof RANDOM_CLAIMS)[])(
      '%s: a false one is never proved or supported, a true one never refuted',
      (kind) => {
        const claims = fc.sample(RANDOM_CLAIMS[kind], { numRuns: runs, seed: 11 });
        expect(new Set(claims.map(({ isTrue }) => isTrue)).size).toBe(2);
        const wrong = claims
          .map((one) => ({ one, outcome: outcomeOf(one) }))
          .filter(({ one, outcome }) =>
            one.isTrue ? outcome === 'refuted' : /proved|supported/.test(outcome),
          );
        expect(wrong).toEqual([]);
      },
    );
  });
}

import { describe, expect, test } from 'vitest';
import { firstAccepted } from '../../src/certificate/accepted.ts';
import { proofsOf } from '../../src/certificate/prove.ts';
import { Unprovable } from '../../src/certificate/unprovable.ts';
import { checkCertificate } from '../../src/checker/check.ts';
import { formatExpression } from '../../src/expression/index.ts';
import { FORMULAS, loadLibrary } from '../../src/files/library.ts';
import { mutantsOf } from '../../src/mutation/mutants.ts';
import { evenly, type MutationReport, studyMutants } from '../../src/mutation/study.ts';
import type { Statement } from '../../src/statement/statement.ts';
import { isRefusal } from '../../src/verify/refusal.ts';
import { sampledIn } from '../../src/verify/sampled.ts';
import type { Subject } from '../../src/verify/subject.ts';
import { claimText, DEFAULT_OPTIONS, exactFinding, taskName, tasksOf } from '../../src/verify/verify.ts';

const exactly = ['equals', 'tends-to', 'asymptotic'];
const EFFORT = { ...DEFAULT_OPTIONS.effort, falseAlarmRate: 1e-9 };
/** Of a claim's mutants some, evenly; of a variant, whose mutants are those of its statement under another convention, fewer. */
const MOST = { own: { mutants: 24, proofs: 6 }, variant: { mutants: 8, proofs: 2 } } as const;
/** The closed forms of degree 3 and 4 have thousands of numbers, and take minutes. */
const LONGEST = 1500;
/** A limit takes seconds where parameters are free: some mutants, of statements and not of their variants. */
const MOST_LIMITS = 4;

/** Every equality of the library that is expected to hold, claim by claim: a statement of one claim in one case. */
const claims = tasksOf(loadLibrary(FORMULAS).statements)
  .filter((task) => task.case.expect !== 'refuted')
  .flatMap((task) =>
    task.statement.claims
      .filter(({ relation }) => exactly.includes(relation))
      .filter((claim) => sampledIn(claim).size === 0)
      .filter(({ formula }) => formatExpression(formula.expression).length <= LONGEST)
      .filter(({ relation }) => relation === 'equals' || task.case === task.statement.cases[0])
      .map((claim): [string, Statement] => [
        `${taskName(task)}: ${claim.quantity.text}`,
        { ...task.statement, cases: [task.case], claims: [claim] },
      ]),
  );

const subjectOf = (statement: Statement): Subject => ({
  statement,
  case: statement.cases[0],
  claim: statement.claims[0]!,
  seed: 1,
});

function isProved({ case: own, statement, claim }: Subject): boolean {
  try {
    firstAccepted(proofsOf(own, statement.domain, claim, []), checkCertificate);
    return true;
  } catch (error) {
    if (!(error instanceof Unprovable) && !isRefusal(error)) throw error;
    return false;
  }
}

const isEquality = ({ claims: [claim] }: Statement): boolean => claim!.relation === 'equals';
const own = new Set(tasksOf(loadLibrary(FORMULAS).statements).map(({ statement }) => statement.cases[0]));
function mostOf(statement: Statement): { readonly mutants: number; readonly proofs: number } {
  if (!isEquality(statement)) return { mutants: MOST_LIMITS, proofs: MOST_LIMITS };
  return MOST[own.has(statement.cases[0]) ? 'own' : 'variant'];
}

/** What became of the mutants of a claim. */
const studied = new Map<Statement, MutationReport>();
function reportOf(statement: Statement): MutationReport {
  const known = studied.get(statement);
  if (known) return known;
  const ladder = { standard: EFFORT, beyond: [] };
  const report = studyMutants(statement, ladder, { seed: 1, most: mostOf(statement).mutants });
  studied.set(statement, report);
  return report;
}

describe('a true statement altered in one place is refuted or has no value, unless it is true again', () => {
  test.each(claims)('%s', (_, statement) => {
    const { survivors } = reportOf(statement);
    expect(survivors.filter(({ reason }) => reason !== 'equivalent' && reason !== 'true')).toEqual([]);
  });

  // Undefined somewhere, such as 1/(a - a): no value, so neither right nor wrong.
  test.each([
    ['equalities', true, 0.9],
    ['limits', false, 0.6],
  ])('%s: most are refuted', (_, wanted, least) => {
    const reports = claims
      .map(([, one]) => one)
      .filter((one) => isEquality(one) === wanted)
      .map(reportOf);
    const total = (count: (report: MutationReport) => number): number =>
      reports.reduce((sum, report) => sum + count(report), 0);
    // A limit without a closed form is never refuted: values that miss it leave it undecided.
    const isTold = ({ killed }: MutationReport): number =>
      (killed.refuted ?? 0) + (wanted ? 0 : (killed.undecided ?? 0));
    expect(total(isTold)).toBeGreaterThan(least * total(({ tried }) => tried));
  });
});

describe('a true statement altered in one place has no proof, unless nothing has changed', () => {
  test.each(claims)('%s', (_, statement) => {
    const proved = evenly(mutantsOf(statement), mostOf(statement).proofs)
      .map((mutant) => subjectOf(mutant.statement))
      .filter(isProved);
    const wrong = proved.filter((mutant) => !/supported|proved/.test(exactFinding(mutant, EFFORT).outcome));
    expect(wrong.map(({ claim }) => claimText(claim))).toEqual([]);
  });
});

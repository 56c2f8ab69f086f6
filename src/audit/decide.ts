import type { Statement } from '../statement/statement.ts';
import { BUDGETS, type Effort } from '../verify/options.ts';
import type { ClaimVerdict, Outcome } from '../verify/verdict.ts';
import { DEFAULT_OPTIONS, decide, falseAlarmShare, tasksOf } from '../verify/verify.ts';
import type { Growth } from './claim/claim.ts';
import type { Understood } from './claim/understand.ts';

/** What a claim, or a neighbour of it, may cost. */
export const EFFORTS = {
  /** The claim itself: as much as `verify` takes, without its networks. */
  claim: BUDGETS.standard,
  /** Claims that are looked at beside it. */
  neighbour: { ...BUDGETS.standard, enumerated: 60, drawn: 20, far: 32, searched: 12 },
  /** Formulas that are exactly right at a dozen networks already. */
  repair: { ...BUDGETS.standard, enumerated: 30, drawn: 10, far: 12, searched: 12 },
} as const satisfies Record<string, Effort>;

/** The verdict on a claim, and of which of its readings it is. */
export interface Decided {
  readonly outcome: Outcome;
  readonly reason: string;
  readonly growth: Growth | undefined;
  readonly statement: Statement;
  readonly verdict: ClaimVerdict;
}

/** Decides a statement of one claim, under its own convention. */
function decideStatement(statement: Statement, effort: Effort = EFFORTS.claim): ClaimVerdict {
  const options = { ...DEFAULT_OPTIONS, effort };
  const [task] = tasksOf([statement]);
  return decide(task!, falseAlarmShare([statement], options), options).claims[0]!;
}

const GOOD: ReadonlySet<Outcome> = new Set(['proved', 'supported']);
export const isGood = (outcome: Outcome): boolean => GOOD.has(outcome);

/**
 * Decides a claim. One that can be meant in two ways has a verdict where both have one that means the same; otherwise it is
 * undecided, and the reason says what to add.
 */
export function decideUnderstood(
  { readings, isNarrowed }: Understood,
  effort: Effort = EFFORTS.claim,
): Decided {
  const all = readings.map(({ growth, statement }): Decided => {
    const verdict = decideStatement(statement, effort);
    const { outcome, reason } = verdict;
    const found = { growth, statement, verdict };
    // A proof for a part of the domain supports the whole.
    if (isNarrowed && outcome === 'proved')
      return { ...found, outcome: 'supported', reason: `proved at equal hidden widths: ${reason}` };
    return { ...found, outcome, reason };
  });
  const [first, other] = all;
  if (!other || isGood(first!.outcome) === isGood(other.outcome)) return weaker(all);
  const said = all.map(({ growth, outcome }) => `${outcome} ${GROWTHS[growth ?? 'n']}`).join(', ');
  return { ...first!, outcome: 'undecided', reason: `${said}: say which is meant, with --as` };
}

/** The reading that is known least. */
function weaker(all: readonly Decided[]): Decided {
  const order: readonly Outcome[] = ['undecided', 'refuted', 'supported', 'proved'];
  return all.reduce((a, b) => (order.indexOf(b.outcome) < order.indexOf(a.outcome) ? b : a));
}

/** What grows, in words. */
export const GROWTHS: Readonly<Record<Growth, string>> = {
  n: 'as n -> inf at fixed d',
  'd/n': 'as n -> inf with d/n -> lambda',
  d: 'as d -> inf at fixed n',
};

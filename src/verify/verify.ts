import type { Proved } from '../certificate/substitution.ts';
import { isSum } from '../expression/index.ts';
import { seedOf } from '../random/seed.ts';
import { type Case, type Claim, type Statement, weakest } from '../statement/statement.ts';
import { FALSE_ALARM_BUDGET, shareOfBudget } from '../statistics/budget.ts';
import { type AgreementEffort, checkAgreement, type Finding } from './agreement.ts';
import { certificateOf, certified, decideEquality } from './certify.ts';
import { decideLimit } from './limit/decide.ts';
import { bigO } from './limit/extrapolate.ts';
import { isRefusal } from './refusal.ts';
import { replayCommand } from './replay.ts';
import { checkSampled, plannedIntervals, sampledIn } from './sampled.ts';
import { plannedChecks, type SimulationEffort, simulateClaim } from './simulation.ts';
import type { Setting, Subject } from './subject.ts';
import type { ClaimVerdict, Outcome, Verdict } from './verdict.ts';

/** How hard to try. */
export interface Effort extends AgreementEffort {
  readonly networks: number;
  readonly draws: number;
}

/** What a run tries by its name: thorough takes up to an hour for the whole library. */
export const BUDGETS = {
  standard: { enumerated: 150, drawn: 60, far: 128, networks: 2, draws: 2_000_000 },
  thorough: { enumerated: 2400, drawn: 960, far: 256, networks: 6, draws: 40_000_000 },
} as const satisfies Record<string, Effort>;

export type Budget = keyof typeof BUDGETS;

export interface VerifyOptions {
  /** Mixed into every draw; 0 by default, so that a run never flakes. */
  readonly seed: number;
  readonly effort: Effort;
  /** The name of the effort, if it is not standard. */
  readonly budget?: Budget;
  /** Probability that the whole run raises any false alarm. */
  readonly falseAlarmBudget: number;
  /** The user's statement files that the tasks are from, if they are not the package's. */
  readonly files?: readonly string[];
  /** The file of conventions that the user gave with them. */
  readonly conventions?: string | undefined;
}

export const DEFAULT_OPTIONS: VerifyOptions = {
  seed: 0,
  effort: BUDGETS.standard,
  falseAlarmBudget: FALSE_ALARM_BUDGET,
};

/** One statement under one convention: the unit of work, and of a verdict. */
export interface Task {
  readonly statement: Statement;
  readonly case: Case;
}

export const tasksOf = (statements: readonly Statement[]): Task[] =>
  statements.flatMap((statement) => statement.cases.map((c) => ({ statement, case: c })));

/** Name of a task: the statement's id, and for a variant its convention and gates. */
export function taskName({ statement, case: own }: Task): string {
  return own === statement.cases[0] ? statement.id : `${statement.id}@${own.convention.name}/${own.gates}`;
}

/** The share of each statistical check when all of these statements are verified, selected or not. */
export function falseAlarmShare(statements: readonly Statement[], options: VerifyOptions): number {
  const checks = statements.reduce(
    (total, { claims, cases, domain }) =>
      total +
      cases.length *
        claims.reduce(
          (sum, claim) =>
            sum + plannedChecks(claim, domain, options.effort.networks) + plannedIntervals(claim, domain),
          0,
        ),
    0,
  );
  return shareOfBudget(options.falseAlarmBudget, checks);
}

/** The seed of a claim's draws: of the run's, the task, and the claim's place in it. */
export const claimSeed = (seed: number, name: string, index: number): number =>
  seedOf(`${seedOf(`${seed} ${name}`)} claim ${index}`);

/** Decides one statement under one convention. The same seed gives the same verdict. */
export function verify(task: Task, falseAlarmRate: number, options: VerifyOptions): Verdict {
  const { statement, case: own } = task;
  const effort = { ...options.effort, falseAlarmRate };
  const proved: Proved[] = [];
  const memory = new Map<string, Setting>();
  const claims = statement.claims.map((claim, index) => {
    const subject: Subject = {
      statement,
      case: own,
      claim,
      seed: claimSeed(options.seed, taskName(task), index),
      memory,
    };
    const verdict = decideClaim(subject, effort, proved);
    const certificate = verdict.outcome === 'proved' ? certificateOf(verdict) : undefined;
    if (certificate) proved.push({ claim, certificate });
    const expected = own.expectClaims?.[index];
    return expected ? { ...verdict, expected } : verdict;
  });
  const outcome = combine(claims.map((claim) => claim.outcome));
  return verdictOf(task, options, outcome, reasonOf(outcome, claims), claims);
}

/** The reason of the claim that decides; of several, which one that is. */
function reasonOf(outcome: Outcome, claims: readonly ClaimVerdict[]): string {
  const decisive = claims.find((claim) => claim.outcome === outcome) ?? claims[0]!;
  const place = claims.length === 1 ? '' : `claim ${claims.indexOf(decisive) + 1} of ${claims.length}: `;
  return `${place}${decisive.reason}`;
}

/** The verdict on a task that was not decided: interrupted, or skipped. */
export const undecided = (task: Task, options: VerifyOptions, reason: string): Verdict =>
  verdictOf(task, options, 'undecided', reason, []);

function verdictOf(
  task: Task,
  options: VerifyOptions,
  outcome: Outcome,
  reason: string,
  claims: readonly ClaimVerdict[],
): Verdict {
  const { statement, case: own } = task;
  const { work, locator } = statement.source;
  return {
    id: taskName(task),
    title: statement.title,
    file: statement.file,
    source: locator ? `${work}, ${locator}` : work,
    convention: own.convention.name,
    gates: own.gates,
    outcome,
    expected: own.expect,
    asExpected:
      outcome === own.expect && claims.every(({ outcome: found, expected = found }) => found === expected),
    reason,
    claims,
    seed: options.seed,
    replay: replayCommand([taskName(task)], options),
  };
}

function decideClaim(
  subject: Subject,
  effort: AgreementEffort & SimulationEffort,
  proved: readonly Proved[],
): ClaimVerdict {
  const { claim } = subject;
  const finding = refusable(() =>
    claim.relation === 'equals' && sampledIn(claim).size === 0
      ? decideEquality(subject, effort, proved)
      : certified(subject, find(subject, effort), proved),
  );
  const simulated = simulateClaim(subject, effort, finding.witness);
  const evidence = [...finding.evidence, ...simulated];
  const conflict = simulated.find(
    (one) => one.kind === 'simulation' && one.rejected && one.hypothesis === 'exact oracle',
  );
  if (conflict?.kind === 'simulation') {
    const reason = `the oracles disagree on ${conflict.expectation}: exact ${conflict.expected}, simulated ${conflict.estimate}`;
    return { claim: claimText(claim), outcome: 'undecided', reason, evidence };
  }
  return { claim: claimText(claim), outcome: finding.outcome, reason: finding.reason, evidence };
}

/** What the exact checks of a claim find. A domain that cannot be evaluated, or makes no network, leaves it undecided. */
export const exactFinding = (subject: Subject, effort: AgreementEffort & SimulationEffort): Finding =>
  refusable(() => find(subject, effort));

function refusable(decide: () => Finding): Finding {
  try {
    return decide();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const refused = { kind: 'refused', reason: error.message } as const;
    return {
      outcome: 'undecided',
      reason: `not evaluated everywhere: ${error.message}`,
      evidence: [refused],
    };
  }
}

function find(subject: Subject, effort: AgreementEffort & SimulationEffort): Finding {
  if (sampledIn(subject.claim).size > 0) return checkSampled(subject, effort);
  switch (subject.claim.relation) {
    case 'tends-to':
    case 'asymptotic':
      return decideLimit(subject);
    default:
      return checkAgreement(subject, effort);
  }
}

/** One refuted claim refutes a statement; otherwise it is as strong as its weakest claim. */
function combine(outcomes: readonly Outcome[]): Outcome {
  return weakest(outcomes, ['refuted', 'undecided', 'supported', 'proved']) ?? 'undecided';
}

const SIGNS = {
  equals: '=',
  'at-most': '<=',
  'at-least': '>=',
  'within-constants': '~',
  'tends-to': '->',
  asymptotic: '=',
} as const;

/** The claim in one line. */
export function claimText({ quantity, relation, formula, order, as }: Claim): string {
  const right = order === undefined ? formula.text : `${asFactor(formula)}*(1 + ${bigO(order, as)})`;
  return `${quantity.text} ${SIGNS[relation]} ${right}`;
}

const asFactor = (formula: Claim['formula']): string =>
  isSum(formula.expression) ? `(${formula.text})` : formula.text;

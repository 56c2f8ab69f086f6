import type { Proved } from '../certificate/substitution.ts';
import { isSum } from '../expression/index.ts';
import { type Claim, RELATIONS, weakest } from '../statement/statement.ts';
import { type AgreementEffort, checkAgreement, type Finding } from './agreement.ts';
import { type Architecture, describeArchitecture } from './architecture.ts';
import { certificateOf, certified, decideEquality } from './certify.ts';
import { decideLimit } from './limit/decide.ts';
import { bigO } from './limit/extrapolate.ts';
import type { Precision } from './networks/design.ts';
import { networkEvidence } from './networks/held.ts';
import { runExperiment } from './networks/measure.ts';
import { type Measured, planTrial } from './networks/trial.ts';
import { witnessEvidence } from './networks/witness.ts';
import type { VerifyOptions } from './options.ts';
import { isRefusal } from './refusal.ts';
import { replayCommand } from './replay.ts';
import { checkSampled, type SampledEffort, sampledIn } from './sampled.ts';
import type { Setting, Subject } from './subject.ts';
import { claimSeed, type Task, taskName } from './task.ts';
import type { ClaimVerdict, Evidence, Outcome, Verdict } from './verdict.ts';

export { BUDGETS, type Budget, DEFAULT_OPTIONS, type Effort, type VerifyOptions } from './options.ts';
export { falseAlarmShare } from './share.ts';
export { claimSeed, type Task, taskName, tasksOf } from './task.ts';

/** What a quantity that is known by simulation alone may cost. */
type SampledBudget = Omit<SampledEffort, 'seed'>;

/**
 * Decides one statement under one convention, and holds it against simulated networks: those that it shares with every other
 * statement under that convention. The same seed gives the same verdict, whatever else is decided.
 */
export function verify(task: Task, falseAlarmRate: number, options: VerifyOptions): Verdict {
  const trial = planTrial([task], options);
  const precision = precisionOf(falseAlarmRate, options);
  const measured = new Map(trial.experiments.map((one) => [one.name, runExperiment(one, precision)]));
  return held(task, decide(task, falseAlarmRate, options), trial.points(task), measured, options);
}

/** How well the networks of a trial are to be known. */
export const precisionOf = (falseAlarmRate: number, { effort }: VerifyOptions): Precision => ({
  ...effort.precision,
  level: falseAlarmRate,
});

/** The verdict before the trial of networks, `held`: exact checks, proofs, and what has draws of its own. */
export function decide(task: Task, falseAlarmRate: number, options: VerifyOptions): Verdict {
  const { statement, case: own } = task;
  const effort = { ...options.effort, falseAlarmRate };
  const proved: Proved[] = [];
  const memory = new Map<string, Setting>();
  const claims = statement.claims.map((claim, index) => {
    const subject = { ...subjectOf(task, index, options), memory };
    const verdict = decideClaim(subject, effort, proved);
    const certificate = verdict.outcome === 'proved' ? certificateOf(verdict) : undefined;
    if (certificate) proved.push({ claim, certificate });
    const expected = own.expectClaims?.[index];
    return expected ? { ...verdict, expected } : verdict;
  });
  return combined(task, options, claims);
}

/** The verdict with what the simulated networks say at these points of its domain. */
export function held(
  task: Task,
  verdict: Verdict,
  points: readonly Architecture[],
  measured: Measured,
  options: VerifyOptions,
): Verdict {
  const memory = new Map<string, Setting>();
  const claims = verdict.claims.map((claim, index) => {
    const subject = { ...subjectOf(task, index, options), memory };
    return withNetworks(claim, networkEvidence(subject, points, measured));
  });
  return combined(task, options, claims);
}

const subjectOf = (task: Task, index: number, { seed }: VerifyOptions): Subject => ({
  statement: task.statement,
  case: task.case,
  claim: task.statement.claims[index]!,
  seed: claimSeed(seed, taskName(task), index),
});

/** The verdict that the verdicts on its claims add up to. */
export function combined(task: Task, options: VerifyOptions, claims: readonly ClaimVerdict[]): Verdict {
  const outcome = combine(claims.map((claim) => claim.outcome));
  return verdictOf(task, options, outcome, reasonOf(outcome, claims), claims);
}

/** The claim beside what simulated networks say of it: nothing stands against them. */
function withNetworks(verdict: ClaimVerdict, networks: readonly Evidence[]): ClaimVerdict {
  const evidence = [...verdict.evidence, ...networks];
  const conflict = conflictOf(verdict.outcome, evidence);
  return conflict
    ? { ...verdict, outcome: 'undecided', reason: conflict, evidence }
    : { ...verdict, evidence };
}

function conflictOf(outcome: Outcome, evidence: readonly Evidence[]): string | undefined {
  const oracles = evidence.find(
    (one) => one.kind === 'simulation' && one.rejected && one.hypothesis === 'exact oracle',
  );
  if (oracles?.kind === 'simulation')
    return `the oracles disagree on ${oracles.expectation}: exact ${oracles.expected}, simulated ${oracles.estimate}`;
  const formula = evidence.find((one) => one.kind === 'formula' && one.rejected);
  if (formula?.kind !== 'formula' || outcome === 'refuted') return undefined;
  return `simulated networks reject the formula at ${describeArchitecture(formula.architecture)}: the quantity is in [${formula.quantity.low}, ${formula.quantity.high}]`;
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
    place: own.place,
    claimPlaces: statement.claimPlaces,
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
  effort: AgreementEffort & SampledBudget,
  proved: readonly Proved[],
): ClaimVerdict {
  const { claim } = subject;
  const finding = refusable(() =>
    claim.relation === 'equals' && sampledIn(claim).size === 0
      ? decideEquality(subject, effort, proved)
      : certified(subject, find(subject, effort), proved),
  );
  const { outcome, reason, evidence, witness } = finding;
  const found = { claim: claimText(claim), outcome, reason, evidence };
  if (!witness) return found;
  const precision = { samples: WITNESS_SAMPLES, level: effort.falseAlarmRate };
  return withNetworks(found, witnessEvidence(subject, witness, precision));
}

/** Networks that are simulated where a claim fails. */
const WITNESS_SAMPLES = 60_000;

/** What the exact checks of a claim find. A domain that cannot be evaluated, or makes no network, leaves it undecided. */
export const exactFinding = (subject: Subject, effort: AgreementEffort & SampledBudget): Finding =>
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

function find(subject: Subject, effort: AgreementEffort & SampledBudget): Finding {
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

/** The claim in one line. */
export function claimText({ quantity, relation, formula, order, as }: Claim): string {
  // With its remainder written out it is an equality.
  if (order !== undefined) return `${quantity.text} = ${asFactor(formula)}*(1 + ${bigO(order, as)})`;
  return `${quantity.text} ${RELATIONS[relation][0]} ${formula.text}`;
}

const asFactor = (formula: Claim['formula']): string =>
  isSum(formula.expression) ? `(${formula.text})` : formula.text;

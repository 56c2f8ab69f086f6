import fc from 'fast-check';
import type { Claim } from '../statement/statement.ts';
import { type Architecture, compareSize, describeArchitecture, meetsCondition } from './architecture.ts';
import { climb } from './climb.ts';
import { blockArchitectures, type Distance, farArchitectures, hasMoments } from './directions.ts';
import { architectures } from './draw.ts';
import { shrunk } from './shrink.ts';
import { smallestArchitectures } from './smallest.ts';
import type { Subject } from './subject.ts';
import { constantsOf, failureOf, Trials, tryAt } from './trial.ts';
import type { Evidence, Outcome } from './verdict.ts';

/** What an exact check found: `supported` is agreement everywhere that was tried. */
export interface Finding {
  readonly outcome: Outcome;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  /** Where the claim fails, when it does. */
  readonly witness?: Architecture;
}

/** How many architectures are enumerated from the smallest on, how many are drawn, and how many a climb may try. */
export interface AgreementEffort {
  readonly enumerated: number;
  readonly drawn: number;
  /**
   * How deep and wide some more architectures are; 128 unless said, none where 0. Within constants looks as far, others half as far.
   * Layers 8000 times as wide are among them where that allows a width of WIDTHS.
   */
  readonly far?: number;
  /** For inequalities: how many architectures the climb tries; 45 unless said. */
  readonly climbed?: number;
  /** For equalities without a proof: at how many architectures, a depth each, a difference is looked for; 60 unless said. */
  readonly searched?: number;
}

const SIZES = { equality: [2, 16, 32, 64, 128], bound: [1, 2, 4, 8, 16, 32, 64, 128, 256] } as const;
/** Depths of the narrowest networks: of moments, whose fractions grow with depth, and of what is cheap at any depth. */
const DEPTHS = { moments: [256], cheap: [256, 2048] } as const;
const WIDTHS = [1000, 1_000_000];

function distanceOf(claim: Claim, { far = 128 }: AgreementEffort): Distance {
  const isBound = claim.relation === 'within-constants';
  const sizes = isBound ? SIZES.bound : SIZES.equality;
  return {
    sizes: sizes.filter((size) => size <= (isBound ? far : far / 2)),
    depths: hasMoments(claim) ? DEPTHS.moments.map((depth) => (depth * far) / 128) : DEPTHS.cheap,
    widths: WIDTHS.filter((width) => width <= 8000 * far),
  };
}

/**
 * Decides equals, at-most, at-least and within-constants: on the smallest architectures of the domain, on random ones, and far
 * along every direction in which it is unbounded; an inequality also by climbing towards where it is nearest to failing.
 * Exact wherever values are rational, and by enclosures elsewhere. fast-check shrinks a random counterexample; the predicate
 * has no noise, so shrinking is sound.
 */
export function checkAgreement(subject: Subject, effort: AgreementEffort): Finding {
  const { statement, seed, claim } = subject;
  const { domain } = statement;
  const trials = new Trials(subject);
  const refuted = (found: Architecture, shrinks = 0): Finding => refutation(trials, found, shrinks);

  const smallest = smallestArchitectures(statement, effort.enumerated);
  const failing = smallest.find((candidate) => trials.failsAt(candidate));
  if (failing) return refuted(failing);

  const run = fc.check(
    fc.property(architectures(domain), (candidate) => {
      fc.pre(meetsCondition(statement, candidate));
      return !trials.failsAt(candidate);
    }),
    { seed: seed % 2 ** 31, numRuns: effort.drawn, maxSkipsPerRun: 50 },
  );
  if (run.counterexample) return refuted(run.counterexample[0], run.numShrinks);

  const far = (effort.far === 0 ? [] : farArchitectures(domain, distanceOf(claim, effort)))
    .filter((candidate) => meetsCondition(statement, candidate))
    .sort(compareSize);
  const failingFar = far.find((candidate) => trials.failsAt(candidate, true));
  if (failingFar) return refuted(failingFar);
  const counted = { enumerated: smallest.length, drawn: run.numRuns, far: far.length - trials.leftOut };
  const before = trials.tried;
  const top = claim.relation === 'equals' ? undefined : climbed(trials, effort);
  if (top) return refuted(top);

  const constants = constantsOf(trials);
  if (trials.refusal) {
    const { reason: why, architecture } = trials.refusal;
    const reason = `not decided everywhere: ${why}, at ${describeArchitecture(architecture)}`;
    return { outcome: 'undecided', reason, evidence: [trials.refusal, ...constants] };
  }
  if (smallest.length + run.numRuns === 0 || run.failed) {
    const reason = `too few architectures meet the condition: ${run.numRuns} of ${run.numRuns + run.numSkips} drawn`;
    return { outcome: 'undecided', reason, evidence: [{ kind: 'refused', reason }] };
  }
  const { exact, tried } = trials;
  const [found] = constants;
  const holds = found
    ? `quantity/formula within [${found.low.toPrecision(4)}, ${found.high.toPrecision(4)}] on ${tried} architectures`
    : `holds ${exact ? 'exactly' : 'by enclosures'} on ${tried} architectures`;
  return {
    outcome: 'supported',
    reason: `${holds} (${trials.reach()})`,
    evidence: [{ kind: 'exact-agreement', ...counted, climbed: tried - before, seed, exact }, ...constants],
  };
}

/** Where a climb begins: so many of the architectures nearest to failing. */
const STARTS = 3;

/** Tries blocks of narrow and of wide layers, and climbs from what is nearest to failing. A counterexample, if one is found. */
function climbed(
  trials: Trials,
  { climbed: most = 45, far = 128 }: AgreementEffort,
): Architecture | undefined {
  const { statement } = trials.subject;
  const margins = new Map<Architecture, number>();
  const margin = (candidate: Architecture): number | undefined => {
    if (!meetsCondition(statement, candidate)) return undefined;
    const trial = trials.at(candidate, true);
    if (!trial) return undefined;
    margins.set(candidate, trial.margin);
    return trial.margin;
  };
  const isBroken = (candidate: Architecture): boolean => (margin(candidate) ?? 0) < 0;
  const broken = blockArchitectures(statement.domain, far / 2)
    .slice(0, most)
    .find(isBroken);
  if (broken) return broken;
  const ranked = [...margins].sort(([, a], [, b]) => a - b).map(([candidate]) => candidate);
  const starts = [...(trials.nearest ? [trials.nearest.architecture] : []), ...ranked].slice(0, STARTS);
  return climb(statement.domain, starts, margin, { climbed: most, depth: far / 2 });
}

/** The smallest counterexample that is found from one. */
export function refutation(trials: Trials, found: Architecture, shrinks: number): Finding {
  const { statement } = trials.subject;
  const fails = (candidate: Architecture): boolean =>
    meetsCondition(statement, candidate) && trials.failsAt(candidate, true);
  // Shrinking stops at a local minimum; every small architecture is worth a look.
  const near = shrunk(statement.domain, found, fails);
  const smallest =
    smallestArchitectures(statement, 2000).find(
      (candidate) => compareSize(candidate, near) < 0 && trials.failsAt(candidate),
    ) ?? near;
  const { witness, text } = failureOf(trials.subject, tryAt(trials.subject, smallest));
  return {
    outcome: 'refuted',
    reason: text,
    evidence: [{ kind: 'counterexample', oracle: 'exact', witness, shrinks }, ...constantsOf(trials)],
    witness: smallest,
  };
}

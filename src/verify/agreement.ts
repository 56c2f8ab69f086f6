import fc from 'fast-check';
import { Refusal } from '../expression/index.ts';
import { rational } from '../rational/rational.ts';
import { contains } from '../statement/domain.ts';
import {
  type Architecture,
  compareSize,
  describeArchitecture,
  meetsCondition,
  recordOf,
} from './architecture.ts';
import { type Comparison, compareAt } from './compare.ts';
import { architectures, intervalOf } from './draw.ts';
import { farArchitectures } from './far.ts';
import { isRefusal } from './refusal.ts';
import { smallestArchitectures } from './smallest.ts';
import { type Subject, settingOf } from './subject.ts';
import type { Evidence, Outcome, Witness } from './verdict.ts';

/** What an exact check found: `supported` is agreement everywhere that was tried. */
export interface Finding {
  readonly outcome: Outcome;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  /** Where the claim fails, when it does. */
  readonly witness?: Architecture;
}

/** How many architectures are enumerated from the smallest on, and how many are drawn. */
export interface AgreementEffort {
  readonly enumerated: number;
  readonly drawn: number;
  /** How deep and wide some more architectures are; 128 unless said. Within constants looks as far, others half as far. */
  readonly far?: number;
}

/** Depths and widths beyond those of random architectures, doubled. */
const FAR = [4, 32, 64, 128, 256];

export const sizesUpTo = (sizes: readonly number[], { far = 128 }: AgreementEffort): number[] =>
  sizes.filter((size) => size <= far);

const HOLDS = { equals: ['equal'], 'at-most': ['less', 'equal'], 'at-least': ['equal', 'greater'] } as const;
type Exactly = keyof typeof HOLDS;

/**
 * Decides equals, at-most and at-least on the smallest architectures of the domain and on random ones, exactly.
 * fast-check shrinks a random counterexample; the predicate has no noise, so shrinking is sound.
 */
export function checkAgreement(subject: Subject, effort: AgreementEffort): Finding {
  const { statement, seed } = subject;
  const watch = new Watch(subject);
  const smallest = smallestArchitectures(statement, effort.enumerated);
  const failing = smallest.find((candidate) => !watch.holds(candidate));
  if (failing) return refuted(subject, watch, failing, 0);

  const run = fc.check(
    fc.property(architectures(statement.domain), (candidate) => {
      fc.pre(meetsCondition(statement, candidate));
      return watch.holds(candidate);
    }),
    { seed: seed % 2 ** 31, numRuns: effort.drawn, maxSkipsPerRun: 50 },
  );
  if (run.counterexample) return refuted(subject, watch, run.counterexample[0], run.numShrinks);
  const far = farArchitectures(
    statement.domain,
    sizesUpTo(FAR, effort).map((size) => size / 2),
  ).filter((candidate) => meetsCondition(statement, candidate));
  watch.isExtra = true;
  const failingFar = far.sort(compareSize).find((candidate) => !watch.holds(candidate));
  if (failingFar) return refuted(subject, watch, shallower(watch, failingFar), 0);
  if (watch.refusal) {
    return {
      outcome: 'undecided',
      reason: `not evaluated everywhere: ${watch.refusal.reason}`,
      evidence: [watch.refusal],
    };
  }
  if (smallest.length + run.numRuns === 0 || run.failed) {
    const reason = `too few architectures meet the condition: ${run.numRuns} of ${run.numRuns + run.numSkips} drawn`;
    return { outcome: 'undecided', reason, evidence: [{ kind: 'refused', reason }] };
  }
  const evidence = {
    kind: 'exact-agreement',
    enumerated: smallest.length,
    drawn: run.numRuns,
    far: far.length - watch.leftOut,
    seed,
    exact: watch.exact,
  } as const;
  const tried = smallest.length + run.numRuns + far.length - watch.leftOut;
  return {
    outcome: 'supported',
    reason: `holds exactly on ${tried} architectures (${watch.reach()})`,
    evidence: [evidence],
  };
}

/** Evaluates the claim, and remembers the first refusal and whether every value was exact. */
class Watch {
  refusal: Extract<Evidence, { kind: 'refused' }> | undefined;
  exact = true;
  /** From now on an architecture at which the claim costs too much is left out, and the reach says so. */
  isExtra = false;
  leftOut = 0;
  #depth = 0;
  #width = 0;
  readonly #subject: Subject;
  constructor(subject: Subject) {
    this.#subject = subject;
  }

  compare(candidate: Architecture): Comparison {
    const { claim } = this.#subject;
    const { environment } = settingOf(this.#subject, candidate);
    return compareAt(claim.quantity.expression, claim.formula.expression, environment);
  }

  /** Whether an architecture with fewer layers is still of the domain. */
  contains({ widths, values }: Architecture): boolean {
    const { statement } = this.#subject;
    return (
      contains(intervalOf(statement.domain, 'd'), rational(widths.length - 1)) &&
      meetsCondition(statement, { widths, values })
    );
  }

  /** How deep and wide the architectures were. */
  reach(): string {
    return `depth <= ${this.#depth}, widths <= ${this.#width}`;
  }

  /** A point where the claim has no value neither holds nor fails; it leaves the claim undecided. */
  holds(candidate: Architecture): boolean {
    try {
      const { kind, exact, difference } = this.compare(candidate);
      if (kind === 'undecided')
        throw new Refusal(
          'undecided',
          `the sides differ by ${difference.text}, to ${difference.digits} digits`,
        );
      this.exact &&= exact;
      this.#depth = Math.max(this.#depth, candidate.widths.length - 1);
      this.#width = Math.max(this.#width, ...candidate.widths);
      const kinds: readonly string[] = HOLDS[this.#subject.claim.relation as Exactly];
      return kinds.includes(kind);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (this.isExtra && error instanceof Refusal && error.kind === 'budget') {
        this.leftOut += 1;
        return true;
      }
      this.refusal ??= { kind: 'refused', reason: error.message, architecture: recordOf(candidate) };
      return true;
    }
  }
}

/** The first layers of a deep counterexample, as few as still fail. */
function shallower(watch: Watch, found: Architecture): Architecture {
  const { widths, values } = found;
  const cut = widths.slice(1).map((_, depth) => ({ widths: [...widths.slice(0, depth + 1), 1], values }));
  return cut.find((candidate) => watch.contains(candidate) && !watch.holds(candidate)) ?? found;
}

function refuted(subject: Subject, watch: Watch, found: Architecture, shrinks: number): Finding {
  // Shrinking stops at a local minimum; every smaller architecture near it is worth a look.
  const smaller = smallestArchitectures(subject.statement, 2000).filter(
    (candidate) => compareSize(candidate, found) < 0,
  );
  const smallest = smaller.find((candidate) => !watch.holds(candidate)) ?? found;
  const comparison = watch.compare(smallest);
  const witness: Witness = {
    architecture: recordOf(smallest),
    quantity: comparison.left,
    formula: comparison.right,
    relativeError: comparison.relativeError,
  };
  return {
    outcome: 'refuted',
    reason: `fails at ${describeArchitecture(witness.architecture)}: the formula gives ${witness.formula.text}, the truth is ${witness.quantity.text}`,
    evidence: [{ kind: 'counterexample', oracle: 'exact', witness, shrinks }],
    witness: smallest,
  };
}

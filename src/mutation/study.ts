import type { Statement } from '../statement/statement.ts';
import type { Architecture } from '../verify/architecture.ts';
import { architecturesOf } from '../verify/points.ts';
import type { Setting, Subject } from '../verify/subject.ts';
import { claimSeed } from '../verify/verify.ts';
import { type Fate, judge, type Ladder, type Original, REASONS } from './judge.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { standing } from './standing.ts';

/** A mutant that has the verdict of its statement, and why. */
export type Survivor = Pick<Mutant, 'place' | 'rule' | 'before' | 'after'> &
  Extract<Fate, { kind: 'survived' }>;

/** What became of a statement's mutants. */
export interface MutationReport {
  readonly id: string;
  readonly file: string;
  /** How many mutants there are, and how many of them were tried. */
  readonly mutants: number;
  readonly tried: number;
  /** Those whose verdict is another, by what it is. */
  readonly killed: Readonly<Record<string, number>>;
  readonly survivors: readonly Survivor[];
  /** A defect of ours that broke the study off: nothing is said of the statement. */
  readonly defect?: string;
}

/** Depths and widths of the architectures at which a claim and its mutants are compared. */
const COMPARED = { enumerated: 150, drawn: 20, sizes: [2, 4, 8, 16] } as const;

/**
 * Changes a statement in one place at a time, at most `most` of them, evenly over the statement, and decides each mutant
 * under the statement's own convention as the statement is decided, but for simulated networks.
 */
export function studyMutants(
  statement: Statement,
  ladder: Ladder,
  { seed, most }: { readonly seed: number; readonly most: number },
): MutationReport {
  const memory = new Map<string, Setting>();
  const subjectOf = (of: Statement, index: number): Subject => ({
    statement: of,
    case: of.cases[0],
    claim: of.claims[index]!,
    seed: claimSeed(seed, statement.id, index),
    ...(of.domain === statement.domain && { memory }),
  });
  const originals = statement.claims.map((_, index): Original => {
    const subject = subjectOf(statement, index);
    return { subject, finding: standing(subject, ladder.standard), architectures: once(subject) };
  });
  const all = mutantsOf(statement);
  const tried = evenly(all, most);
  const killed: Record<string, number> = {};
  const survivors: Survivor[] = [];
  for (const mutant of tried) {
    const fate = fateOf(mutant, originals, subjectOf, ladder);
    if (fate.kind === 'killed') killed[fate.by] = (killed[fate.by] ?? 0) + 1;
    else {
      const { place, rule, before, after } = mutant;
      survivors.push({ place, rule, before, after, ...fate });
    }
  }
  const { id, file } = statement;
  return { id, file, mutants: all.length, tried: tried.length, killed, survivors };
}

/** A mutant is killed by any of its claims; else it survives for the reason that says least. */
function fateOf(
  { statement, claims }: Mutant,
  originals: readonly Original[],
  subjectOf: (of: Statement, index: number) => Subject,
  ladder: Ladder,
): Fate {
  let least: Fate | undefined;
  for (const index of claims) {
    const original = originals[index]!;
    if (original.finding.outcome === 'undecided') continue;
    const fate = judge(original, subjectOf(statement, index), ladder);
    if (fate.kind === 'killed') return fate;
    if (!least || (least.kind === 'survived' && ORDER.indexOf(fate.reason) > ORDER.indexOf(least.reason)))
      least = fate;
  }
  return least ?? { kind: 'survived', reason: 'undecided', text: '' };
}

const ORDER = Object.keys(REASONS);

/** The architectures of a subject, found when they are first asked for. */
function once(subject: Subject): () => readonly Architecture[] {
  let known: readonly Architecture[] | undefined;
  return () => {
    known ??= architecturesOf(subject, COMPARED, COMPARED.sizes);
    return known;
  };
}

/** At most so many of the items, evenly from the first on. */
export function evenly<T>(items: readonly T[], most: number): T[] {
  const step = Math.max(1, items.length / most);
  return Array.from({ length: Math.min(items.length, most) }, (_, i) => items[Math.floor(i * step)]!);
}

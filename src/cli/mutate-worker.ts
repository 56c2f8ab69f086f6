import type { Ladder } from '../mutation/judge.ts';
import { type MutationReport, studyMutants } from '../mutation/study.ts';
import type { Statement } from '../statement/statement.ts';
import { type Done, doShared, type Shared } from './shared-tasks.ts';
import { serve } from './thread.ts';

/** What the threads that try mutants are given. */
export interface MutationWork {
  readonly statements: readonly Statement[];
  readonly ladder: Ladder;
  readonly seed: number;
  /** Mutants of a statement, at most. */
  readonly most: number;
}

export const work = (given: MutationWork & Shared, post: (done: Done<MutationReport>) => void): void =>
  doShared(given.statements, given, (statement, index) => post({ index, result: study(statement, given) }));

/** A defect of ours leaves one statement without a report, and the others as they are. */
function study(statement: Statement, work: MutationWork): MutationReport {
  try {
    return studyMutants(statement, work.ladder, work);
  } catch (error) {
    const { id, file } = statement;
    return { id, file, mutants: 0, tried: 0, killed: {}, survivors: [], defect: (error as Error).message };
  }
}

await serve(work);

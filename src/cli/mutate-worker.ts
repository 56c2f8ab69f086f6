import { parentPort, workerData } from 'node:worker_threads';
import type { Ladder } from '../mutation/judge.ts';
import { type MutationReport, studyMutants } from '../mutation/study.ts';
import type { Statement } from '../statement/statement.ts';
import { type Done, doShared, type Shared } from './shared-tasks.ts';

/** What the threads that try mutants are given. */
export interface MutationWork {
  readonly statements: readonly Statement[];
  readonly ladder: Ladder;
  readonly seed: number;
  /** Mutants of a statement, at most. */
  readonly most: number;
}

const work: MutationWork & Shared = workerData;

doShared(work.statements, work, (statement, index) => {
  const done: Done<MutationReport> = { index, result: study(statement) };
  parentPort!.postMessage(done);
});

/** A defect of ours leaves one statement without a report, and the others as they are. */
function study(statement: Statement): MutationReport {
  try {
    return studyMutants(statement, work.ladder, work);
  } catch (error) {
    const { id, file } = statement;
    return { id, file, mutants: 0, tried: 0, killed: {}, survivors: [], defect: (error as Error).message };
  }
}

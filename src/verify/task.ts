import { seedOf } from '../random/seed.ts';
import type { Case, Statement } from '../statement/statement.ts';

/** One statement under one convention: the unit of work, and of a verdict. */
export interface Task {
  readonly statement: Statement;
  readonly case: Case;
}

/** All there is to decide of some statements: each of them under each of its conventions. */
export const tasksOf = (statements: readonly Statement[]): Task[] =>
  statements.flatMap((statement) => statement.cases.map((c) => ({ statement, case: c })));

/** Name of a task: the statement's id, and for a variant its convention and gates. */
export function taskName({ statement, case: own }: Task): string {
  return own === statement.cases[0] ? statement.id : `${statement.id}@${own.convention.name}/${own.gates}`;
}

/** The seed of a claim's draws: of the run's, the task, and the claim's place in it. */
export const claimSeed = (seed: number, name: string, index: number): number =>
  seedOf(`${seedOf(`${seed} ${name}`)} claim ${index}`);

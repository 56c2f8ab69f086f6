import type { Ladder } from '../mutation/judge.ts';
import type { MutationReport } from '../mutation/study.ts';
import { jsonText } from '../report/json.ts';
import { mutationPage, mutationText } from '../report/mutation.ts';
import type { Statement } from '../statement/statement.ts';
import { BUDGETS, type Budget } from '../verify/verify.ts';
import type { MutationWork } from './mutate-worker.ts';
import { STDOUT, writeText } from './output.ts';
import { INTERRUPTED } from './progress.ts';
import { runShared } from './shared-tasks.ts';
import { say, write } from './streams.ts';

/** Nothing is said of a statement, or of a claim of it. */
const isOpen = ({ defect, survivors }: MutationReport): boolean =>
  defect !== undefined || survivors.some(({ reason }) => reason === 'undecided');

/** What `verify --mutate` is asked for. */
export interface MutationRun {
  readonly statements: readonly Statement[];
  readonly budget: Budget;
  readonly falseAlarmRate: number;
  readonly seed: number;
  /** Mutants of a statement, at most. */
  readonly most: number;
  readonly json: string | undefined;
  readonly page: string | undefined;
  /** The command that says the same again. */
  readonly command: string;
}

/** Tries the mutants of statements and reports them; the exit code is 1 when one of them says nothing. */
export async function mutate(run: MutationRun): Promise<void> {
  const { statements, seed, most, json, page } = run;
  const work: MutationWork = { statements, ladder: ladderOf(run), seed, most };
  const names = statements.map(({ id }) => id);
  const done = await runShared<MutationReport>('./mutate-worker.js', work, names);
  const reports = names.flatMap((_, index) => done.get(index) ?? []);
  const complete = reports.length === names.length;

  const stream = [json, page].includes(STDOUT) ? process.stderr : process.stdout;
  write(stream, `${mutationText(reports)}\n`);
  if (json !== undefined) writeText(json, jsonText({ seed, most, complete, reports }));
  if (!complete) {
    say(`INTERRUPTED, partial result: ${reports.length} of ${names.length} studied`);
    process.exitCode = INTERRUPTED;
    return;
  }
  if (page !== undefined) writeText(page, mutationPage(reports, run.command));
  if (reports.some(isOpen)) process.exitCode = 1;
}

/** What a mutant is tried with: the standard budget, and those above it up to the one that is asked for. */
function ladderOf({ budget, falseAlarmRate }: MutationRun): Ladder {
  const names = Object.keys(BUDGETS) as Budget[];
  const beyond = names.slice(1, names.indexOf(budget) + 1);
  return {
    standard: { ...BUDGETS.standard, falseAlarmRate },
    beyond: beyond.map((name) => [name, { ...BUDGETS[name], falseAlarmRate }]),
  };
}

import { verdictKey } from '../verify/key.ts';
import { type Measured, planTrial } from '../verify/networks/trial.ts';
import type { ClaimVerdict, Verdict } from '../verify/verdict.ts';
import { combined, held, type Task, taskName, undecided } from '../verify/verify.ts';
import type { VerifyWork } from '../workflow/verify-tasks.ts';
import { runShared } from './shared-tasks.ts';
import type { VerdictCache } from './verdict-cache.ts';
import type { Piece, Work } from './verify-worker.ts';

export interface Run {
  readonly verdicts: Verdict[];
  readonly decided: number;
  /** Of these, from the cache. */
  readonly cached: number;
}

/** The script of the threads. */
export const VERIFY_WORKER = './verify-worker.js';

/**
 * A verdict for each task, in their order: a task's draws follow from its own seed, whoever decides it. Those in the cache are not
 * decided again; with `fresh` they are. After Ctrl-C the verdicts that are there stay, and the rest are undecided.
 */
export async function runTasks(
  order: VerifyWork,
  cache?: VerdictCache,
  { fresh = false }: { readonly fresh?: boolean } = {},
): Promise<Run> {
  const { tasks, falseAlarmShare, options } = order;
  const known = new Map<Task, readonly ClaimVerdict[]>();
  const keys = new Map<Task, string>();
  if (cache)
    for (const task of tasks) {
      const key = verdictKey(task, falseAlarmShare, options, cache.engine);
      keys.set(task, key);
      const claims = fresh ? undefined : cache.read(key);
      if (claims) known.set(task, claims);
    }
  const missing = tasks.filter((task) => !known.has(task));
  const found = await decided({ ...order, tasks: missing });
  for (const [task, { claims }] of found) {
    const key = keys.get(task);
    // A verdict without claims is a defect of ours, not a verdict.
    if (key !== undefined && claims.length > 0) cache?.write(key, claims);
  }
  const verdicts = tasks.map((task) => {
    const claims = known.get(task);
    return claims
      ? combined(task, options, claims)
      : (found.get(task) ?? undecided(task, options, 'interrupted'));
  });
  return { verdicts, decided: known.size + found.size, cached: known.size };
}

/** The verdicts on these tasks, by threads: first the networks that they share, then each of them, then the one with the other. */
async function decided(order: VerifyWork): Promise<Map<Task, Verdict>> {
  const { tasks, options } = order;
  if (tasks.length === 0) return new Map();
  const trial = planTrial(tasks, options);
  const { experiments } = trial;
  const work: Work = { ...order, experiments };
  const names = [
    ...experiments.map(({ network }) => `networks of widths ${network.widths.join(',')}`),
    ...tasks.map(taskName),
  ];
  const pieces = await runShared<Piece>(VERIFY_WORKER, work, names);
  const measured: Measured = new Map(
    experiments.flatMap(({ name }, index) => {
      const piece = pieces.get(index);
      return piece?.kind === 'networks' ? [[name, piece.measured]] : [];
    }),
  );
  const verdicts = new Map<Task, Verdict>();
  if (measured.size < experiments.length) return verdicts;
  for (const [index, task] of tasks.entries()) {
    const piece = pieces.get(experiments.length + index);
    if (piece?.kind === 'verdict')
      verdicts.set(task, held(task, piece.verdict, trial.points(task), measured, options));
  }
  return verdicts;
}

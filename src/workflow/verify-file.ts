import {
  FORMULAS,
  type Library,
  loadConventions,
  loadLibrary as loadFrom,
  statementsIn,
} from '../files/library.ts';
import { sourceOf } from '../files/read.ts';
import { filesOf } from '../files/statement-files.ts';
import type { Statement } from '../statement/statement.ts';
import { FALSE_ALARM_BUDGET } from '../statistics/budget.ts';
import type { Verdict } from '../verify/verdict.ts';
import { BUDGETS, type Budget, falseAlarmShare, tasksOf, type VerifyOptions } from '../verify/verify.ts';
import { checkSeed, checkShare, FieldError } from './parameters.ts';
import { inThread, type Stoppable } from './thread.ts';

/** How statements are verified; the same as the flags of the command `verify`, with the same verdicts. */
export interface VerifyRunOptions extends Stoppable {
  /** Mixed into every draw: an integer from 0, by default 0. */
  readonly seed?: number | undefined;
  /** How much is tried; by default `standard`. */
  readonly budget?: Budget | undefined;
  /** The probability of any false alarm among all these statements; by default 1e-6. */
  readonly falseAlarmBudget?: number | undefined;
  /** Hears each verdict as soon as it is there. */
  readonly onVerdict?: ((verdict: Verdict) => void) | undefined;
}

/** How a file is verified. */
export interface VerifyFileOptions extends VerifyRunOptions {
  /** The path of a file with conventions of your own. */
  readonly conventions?: string | undefined;
}

/**
 * The library of the package: its statements, its conventions by their names, and what there is to decide in each paper.
 *
 * @example
 * ```js
 * const { statements, conventions } = loadLibrary();
 * const { title, claims } = statements.find(({ id }) => id === 'HN19.T1.mean');
 * console.log(claims[0].quantity.text); // E(K)
 * console.log(conventions.get('hanin-nica-2019').outputActivation); // linear
 * ```
 */
export const loadLibrary = (): Library => loadFrom(FORMULAS);

/**
 * The verdicts on a statement file, or on all those of a folder: one for each statement under each of its conventions, in
 * the order of the files. They are decided in a thread of their own, and are not kept.
 *
 * @param path a `.yaml` file of one or more statements, or a folder of such files
 * @throws StatementError, with file, line and column, for a statement that cannot be read; InputError for a file that
 * cannot be, and for options
 * @example
 * ```js
 * const [verdict] = await verifyFile('formulas/integration-by-parts/f2.yaml');
 * console.log(verdict.id, verdict.outcome, verdict.asExpected); // IBP.f2 proved true
 * ```
 */
export async function verifyFile(path: string, options: VerifyFileOptions = {}): Promise<Verdict[]> {
  const { conventions } = options;
  const known = loadConventions(FORMULAS, conventions);
  const statements = statementsIn(filesOf(path, conventions).map(sourceOf), known);
  return verified(statements, options, { files: [path], conventions });
}

/**
 * The verdicts on statements that were read already: one for each under each of its conventions, in their order. They are
 * decided in a thread of their own, and are not kept.
 *
 * @param statements what `readStatement` or `loadLibrary` gives; all of them share one budget of false alarms
 * @throws InputError for options
 * @example
 * ```js
 * const statement = readStatement('mine.yaml', `
 * id: MINE.mean
 * title: My mean
 * source: { work: me }
 * convention: { like: hanin-nica-2019, output_sigma_w2: 1 }
 * gates: fair
 * domain: { d: { integer: [1, inf] }, n: { width: [1, inf] }, r: { rational: [0, inf] } }
 * claims: [{ quantity: E(Kb), relation: =, formula: (d + 1)/2 }]
 * expect: proved
 * `, loadLibrary().conventions);
 * const [verdict] = await verifyStatements([statement]);
 * console.log(verdict.outcome); // proved
 * ```
 */
export const verifyStatements = (
  statements: readonly Statement[],
  options: VerifyRunOptions = {},
): Promise<Verdict[]> => verified(statements, options, {});

async function verified(
  statements: readonly Statement[],
  given: VerifyRunOptions,
  sources: Pick<VerifyOptions, 'files' | 'conventions'>,
): Promise<Verdict[]> {
  const { signal, onVerdict } = given;
  const options = { ...optionsOf(given), ...sources };
  const tasks = tasksOf(statements);
  const verdicts: Verdict[] = [];
  if (tasks.length === 0) return verdicts;
  const work = { tasks, options, falseAlarmShare: falseAlarmShare(statements, options) };
  await inThread<Verdict>({ kind: 'verify', given: work }, { signal }, (verdict) => {
    verdicts.push(verdict);
    onVerdict?.(verdict);
  });
  return verdicts;
}

function optionsOf({
  seed = 0,
  budget = 'standard',
  falseAlarmBudget = FALSE_ALARM_BUDGET,
}: VerifyRunOptions): VerifyOptions {
  checkSeed(seed);
  if (!Object.hasOwn(BUDGETS, budget))
    throw new FieldError('budget', `found '${budget}'; wanted one of ${Object.keys(BUDGETS).join(', ')}`);
  checkShare('falseAlarmBudget', falseAlarmBudget);
  return { seed, budget, effort: BUDGETS[budget], falseAlarmBudget };
}

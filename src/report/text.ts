import type { Paper } from '../statement/papers.ts';
import type { FormulaEvidence, SampledEvidence, SimulationEvidence, Verdict } from '../verify/verdict.ts';
import { blockLines, MARK, markOf } from './block.ts';
import { cut, indented, type Look, lengthOf, paint, wrapped } from './lines.ts';
import { overviewLines } from './overview.ts';
import { byFolder, countsText, isInterrupted, isVariant, meantTrue, provedText } from './statements.ts';
import { weakest } from './weakest.ts';

export type { Look } from './lines.ts';

/** Verdicts that are shown in full, and in a row each; more are counted by what they are about. */
const MOST = { inFull: 10, rows: 30 } as const;
/** Of each kind of weakness. */
const WEAKEST = 2;
const HINT = '--details prints every verdict in full';

/** What a report may be told besides the verdicts. */
export interface ReportOptions {
  /** The papers whose items the verdicts decide; none for statements of the user's own. */
  readonly papers?: readonly Paper[];
  /** Every verdict in full, however many there are. */
  readonly details?: boolean;
  /** More lines for the summary. */
  readonly notes?: readonly string[];
}

/**
 * The verdicts of a run, for a screen: in full where they are few, else in a row each or counted, with those that are not as
 * expected in full and those that rest on little; and a closing summary.
 */
export function textReport(
  verdicts: readonly Verdict[],
  look: Look,
  { papers = [], details = false, notes = [] }: ReportOptions = {},
): string {
  const isFull = details || verdicts.length <= MOST.inFull;
  const parts = isFull
    ? inFull(verdicts, look)
    : [
        ...(verdicts.length <= MOST.rows
          ? byFolders(verdicts, look, rowsOf(verdicts, look))
          : [overviewLines(verdicts, papers, look)]),
        ...surprises(verdicts, look),
        ...weaknesses(verdicts, look),
      ];
  return [...parts, summary(verdicts, look, isFull ? notes : [...notes, HINT])]
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

const inFull = (verdicts: readonly Verdict[], look: Look): string[][] =>
  byFolders(verdicts, look, (rows) => rows.flatMap((verdict) => blockLines(verdict, look)));

/** Under the name of their folder, in the order they came. */
const byFolders = (
  verdicts: readonly Verdict[],
  look: Look,
  linesOf: (rows: readonly Verdict[]) => string[],
): string[][] =>
  [...byFolder(verdicts)].map(([folder, rows]) =>
    folder ? [paint(look, 'bold', folder), ...linesOf(rows)] : linesOf(rows),
  );

/**
 * Writes rows: the outcome, the id and the title, which a variant shares with its statement. An id that leaves no room has a line of
 * its own; the others are as wide as the longest of all of them.
 */
function rowsOf(all: readonly Verdict[], look: Look): (rows: readonly Verdict[]) => string[] {
  const room = look.width - MARK - 2;
  const titled = all.filter((verdict) => !isVariant(verdict)).map(({ id }) => lengthOf(id));
  const column = Math.max(0, ...titled.filter((length) => length <= room / 2));
  const linesOf = (verdict: Verdict): string[] => {
    const { id, title } = verdict;
    const mark = markOf(verdict, look);
    if (isVariant(verdict)) return [mark + id];
    if (lengthOf(id) <= column) return [`${mark}${id.padEnd(column)}  ${cut(title, room - column)}`];
    return [mark + id, ...indented([cut(title, look.width - MARK)], MARK)];
  };
  return (rows) => rows.flatMap(linesOf);
}

/** What is not as expected, in full. What an interrupted run did not come to has nothing to show. */
function surprises(verdicts: readonly Verdict[], look: Look): string[][] {
  const different = verdicts.filter((verdict) => !verdict.asExpected && !isInterrupted(verdict));
  if (different.length === 0) return [];
  const blocks = different.flatMap((verdict) => blockLines(verdict, look));
  return [[paint(look, 'bold', 'Not as expected'), ...blocks]];
}

function weaknesses(verdicts: readonly Verdict[], look: Look): string[][] {
  const found = weakest(verdicts, WEAKEST);
  if (found.length === 0) return [];
  const fitting = found.filter(({ id, why }) => lengthOf(id) + lengthOf(why) + 4 <= look.width);
  const column = Math.max(0, ...fitting.map(({ id }) => lengthOf(id)));
  const lines = found.flatMap(({ id, why }) =>
    column + lengthOf(why) + 4 <= look.width && lengthOf(id) <= column
      ? [`  ${id.padEnd(column)}  ${why}`]
      : [`  ${id}`, ...indented(wrapped(why, look.width - 6), 6)],
  );
  return [[paint(look, 'bold', 'Weakest of what is supported'), ...lines]];
}

/** Every piece of evidence that rests on simulated networks. */
const simulatedIn = (verdict: Verdict): (SimulationEvidence | SampledEvidence | FormulaEvidence)[] =>
  verdict.claims
    .flatMap(({ evidence }) => evidence)
    .filter((one) => one.kind === 'simulation' || one.kind === 'sampled' || one.kind === 'formula');

function summary(verdicts: readonly Verdict[], look: Look, notes: readonly string[]): string[] {
  const statements = meantTrue(verdicts).length > 0 ? [provedText(verdicts)] : [];
  const count = `${verdicts.length} ${verdicts.length === 1 ? 'verdict' : 'verdicts'}`;
  const lines = [`${count}: ${countsText(verdicts)}`, ...statements, ...checksLines(verdicts), ...notes];
  return [...lines.flatMap((line) => wrapped(line, look.width)), ...outcomeLines(verdicts, look)];
}

/** How many statistical checks there were, how sure, and how sharp. */
function checksLines(verdicts: readonly Verdict[]): string[] {
  const found = verdicts.flatMap(simulatedIn);
  const formulas = found.filter((one) => one.kind === 'formula');
  // What is not random is checked to rounding, and costs nothing of the budget.
  const checks = found.flatMap((one) => (one.kind !== 'formula' && one.falseAlarmRate > 0 ? [one] : []));
  if (checks.length === 0) return ['no statistical checks'];
  const share = Math.max(...checks.map(({ falseAlarmRate }) => falseAlarmRate));
  const detectable = checks
    .flatMap((check) => (check.kind === 'simulation' ? [check.detectable] : []))
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const median = detectable[Math.floor(detectable.length / 2)];
  const rate = `${checks.length} statistical ${checks.length === 1 ? 'check' : 'checks, each'} with a false-alarm rate of ${share.toExponential(1)}`;
  const power =
    median === undefined
      ? [rate]
      : [
          `${rate};`,
          `half of them detect a relative error of ${percent(median)} or less with probability 0.99`,
        ];
  const agree = formulas.filter(({ rejected }) => !rejected).length;
  const held = formulas.length > 0 ? [`formulas in simulated intervals: ${agree} of ${formulas.length}`] : [];
  return [...power, ...held];
}

/** Whether all is as expected, or what is not; an id is never broken. */
function outcomeLines(verdicts: readonly Verdict[], look: Look): string[] {
  const different = verdicts.filter(({ asExpected }) => !asExpected);
  if (different.length === 0) return [paint(look, 'green', 'all as expected')];
  const ids = different.filter((verdict) => !isInterrupted(verdict)).map(({ id }) => id);
  const interrupted = different.length - ids.length;
  const parts = [
    ...ids,
    ...(interrupted > 0 ? [`${interrupted} not decided before the run was interrupted`] : []),
  ];
  const lines = [`${different.length} not as expected:`];
  for (const [i, part] of parts.entries()) {
    const word = ` ${part}${i < parts.length - 1 ? ',' : ''}`;
    if (lengthOf(lines.at(-1)! + word) <= look.width) lines.push(lines.pop() + word);
    else lines.push(` ${word}`);
  }
  return lines.map((line) => paint(look, 'red', line));
}

const percent = (share: number): string => `${(100 * share).toPrecision(2)}%`;

import type { Paper } from '../statement/papers.ts';
import type { Outcome, Verdict } from '../verify/verdict.ts';
import { byItem } from './items.ts';
import { cut, cutPath, type Look, lengthOf, paint } from './lines.ts';
import { countOf } from './statements.ts';

/** Files that have a row of their own; the rest are one row together. */
const MOST_FILES = 24;
/** Characters of a row: on a wider screen the numbers would stand far from what they count. */
const WIDEST = 100;
const NARROWEST_LABEL = 20;

/** A row of counts; the verdicts of a heading are those of the rows below it. */
interface Row {
  readonly label: string;
  readonly verdicts: readonly Verdict[];
  readonly kind?: 'heading' | 'file';
}

/** How the verdicts of each paper and item came out, or of each file of the user's own: a row each, and the sums. */
export function overviewLines(verdicts: readonly Verdict[], papers: readonly Paper[], look: Look): string[] {
  const rows = papers.length > 0 ? paperRows(verdicts, papers) : fileRows(verdicts);
  return table([...rows, { label: 'all', verdicts, kind: 'heading' }], look);
}

/** A paper and its items; a folder of the library that is no paper is one row. Each verdict counts where it comes first. */
function paperRows(verdicts: readonly Verdict[], papers: readonly Paper[]): Row[] {
  const counted = new Set<Verdict>();
  const fresh = (rows: readonly Verdict[]): Verdict[] => {
    const found = rows.filter((row) => !counted.has(row));
    for (const row of found) counted.add(row);
    return found;
  };
  return byItem(verdicts, papers).flatMap(({ work, title, sections }): Row[] => {
    const rows = sections.flatMap(({ item, deciding }): Row[] => {
      if (deciding.length === 0) return [];
      const own = fresh(deciding);
      const above = deciding.length - own.length;
      if (title === undefined) {
        const rest = above > 0 ? ` (${above} more above)` : '';
        return [{ label: `${work}${rest}`, verdicts: own, kind: 'heading' }];
      }
      const name = item ? `${item.item}: ${item.says}` : 'other statements';
      return [
        { label: `  ${own.length > 0 ? name : `${item?.item}: ${above} of the above`}`, verdicts: own },
      ];
    });
    if (title === undefined || rows.length === 0) return rows;
    const all = rows.flatMap((row) => row.verdicts);
    return [{ label: `${work}: ${title}`, verdicts: all, kind: 'heading' }, ...rows];
  });
}

function fileRows(verdicts: readonly Verdict[]): Row[] {
  const files = [...new Set(verdicts.map(({ file }) => file))];
  const rows = files.map(
    (label): Row => ({ label, verdicts: verdicts.filter(({ file }) => file === label), kind: 'file' }),
  );
  if (rows.length <= MOST_FILES) return rows;
  const rest = rows.slice(MOST_FILES - 1).flatMap((row) => row.verdicts);
  return [
    ...rows.slice(0, MOST_FILES - 1),
    { label: `${rows.length - MOST_FILES + 1} more files`, verdicts: rest },
  ];
}

function table(rows: readonly Row[], look: Look): string[] {
  const all = rows.at(-1)!.verdicts;
  const outcomes = (['proved', 'supported', 'refuted', 'undecided'] as const).filter(
    (outcome) => outcome !== 'undecided' || countOf(all, outcome) > 0,
  );
  const heads = [...outcomes, 'as expected'].map((head) => `  ${head}`);
  const counts = lengthOf(heads.join(''));
  const longest = Math.max(...rows.map(({ label }) => lengthOf(label)));
  const room = Math.min(longest, Math.max(NARROWEST_LABEL, Math.min(look.width, WIDEST) - counts));
  const lines = rows.map((row) => {
    const { verdicts, kind } = row;
    const text = shortened(row, room);
    const cells = cellsOf(verdicts, outcomes).map((cell, i) => cell.padStart(heads[i]!.length));
    const line = `${kind === 'heading' ? paint(look, 'bold', text) : text}${' '.repeat(room - lengthOf(text))}`;
    const isGood = verdicts.every(({ asExpected }) => asExpected);
    return `${line}${isGood ? cells.join('') : paint(look, 'red', cells.join(''))}`.trimEnd();
  });
  return [`${' '.repeat(room)}${heads.join('')}`, ...lines];
}

/** Blanks where there is nothing to count. */
function cellsOf(verdicts: readonly Verdict[], outcomes: readonly Outcome[]): string[] {
  if (verdicts.length === 0) return [];
  const expected = verdicts.filter(({ asExpected }) => asExpected).length;
  const counts = outcomes.map((outcome) => String(countOf(verdicts, outcome) || '·'));
  return [...counts, `${expected} of ${verdicts.length}`];
}

/** A label cut to the room that it has; its indent stays. */
function shortened({ label, kind }: Row, room: number): string {
  if (kind === 'file') return cutPath(label, room);
  const indent = label.length - label.trimStart().length;
  return ' '.repeat(indent) + cut(label, room - indent);
}

import type { Item, Paper } from '../statement/papers.ts';
import { matches } from '../statement/pattern.ts';

/** Rows that belong to one item of a paper; `item` is absent for what no item asks for. */
export interface Section<Row> {
  readonly item?: Item;
  /** Each row is in the first section that asks for it. */
  readonly rows: readonly Row[];
  /** Every row that decides the item, wherever it is shown. */
  readonly deciding: readonly Row[];
}

/** A folder of statements: a paper with its items, or just a folder. */
export interface Group<Row> {
  readonly work: string;
  readonly title?: string;
  readonly sections: readonly Section<Row>[];
}

/** Rows by paper and item, papers first; the others by their folder, in the order they came. */
export function byItem<Row extends { readonly id: string; readonly file: string }>(
  rows: readonly Row[],
  papers: readonly Paper[],
): Group<Row>[] {
  const works = new Set(papers.map(({ work }) => work));
  const rest = rows.filter((row) => !works.has(folderOf(row)));
  const folders = [...new Set(rest.map(folderOf))];
  return [
    ...papers.map((paper) => groupOf(paper, rows)),
    ...folders.map((work) => ({ work, sections: [plain(rest.filter((row) => folderOf(row) === work))] })),
  ];
}

function groupOf<Row extends { readonly id: string; readonly file: string }>(
  { work, title, items }: Paper,
  rows: readonly Row[],
): Group<Row> {
  const shown = new Set<Row>();
  const sections = items.map((item): Section<Row> => {
    const deciding = rows.filter(({ id }) => item.statements.some((pattern) => matches(ownId(id), pattern)));
    const fresh = deciding.filter((row) => !shown.has(row));
    for (const row of fresh) shown.add(row);
    return { item, rows: fresh, deciding };
  });
  const others = rows.filter((row) => folderOf(row) === work && !shown.has(row));
  return { work, title, sections: others.length > 0 ? [...sections, plain(others)] : sections };
}

const plain = <Row>(rows: readonly Row[]): Section<Row> => ({ rows, deciding: rows });

/** The statement that a variant is of. */
const ownId = (id: string): string => id.split('@')[0]!;

export const folderOf = ({ file }: { readonly file: string }): string => file.split('/').at(-2) ?? '';

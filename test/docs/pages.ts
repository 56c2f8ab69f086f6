/** The cells of every row of the tables of a page that have so many columns, heads aside. */
export const rowsOf = (page: string, columns: number): string[][] =>
  [...page.matchAll(/^\| (.*) \|$\n(?!\|---)/gm)]
    .map(([, row]) => row!.split(/(?<!\\) ?\| /).map((cell) => cell.trim()))
    .filter((cells) => cells.length === columns);

/** What a coverage page says: `statement: verdict`, each once; below a statement come its variants. */
export function coverageRows(page: string): Set<string> {
  let id = '';
  return new Set(
    rowsOf(page, 5).map(([statement, , place, verdict]) => {
      if (statement !== 'variant') id = statement!;
      const variant = statement === 'variant' ? `@${place!.replace(', ', '/').replace(' gates', '')}` : '';
      return `${id}${variant}: ${verdict}`;
    }),
  );
}

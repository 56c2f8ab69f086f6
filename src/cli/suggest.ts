/** ` (did you mean 'x'?)` for a word that is near a known one, else nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const most = Math.min(5, Math.floor(word.length / 3));
  const [nearest] = known
    .map((name) => ({ name, distance: editDistance(word.slice(0, 200), name) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance);
  return nearest ? ` (did you mean '${nearest.name}'?)` : '';
}

/** Letters to insert, delete or replace (Levenshtein), case aside. */
function editDistance(from: string, to: string): number {
  const [a, b] = [from.toLowerCase(), to.toLowerCase()];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (letter === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

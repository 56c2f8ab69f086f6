/** `; did you mean 'x'?` for the candidate within one or two typing errors of `name`, else nothing. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const allowed = name.length > 3 ? 2 : 1;
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > allowed) continue;
    const distance = candidate.toLowerCase() === name.toLowerCase() ? 0 : editDistance(candidate, name);
    // Any one-letter name is one edit from any other, so that would be no hint.
    if (distance <= allowed && distance < name.length && (!best || distance < best.distance))
      best = { candidate, distance };
  }
  return best ? `; did you mean '${best.candidate}'?` : '';
}

/** Levenshtein distance; an insertion, a deletion or a replacement counts 1. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}

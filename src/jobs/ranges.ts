/** Samples from, from + 1, …, to - 1. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Ranges in order, none empty, none touching the next. */
export type Ranges = readonly Range[];

export const sizeOf = (ranges: Ranges): number =>
  ranges.reduce((total, { from, to }) => total + to - from, 0);

/** What two sets of samples have in common. */
export function overlap(a: Ranges, b: Ranges): Ranges {
  const common: Range[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const from = Math.max(a[i]!.from, b[j]!.from);
    const to = Math.min(a[i]!.to, b[j]!.to);
    if (from < to) common.push({ from, to });
    if (a[i]!.to < b[j]!.to) i++;
    else j++;
  }
  return common;
}

/** The union of two sets of samples. */
export function union(a: Ranges, b: Ranges): Ranges {
  const all = [...a, ...b].sort((left, right) => left.from - right.from);
  const joined: Range[] = [];
  for (const range of all) {
    const before = joined.at(-1);
    if (before && range.from <= before.to)
      joined[joined.length - 1] = { from: before.from, to: Math.max(before.to, range.to) };
    else joined.push(range);
  }
  return joined;
}

/** What of `whole` is missing in `covered`. */
export function gaps(whole: Range, covered: Ranges): Ranges {
  const missing: Range[] = [];
  let next = whole.from;
  for (const { from, to } of overlap([whole], covered)) {
    if (next < from) missing.push({ from: next, to: from });
    next = to;
  }
  if (next < whole.to) missing.push({ from: next, to: whole.to });
  return missing;
}

/** `0–99, 200–299 and 7 more`, ends included. */
export function rangesText(ranges: Ranges): string {
  const shown = ranges.slice(0, 5).map(({ from, to }) => (to === from + 1 ? `${from}` : `${from}–${to - 1}`));
  const rest = ranges.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

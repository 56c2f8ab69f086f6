import type { Scalar } from 'yaml';

/**
 * Where the character at `offset` of a scalar's value stands in the file. Quotes, indents and folded line breaks are in
 * the file alone, but what is not blank stands in both in the same order; an escaped character does not, and then this
 * is where the scalar starts.
 */
export function placeInScalar(source: string, scalar: Scalar, offset: number): number {
  const [start, end] = scalar.range!;
  const isQuoted = scalar.type === 'QUOTE_DOUBLE' || scalar.type === 'QUOTE_SINGLE';
  const isBlock = scalar.type === 'BLOCK_FOLDED' || scalar.type === 'BLOCK_LITERAL';
  if (scalar.type === 'QUOTE_DOUBLE' && source.slice(start, end).includes('\\')) return start;
  const value = String(scalar.value);
  let next = isBlock ? source.indexOf('\n', start) + 1 : start + Number(isQuoted);
  for (let i = 0; i < value.length; i++) {
    if (/\s/.test(value[i]!)) continue;
    const at = source.indexOf(value[i]!, next);
    if (at < 0 || at >= end) return start;
    if (i >= offset) return at;
    next = at + 1;
  }
  return next;
}

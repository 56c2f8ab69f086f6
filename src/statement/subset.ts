import { isAlias, isMap, isNode, isPair, isScalar, isSeq, type Scalar } from 'yaml';
import { excerpt } from '../limits/excerpt.ts';
import { STATEMENT_LIMITS } from '../limits/limits.ts';

/** What a terminal would obey, or no XML may contain. */
const CONTROL = /(?![\t\n\r])\p{Cc}/u;

/** What a YAML tree has that files here may not: its offset, and what to do about it. */
export interface Excess {
  readonly offset: number;
  readonly message: string;
}

/** The first use of YAML beyond plain lists, maps with plain keys, and printable text. */
export function findExcess(node: unknown, depth = 0): Excess | undefined {
  if (isPair(node)) {
    return findKeyExcess(node.key) ?? findExcess(node.key, depth) ?? findExcess(node.value, depth);
  }
  if (!isNode(node)) return undefined;
  const found = (message: string): Excess => ({ offset: node.range?.[0] ?? 0, message });
  if (isAlias(node))
    return found(
      `found the alias '*${excerpt(node.source)}'; write the value out, or quote it if it is text`,
    );
  if (node.anchor !== undefined)
    return found(`found the anchor '&${excerpt(node.anchor)}'; remove it, or quote the value if it is text`);
  if (isScalar(node)) {
    const character = CONTROL.exec(String(node.value))?.[0].codePointAt(0);
    if (character === undefined) return undefined;
    const code = character.toString(16).toUpperCase().padStart(4, '0');
    return found(`found the control character U+${code}; wanted printable text`);
  }
  if (depth >= STATEMENT_LIMITS.nesting)
    return found(`lists and maps are nested more than ${STATEMENT_LIMITS.nesting} deep; nothing here is`);
  if (!isMap(node) && !isSeq(node)) return undefined;
  const seen = new Set<unknown>();
  for (const item of node.items) {
    const again = isPair(item) && isScalar(item.key) ? repeated(item.key, seen) : undefined;
    if (again) return again;
    const excess = findExcess(item, depth + 1);
    if (excess) return excess;
  }
  return undefined;
}

/** A name that is there already. The parser of YAML would look for it among all others, each time. */
function repeated({ value, range }: Scalar, seen: Set<unknown>): Excess | undefined {
  if (seen.has(value))
    return { offset: range?.[0] ?? 0, message: 'found a field for the second time; remove one of the two' };
  seen.add(value);
  return undefined;
}

function findKeyExcess(key: unknown): Excess | undefined {
  const offset = isNode(key) ? (key.range?.[0] ?? 0) : 0;
  if (!isScalar(key)) return { offset, message: 'found a list or a map as the name of a field; wanted text' };
  // Records drop this key in silence.
  return key.value === '__proto__' ? { offset, message: "'__proto__' is no name here" } : undefined;
}

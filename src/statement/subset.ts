import { isAlias, isMap, isNode, isPair, isScalar, isSeq } from 'yaml';
import { excerpt } from '../limits/excerpt.ts';
import { STATEMENT_LIMITS } from '../limits/limits.ts';
import { unprintableIn } from '../limits/printable.ts';

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
    const code = unprintableIn(String(node.value));
    return code === undefined
      ? undefined
      : found(`found the control character ${code}; wanted printable text`);
  }
  if (depth >= STATEMENT_LIMITS.nesting)
    return found(`lists and maps are nested more than ${STATEMENT_LIMITS.nesting} deep; nothing here is`);
  if (!isMap(node) && !isSeq(node)) return undefined;
  const names = new Set<unknown>();
  for (const item of node.items) {
    const excess = findExcess(item, depth + 1) ?? findRepeated(item, names);
    if (excess) return excess;
  }
  return undefined;
}

/** A field whose name is among those before it; its own is added to them. */
function findRepeated(item: unknown, names: Set<unknown>): Excess | undefined {
  if (!isPair(item) || !isScalar(item.key)) return undefined;
  if (names.has(item.key.value))
    return {
      offset: item.key.range?.[0] ?? 0,
      message: 'found a field for the second time; remove one of the two',
    };
  names.add(item.key.value);
  return undefined;
}

function findKeyExcess(key: unknown): Excess | undefined {
  const offset = isNode(key) ? (key.range?.[0] ?? 0) : 0;
  if (!isScalar(key)) return { offset, message: 'found a list or a map as the name of a field; wanted text' };
  // Records drop this key in silence.
  return key.value === '__proto__' ? { offset, message: "'__proto__' is no name here" } : undefined;
}

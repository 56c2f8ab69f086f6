import type { Token } from './token.ts';
import { LAYOUT, LAYOUT_ARGUMENT } from './words.ts';

/**
 * A short name of a formula that has no label: `#` and 48 bits of a hash (FNV-1a, twice) of its tokens without layout,
 * labels and the punctuation at its end. It stays while the paper is edited around it.
 */
export function keyOf(tokens: readonly Token[]): string {
  const words: string[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const { kind, text } = tokens[i]!;
    if (kind === 'tab' || (kind === 'character' && text === '~')) continue;
    if (kind === 'command' && LAYOUT_ARGUMENT.has(text)) {
      i = afterArgument(tokens, i + 1) - 1;
      continue;
    }
    if (kind === 'command' && (LAYOUT.has(text) || text === '\\quad' || text === '\\qquad')) continue;
    words.push(text);
  }
  while (/^[.,;]$/.test(words.at(-1) ?? '')) words.pop();
  return `#${hash(words.join(' '))}`;
}

function afterArgument(tokens: readonly Token[], from: number): number {
  if (tokens[from]?.kind !== 'open') return from + 1;
  let depth = 0;
  for (let i = from; i < tokens.length; i++) {
    if (tokens[i]!.kind === 'open') depth += 1;
    if (tokens[i]!.kind === 'close') depth -= 1;
    if (depth === 0) return i + 1;
  }
  return tokens.length;
}

function hash(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ text.charCodeAt(i), 0x85ebca6b);
    b ^= b >>> 13;
  }
  return (a >>> 0).toString(16).padStart(8, '0') + ((b >>> 0) & 0xffff).toString(16).padStart(4, '0');
}

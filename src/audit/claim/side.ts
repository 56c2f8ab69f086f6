import type { ReadClaim } from './claim.ts';
import { ClaimError } from './error.ts';
import { readPlain } from './plain.ts';

const SIGNS: readonly (readonly [RegExp, ReadClaim['relation']])[] = [
  [/^(?:<=|≤|⩽|=<)/, 'at-most'],
  [/^(?:>=|≥|⩾)/, 'at-least'],
  [/^(?:->|→)/, 'tends-to'],
  [/^(?:~|∼)/, 'similar'],
  [/^(?:==|=)/, 'equals'],
];

/** The relation that a link starts with. */
export function relationOf(
  text: string,
): { readonly relation: ReadClaim['relation']; readonly written: string } | undefined {
  const trimmed = text.trimStart();
  for (const [pattern, relation] of SIGNS) {
    const found = pattern.exec(trimmed)?.[0];
    if (found !== undefined) return { relation, written: found };
  }
  return undefined;
}

/** Whether a link starts with a sign that says nothing which can be decided. */
export const isVague = (text: string): boolean => /^\s*[≈≃≍≅∝<>](?!=)/.test(text);

/** One side in the language of formulas, from plain text. Throws a ClaimError. */
export function readSide(text: string): string {
  const { sides, relations } = readPlain(text);
  if (relations.length > 0)
    throw new ClaimError('a second relation; write each link on a line of its own', relations[0]!.position);
  return sides[0]!.text;
}

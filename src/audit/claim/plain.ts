import type { ReadClaim } from './claim.ts';
import { ClaimError } from './error.ts';
import type { PlainSide } from './plain-cursor.ts';
import { SideWriter } from './plain-side.ts';
import { type PlainToken, plainTokens } from './plain-token.ts';

/** Sides, the relations between them, and where each relation stands. */
export interface PlainClaim {
  readonly sides: readonly PlainSide[];
  readonly relations: readonly PlainRelation[];
}

interface PlainRelation {
  readonly relation: ReadClaim['relation'];
  readonly position: number;
}

const RELATIONS: ReadonlyMap<string, ReadClaim['relation']> = new Map([
  ['=', 'equals'],
  ['<=', 'at-most'],
  ['>=', 'at-least'],
  ['~', 'similar'],
  ['->', 'tends-to'],
]);
/** Signs that are no relation here, and what to write. */
const REFUSED: ReadonlyMap<string, string> = new Map([
  [
    'vague',
    'this sign says nothing that can be decided; write ~ (the ratio tends to 1), or = …*(1 + O(1/n))',
  ],
  ['strict', '< and > are not decided; write <= or >='],
  ['unequal', 'that two sides differ is not decided; write the value that you think is right'],
]);

/**
 * Reads a claim as people type it: 2n, K_w², E[K], Var(K), n_i, λ, σ_w², |x|²/n_0, ≤, ** and e^(…) are what they mean, products need no sign.
 * What could mean two things is refused with what to write. Throws a ClaimError.
 */
export const readPlain = (text: string): PlainClaim => readTokens(plainTokens(text), text.length);

/** One side. Throws a ClaimError. */
export function readSide(text: string): PlainSide {
  const { sides, relations } = readPlain(text);
  const [second] = relations;
  if (second) throw new ClaimError('a relation; write each link on a line of its own', second.position);
  return sides[0]!;
}

/** A relation and the side that follows it, as a link of a derivation. Throws a ClaimError. */
export function readLink(text: string): {
  readonly relation: ReadClaim['relation'];
  readonly side: PlainSide;
} {
  const [sign, ...rest] = plainTokens(text);
  const relation = sign && relationOf(sign);
  if (!relation)
    throw new ClaimError(
      'wanted a relation and a formula, as in "= d", "<= d^2", "~ d*exp(d/n)" or "-> 1"',
      0,
    );
  const { sides, relations } = readTokens(rest, text.length);
  const [second] = relations;
  if (second)
    throw new ClaimError('a second relation; write each link on a line of its own', second.position);
  return { relation, side: sides[0]! };
}

function readTokens(tokens: readonly PlainToken[], end: number): PlainClaim {
  const relations: PlainRelation[] = [];
  const sides: PlainSide[] = [];
  let from = 0;
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'open') depth += 1;
    if (token.kind === 'close') depth -= 1;
    const relation = relationOf(token);
    if (!relation) continue;
    if (depth !== 0) throw new ClaimError('a relation inside brackets', token.position);
    sides.push(new SideWriter(tokens.slice(from, at), token.position).write());
    relations.push({ relation, position: token.position });
    from = at + 1;
  }
  sides.push(new SideWriter(tokens.slice(from), end).write());
  const hasWidth = sides.some((side) => /\bn\b(?!\[)/.test(side.text));
  return { sides: hasWidth ? sides : sides.map(withListedInput), relations };
}

/** The relation that a token is; undefined where it is none. Throws a ClaimError for one that is not decided. */
function relationOf({ kind, text, position }: PlainToken): ReadClaim['relation'] | undefined {
  if (kind !== 'sign') return undefined;
  const refused = REFUSED.get(text);
  if (refused !== undefined) throw new ClaimError(refused, position);
  return RELATIONS.get(text);
}

/** Where n is a list, and not one width, the width of the input is its element 0. */
function withListedInput({ text, places }: PlainSide): PlainSide {
  const characters = [...text.matchAll(/\bn0\b|./gs)].flatMap(({ 0: part, index }) =>
    [...(part === 'n0' ? 'n[0]' : part)].map((character) => [character, places[index]!] as const),
  );
  return {
    text: characters.map(([character]) => character).join(''),
    places: characters.map(([, place]) => place),
  };
}

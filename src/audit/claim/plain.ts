import { ClaimError } from './error.ts';
import { type PlainSide, SideWriter } from './plain-side.ts';
import { plainTokens } from './plain-token.ts';

/** Sides, the relations between them, and where each relation stands. */
export interface PlainClaim {
  readonly sides: readonly PlainSide[];
  readonly relations: readonly { readonly sign: string; readonly position: number }[];
}

const RELATIONS: ReadonlySet<string> = new Set(['=', '<=', '>=', '~', '->']);

/**
 * Reads a claim as people type it: 2n, K_w², E[K], Var(K), n_i, λ, σ_w², |x|²/n_0, ≤, ** and e^(…) are what they mean, products need no sign.
 * What could mean two things is refused with what to write. Throws a ClaimError.
 */
export function readPlain(text: string): PlainClaim {
  const tokens = plainTokens(text);
  const relations: { sign: string; position: number }[] = [];
  const sides: PlainSide[] = [];
  let from = 0;
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'open') depth += 1;
    if (token.kind === 'close') depth -= 1;
    if (token.kind !== 'sign') continue;
    if (token.text === 'vague')
      throw new ClaimError(
        'this sign says nothing that can be decided; write ~ (the ratio tends to 1), or = …*(1 + O(1/n))',
        token.position,
      );
    if (token.text === 'strict')
      throw new ClaimError('< and > are not decided; write <= or >=', token.position);
    if (!RELATIONS.has(token.text)) continue;
    if (depth !== 0) throw new ClaimError('a relation inside brackets', token.position);
    sides.push(new SideWriter(tokens.slice(from, at), token.position).write());
    relations.push({ sign: token.text, position: token.position });
    from = at + 1;
  }
  sides.push(new SideWriter(tokens.slice(from), text.length).write());
  const hasWidth = sides.some((side) => /\bn\b(?!\[)/.test(side.text));
  return { sides: !hasWidth ? sides.map(withListedInput) : sides, relations };
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

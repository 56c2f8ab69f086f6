import { LATEX_LIMITS } from '../limits/limits.ts';
import { LatexError } from './error.ts';
import { bracket, group, type Macro, type Source } from './macro.ts';
import { type Token, tooManyTokens } from './token.ts';

/** What may still be written out, over all formulas of a document. */
export interface Allowance {
  tokens: number;
  expansions: number;
}

export const allowance = (): Allowance => ({
  tokens: LATEX_LIMITS.documentTokens,
  expansions: LATEX_LIMITS.documentExpansions,
});

/** Tokens that are taken from the front, where what a macro stands for is put back. */
class Stack implements Source {
  private readonly tokens: Token[];
  constructor(tokens: readonly Token[]) {
    this.tokens = [...tokens].reverse();
  }
  get size(): number {
    return this.tokens.length;
  }
  peek(): Token | undefined {
    return this.tokens.at(-1);
  }
  take(): Token | undefined {
    return this.tokens.pop();
  }
  put(tokens: readonly Token[]): void {
    for (let i = tokens.length - 1; i >= 0; i--) this.tokens.push(tokens[i]!);
  }
}

/**
 * The tokens with the author's macros written out. Those of an argument keep their own place, those of a macro's body have
 * the place of the call.
 */
export function expand(
  given: readonly Token[],
  macros: ReadonlyMap<string, Macro>,
  left: Allowance = allowance(),
): readonly Token[] {
  const stack = new Stack(given);
  const out: Token[] = [];
  let expansions = 0;
  for (let token = stack.take(); token; token = stack.take()) {
    const macro = token.kind === 'command' && !token.literal ? macros.get(token.text) : undefined;
    if (!macro) {
      out.push(token);
      if (out.length > LATEX_LIMITS.tokens) throw tooManyTokens(token.at);
      continue;
    }
    expansions += 1;
    left.expansions -= 1;
    if (expansions > LATEX_LIMITS.expansions || left.expansions < 0)
      throw new LatexError(
        `more than ${left.expansions < 0 ? LATEX_LIMITS.documentExpansions : LATEX_LIMITS.expansions} macros to write out`,
        token.at,
        'write the formula with fewer',
      );
    const level = (token.level ?? 0) + 1;
    if (level > LATEX_LIMITS.macroLevels)
      throw new LatexError(
        `the macro ${token.text} calls itself, or stands in more than ${LATEX_LIMITS.macroLevels} others`,
        token.at,
        'write it out',
      );
    if (macro.unread !== undefined) throw new LatexError(macro.unread, token.at, 'write it out');
    const body = filled(macro, argumentsOf(macro, token, stack), token, level);
    left.tokens -= body.length;
    if (body.length > LATEX_LIMITS.tokens || stack.size > 4 * LATEX_LIMITS.tokens || left.tokens < 0)
      throw new LatexError(
        `macros stand for more than ${LATEX_LIMITS.tokens} tokens`,
        token.at,
        'split the formula',
      );
    stack.put(body);
  }
  return out;
}

function argumentsOf(macro: Macro, call: Token, stack: Stack): Token[][] {
  const given: Token[][] = [];
  if (macro.starred && stack.peek()?.text === '*') stack.take();
  if (macro.optional) {
    const at = { at: call.at, end: call.end, via: call.via ?? call.text };
    given.push(bracket(stack) ?? macro.optional.map((token) => ({ ...token, ...at })));
  }
  while (given.length < macro.count) given.push(group(stack, call));
  return given;
}

function filled(macro: Macro, given: readonly Token[][], call: Token, level: number): Token[] {
  const out: Token[] = [];
  const place = { at: call.at, end: call.end, via: call.via ?? call.text, level };
  for (let i = 0; i < macro.body.length; i++) {
    const token = macro.body[i]!;
    if (token.kind === 'parameter') {
      i += 1;
      const argument = given[Number(macro.body[i]?.text) - 1];
      if (!argument)
        throw new LatexError(`${call.text} uses an argument that it does not take`, call.at, 'write it out');
      out.push(...argument);
    } else out.push({ ...token, ...place, gap: token.gap || (i === 0 && call.gap) });
    if (out.length > LATEX_LIMITS.tokens) break;
  }
  return out;
}

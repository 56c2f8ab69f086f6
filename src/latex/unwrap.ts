import { LatexError, quoted } from './error.ts';
import { type Token, typed } from './token.ts';

/** Environments that show formulas. */
export const DISPLAYS =
  /^(equation|align|gather|multline|eqnarray|displaymath|flalign|alignat|math|dmath|xalignat)\*?$/;

/** The name in \begin{name} at a place, and the place after it. */
export function environmentAt(
  tokens: readonly Token[],
  at: number,
): { readonly name: string; readonly next: number } | undefined {
  if (tokens[at + 1]?.kind !== 'open') return undefined;
  const end = tokens.slice(at + 2, at + 40).findIndex(({ kind }) => kind === 'close');
  if (end < 0) return undefined;
  return { name: typed(tokens.slice(at + 2, at + 2 + end)), next: at + 3 + end };
}

/** The tokens of a formula without the signs that make it a display, and the environment's name. */
export function unwrapped(
  tokens: readonly Token[],
  environment: string,
): { readonly tokens: readonly Token[]; readonly name: string } {
  const [first, second] = tokens;
  if (!first) return { tokens, name: environment };
  const last = tokens.at(-1)!;
  const between = (open: number, close: number, sign: string): readonly Token[] => {
    const inner = tokens.slice(open, tokens.length - close);
    if (tokens.length < open + close)
      throw new LatexError(`${quoted(sign)} is not closed`, first.at, 'close it');
    return inner;
  };
  if (first.text === '\\[' || first.text === '\\(') {
    if (last.text !== (first.text === '\\[' ? '\\]' : '\\)'))
      throw new LatexError(
        `${quoted(first.text)} is not closed`,
        first.at,
        'close it at the end of the formula',
      );
    return { tokens: between(1, 1, first.text), name: environment };
  }
  if (first.text === '$') {
    const two = second?.text === '$' ? 2 : 1;
    const closes = tokens.length > two && tokens.slice(tokens.length - two).every(({ text }) => text === '$');
    if (!closes) throw new LatexError(`'$' is not closed`, first.at, 'close it at the end of the formula');
    const inner = between(two, two, '$');
    const other = inner.find(({ text }) => text === '$');
    if (other) throw new LatexError(`'$' inside a formula`, other.at, 'give one formula');
    return { tokens: inner, name: environment };
  }
  if (first.text !== '\\begin') return { tokens, name: environment };
  const begin = environmentAt(tokens, 0);
  if (!begin || !DISPLAYS.test(begin.name)) return { tokens, name: environment };
  for (let at = begin.next; at < tokens.length; at++) {
    if (tokens[at]!.text !== '\\end') continue;
    const end = environmentAt(tokens, at);
    if (end?.name !== begin.name) continue;
    if (end.next < tokens.length)
      throw new LatexError('more than one formula', tokens[end.next]!.at, 'give one formula');
    return { tokens: tokens.slice(begin.next, at), name: begin.name };
  }
  throw new LatexError(`the environment ${quoted(begin.name)} is not closed`, first.at, 'close it');
}

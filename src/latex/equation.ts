import { type Display, readTokens } from './display.ts';
import type { PaperDocument, PaperEquation } from './document.ts';
import { LatexError } from './error.ts';
import type { Table } from './table.ts';
import type { Token } from './token.ts';

/** What became of one equation of a paper. `moments`: whether it speaks of a mean or variance over networks. */
export type Reading =
  | { readonly kind: 'read'; readonly display: Display; readonly moments: boolean }
  | { readonly kind: 'refused'; readonly error: LatexError; readonly moments: boolean };

/** Reads an equation of a paper, or says why not. */
export function readEquation(paper: PaperDocument, equation: PaperEquation, table: Table): Reading {
  const { content } = equation;
  if (content instanceof LatexError) return { kind: 'refused', error: content, moments: false };
  try {
    const display = readTokens(content, table, equation.environment);
    return { kind: 'read', display, moments: display.chains.some(({ moments }) => moments) };
  } catch (error) {
    if (!(error instanceof LatexError)) throw error;
    return { kind: 'refused', error: error.in(paper.lines), moments: speaksOfMoments(content) };
  }
}

/** Whether an expectation or a variance stands among the tokens. */
function speaksOfMoments(tokens: readonly Token[]): boolean {
  return tokens.some(({ kind, text }, i) => {
    if (kind !== 'command') return false;
    if (/^\\(E|Var|var|Cov|cov)$/.test(text)) return true;
    const inside = (tokens[i + 1]?.kind === 'open' ? tokens.slice(i + 2, i + 6) : tokens.slice(i + 1, i + 2))
      .map((token) => (token.kind === 'close' ? ' ' : token.text))
      .join('')
      .split(' ')[0];
    if (/^\\(mathbb|mathbf|mathds|mathbbm|mathrm)$/.test(text) && inside === 'E') return true;
    return /^\\(operatorname|mathrm|text)$/.test(text) && /^(E|Var|Cov)$/.test(inside ?? '');
  });
}

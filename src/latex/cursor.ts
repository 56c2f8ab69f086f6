import { LATEX_LIMITS } from '../limits/limits.ts';
import type { Atom, Nucleus } from './atom.ts';
import { LatexError, quoted } from './error.ts';
import { type Token, typed } from './token.ts';
import { LAYOUT, LAYOUT_ARGUMENT, TRANSPARENT } from './words.ts';

/** A place in the tokens of a formula, and what is skipped there: layout, which prints nothing but space. */
export class Cursor {
  protected i = 0;
  protected level = 0;
  protected gap = false;
  protected readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  protected deeper(): void {
    this.level += 1;
    if (this.level > LATEX_LIMITS.levels)
      throw new LatexError(
        `braces and scripts are more than ${LATEX_LIMITS.levels} deep`,
        this.tokens[this.i]?.at ?? this.end(),
        'simplify',
      );
  }

  protected readonly end = (): number => this.tokens.at(-1)?.end ?? 0;

  /** Whether a token is layout, which is skipped; a space of it parts digits. */
  protected layout(token: Token): boolean {
    if (token.text === '~' && token.kind === 'character') {
      this.i += 1;
      this.gap = true;
      return true;
    }
    if (token.kind !== 'command') return false;
    if (LAYOUT.has(token.text)) {
      this.i += 1;
      const delimiter = token.text === '\\left' || token.text === '\\right' || token.text === '\\middle';
      if (delimiter && this.tokens[this.i]?.text === '.') this.i += 1;
      this.gap = true;
      return true;
    }
    if (LAYOUT_ARGUMENT.has(token.text)) {
      this.i += 1;
      this.raw(token);
      this.gap = true;
      return true;
    }
    const environment = token.text === '\\begin' || token.text === '\\end' ? this.peekName() : undefined;
    if (environment === undefined) return false;
    const base = environment.replace('*', '');
    if (!TRANSPARENT.has(base)) {
      throw new LatexError(
        `the environment ${quoted(environment)} inside a formula`,
        token.at,
        'write one formula for each of its rows',
      );
    }
    this.i += 1;
    this.raw(token);
    if (token.text === '\\begin') {
      if (base === 'alignedat') this.raw(token);
      this.skipOption();
    }
    this.gap = true;
    return true;
  }

  protected peekName(): string {
    const save = this.i;
    this.i += 1;
    const name = typed(this.raw(this.tokens[save]!));
    this.i = save;
    return name;
  }

  protected skipOption(): void {
    if (this.tokens[this.i]?.text !== '[' || this.tokens[this.i]?.gap) return;
    while (this.tokens[this.i] && this.tokens[this.i]?.text !== ']') this.i += 1;
    this.i += 1;
  }

  /** The tokens of the next argument as they are. */
  protected raw(of: Token): readonly Token[] {
    const first = this.tokens[this.i];
    if (!first || first.kind === 'close')
      throw new LatexError(`an argument of ${of.text} is missing`, of.at, 'write it in braces');
    this.i += 1;
    if (first.kind !== 'open') return [first];
    const from = this.i;
    for (let depth = 1; this.i < this.tokens.length; ) {
      const token = this.tokens[this.i]!;
      this.i += 1;
      if (token.kind === 'open') depth += 1;
      if (token.kind === 'close') depth -= 1;
      if (depth === 0) return this.tokens.slice(from, this.i - 1);
    }
    throw new LatexError(`'{' is not closed`, first.at, `close it with '}'`);
  }

  protected atom(nucleus: Nucleus, from: Token): Atom {
    const gap = this.gap || from.gap;
    this.gap = false;
    const end = this.tokens[this.i - 1]?.end ?? from.end;
    return {
      ...nucleus,
      at: from.at,
      end: Math.max(end, from.end),
      gap,
      ...(from.via !== undefined && { via: from.via }),
    };
  }

  protected closing(open: Token): void {
    if (this.tokens[this.i]?.kind !== 'close')
      throw new LatexError(`'{' is not closed`, open.at, `close it with '}'`);
    this.i += 1;
  }
}

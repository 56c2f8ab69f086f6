import { LATEX_LIMITS } from '../limits/limits.ts';
import { LatexError } from './error.ts';
import type { Source } from './macro.ts';
import { Lexer, type Token } from './token.ts';

export interface RawComment {
  readonly text: string;
  readonly at: number;
}

/** The tokens of a document one after the other, with the comments of ours between them. */
export class DocumentSource implements Source {
  /** Comments that stand at no equation. */
  readonly orphans: RawComment[] = [];
  protected pending: RawComment[] = [];
  protected readonly source: string;
  protected readonly onProblem: (error: LatexError) => void;
  private readonly lexer: Lexer;
  private peeked: Token | undefined;
  private broken = 0;

  constructor(source: string, onProblem: (error: LatexError) => void) {
    this.source = source;
    this.onProblem = onProblem;
    this.lexer = new Lexer(source, 0, (text, at) => {
      const said = /^\s*ntkcheck:\s*(.*?)\s*$/.exec(text)?.[1];
      if (said !== undefined) this.pending.push({ text: said, at });
    });
  }

  peek(): Token | undefined {
    this.peeked ??= this.lexer.next();
    return this.peeked;
  }

  take(): Token | undefined {
    const token = this.peek();
    this.peeked = undefined;
    return token;
  }

  protected jump(at: number): void {
    this.peeked = undefined;
    this.lexer.jump(at);
  }

  /** Comments that no equation follows at once are of the whole paper. */
  protected settle(): void {
    this.orphans.push(...this.pending);
    this.pending = [];
  }

  protected environmentAfter(token: Token): { readonly text: string; readonly end: number } | undefined {
    const name = /\s*\{([^{}\\]{1,40})\}/y;
    name.lastIndex = token.end;
    const text = name.exec(this.source)?.[1];
    return text === undefined ? undefined : { text, end: name.lastIndex };
  }

  /** Goes on after the command where what follows it is broken. */
  protected attempt(token: Token, read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof LatexError)) throw error;
      this.onProblem(error);
      this.broken += 1;
      if (this.broken > LATEX_LIMITS.brokenMacros)
        throw new LatexError(
          `more than ${LATEX_LIMITS.brokenMacros} broken definitions`,
          token.at,
          'mend them',
        );
      this.jump(token.end);
    }
  }

  protected skipVerb(): void {
    const at = this.peeked ? this.peeked.at : this.lexer.at;
    const start = this.source[at] === '*' ? at + 1 : at;
    const end = this.source.indexOf(this.source[start] ?? ' ', start + 1);
    const line = this.source.indexOf('\n', start);
    if (end > 0 && (line < 0 || end < line)) this.jump(end + 1);
  }
}

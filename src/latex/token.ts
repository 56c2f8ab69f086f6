import { LATEX_LIMITS } from '../limits/limits.ts';
import { LatexError } from './error.ts';
import { scriptRun, texOfCharacter } from './unicode.ts';

/**
 * One token as TeX sees it. `at` and `end` are offsets in the source; a token of a macro's body has those of the call, and
 * `via` the macro's name. `gap`: white space stood before it, which TeX ignores between symbols and we do not between digits.
 */
export interface Token {
  readonly kind:
    | 'command'
    | 'character'
    | 'open'
    | 'close'
    | 'up'
    | 'down'
    | 'tab'
    | 'parameter'
    | 'paragraph';
  readonly text: string;
  readonly at: number;
  readonly end: number;
  readonly gap: boolean;
  readonly via?: string;
  /** How many macros it came through. */
  readonly level?: number;
  /** Not a macro, though one has its name: what \let keeps. */
  readonly literal?: boolean;
}

const SPECIAL: Readonly<Record<string, Token['kind']>> = {
  '{': 'open',
  '}': 'close',
  '^': 'up',
  _: 'down',
  '&': 'tab',
  '#': 'parameter',
};

/** Commands whose starred form is another command. Elsewhere a star after a command is a star. */
const STARRED = /^(operatorname|DeclareMathOperator|newcommand|renewcommand|providecommand|hspace|vspace)$/;

/** Gives the tokens of a source one by one, from any place: a document is never held as tokens as a whole. */
export class Lexer {
  at: number;
  private waiting: Token[] = [];
  readonly source: string;
  private readonly onComment: (text: string, at: number) => void;

  constructor(source: string, at = 0, onComment: (text: string, at: number) => void = () => {}) {
    if (source.length > LATEX_LIMITS.characters)
      throw new LatexError(`more than ${LATEX_LIMITS.characters} characters`, 0, 'give a part of it');
    this.source = source;
    this.at = at;
    this.onComment = onComment;
  }

  /** Goes on from another place. */
  jump(at: number): void {
    this.at = at;
    this.waiting = [];
  }

  next(): Token | undefined {
    const ready = this.waiting.pop();
    if (ready) return ready;
    const { source } = this;
    const start = this.at;
    const paragraph = this.skipBlank();
    if (paragraph >= 0) return { kind: 'paragraph', text: '\\par', at: paragraph, end: paragraph, gap: true };
    if (this.at >= source.length) return undefined;
    const gap = this.at > start;
    const at = this.at;
    const character = String.fromCodePoint(source.codePointAt(at)!);
    if (character === '\\') return this.command(gap);
    const kind = SPECIAL[character];
    if (kind) return this.token(kind, character, gap);
    const run = scriptRun(source, at);
    if (run) return this.spelled(run[0], run[1], gap);
    const tex = texOfCharacter(character);
    if (tex !== undefined) return this.spelled(tex, character.length, gap);
    return this.token('character', character, gap);
  }

  private token(kind: Token['kind'], text: string, gap: boolean): Token {
    const at = this.at;
    this.at += text.length;
    return { kind, text, at, end: this.at, gap };
  }

  private command(gap: boolean): Token {
    const word = /[A-Za-z@]+/y;
    word.lastIndex = this.at + 1;
    const name = word.exec(this.source)?.[0];
    if (name === undefined) {
      const code = this.source.codePointAt(this.at + 1);
      return this.token('command', `\\${code === undefined ? '' : String.fromCodePoint(code)}`, gap);
    }
    const star = STARRED.test(name) && this.source[this.at + 1 + name.length] === '*';
    return this.token('command', `\\${name}${star ? '*' : ''}`, gap);
  }

  /** What one character stands for. */
  private spelled(tex: string, length: number, gap: boolean): Token | undefined {
    const at = this.at;
    const inner = new Lexer(tex);
    const made: Token[] = [];
    for (let token = inner.next(); token; token = inner.next())
      made.push({ ...token, at, end: at + length, gap: made.length === 0 && gap });
    this.at += length;
    this.waiting = made.reverse();
    return this.next();
  }

  /** Skips blanks and comments. Returns where a blank line ends a paragraph, or -1. */
  private skipBlank(): number {
    const { source } = this;
    let lineIsBlank = this.at === 0;
    let paragraph = -1;
    for (; this.at < source.length; ) {
      const c = source[this.at]!;
      if (c === '%') {
        const end = source.indexOf('\n', this.at);
        const stop = end < 0 ? source.length : end;
        this.onComment(source.slice(this.at + 1, stop), this.at);
        this.at = end < 0 ? stop : stop + 1;
        lineIsBlank = true;
        // A line that holds a comment alone is no blank line.
        const rest = /[ \t]*/y;
        rest.lastIndex = this.at;
        this.at += rest.exec(source)?.[0].length ?? 0;
        if (source[this.at] === '\n' || source[this.at] === '\r') lineIsBlank = true;
        continue;
      }
      if (!/\s/.test(c) || c === '\u00a0') break;
      if (c === '\n') {
        if (lineIsBlank && paragraph < 0) paragraph = this.at;
        lineIsBlank = true;
      }
      this.at += 1;
    }
    return paragraph;
  }
}

/** All tokens of one formula. */
export function tokenize(source: string): readonly Token[] {
  const lexer = new Lexer(source);
  const tokens: Token[] = [];
  for (let token = lexer.next(); token; token = lexer.next()) {
    if (token.kind !== 'paragraph') tokens.push(token);
    if (tokens.length > LATEX_LIMITS.tokens) throw tooManyTokens(token.at);
  }
  return tokens;
}

export const tooManyTokens = (at: number): LatexError =>
  new LatexError(`more than ${LATEX_LIMITS.tokens} tokens in one formula`, at, 'split it');

/** Tokens as they would be typed, for messages and keys. */
export function typed(tokens: readonly { readonly text: string; readonly gap?: boolean }[]): string {
  let text = '';
  for (const token of tokens) {
    const glued = /\\[A-Za-z@]+$/.test(text) && /^[A-Za-z]/.test(token.text);
    text += glued ? ` ${token.text}` : token.text;
  }
  return text;
}

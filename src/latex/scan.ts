import { LATEX_LIMITS } from '../limits/limits.ts';
import { LatexError, quoted } from './error.ts';
import { bracket, DEFINING, define, group, type Macros } from './macro.ts';
import { Numbering } from './numbering.ts';
import { DocumentSource, type RawComment } from './source.ts';
import { type Token, typed } from './token.ts';
import { DISPLAYS } from './unwrap.ts';

/** A displayed equation as it was found. */
export interface Found {
  readonly tokens: readonly Token[];
  readonly environment: string;
  readonly from: number;
  readonly to: number;
  readonly numbers: readonly string[];
  readonly comments: readonly RawComment[];
  readonly theorem: TheoremHere | undefined;
  readonly error?: LatexError;
}

/** Its label may stand after its first equation. */
interface TheoremHere {
  readonly environment: string;
  readonly label: string | undefined;
  readonly position: number;
}

interface Open {
  readonly name: string;
  readonly theorem: boolean;
  label: string | undefined;
  equations: number;
}

const VERBATIM = /^(verbatim|Verbatim|BVerbatim|LVerbatim|lstlisting|minted|comment|alltt|filecontents)\*?$/;
const THEOREMS = new Set(
  'theorem lemma proposition corollary definition remark claim conjecture assumption example thm lem prop cor defn rem fact observation'.split(
    ' ',
  ),
);

/** Goes once through a document. Nothing is held but what is being read. */
export class Scanner extends DocumentSource {
  readonly macros: Macros = new Map();
  private readonly numbering = new Numbering();
  private readonly open: Open[] = [];
  private readonly theorems = new Set(THEOREMS);
  private readonly unended = new Set<string>();
  private definitions = 0;
  private readonly onEquation: (found: Found, macros: Macros) => void;

  constructor(
    source: string,
    onEquation: (found: Found, macros: Macros) => void,
    onProblem: (error: LatexError) => void,
  ) {
    super(source, onProblem);
    this.onEquation = onEquation;
  }

  run(): void {
    for (let token = this.take(); token; token = this.take()) {
      if (this.display(token)) continue;
      if (token.kind === 'paragraph') continue;
      this.settle();
      if (token.kind === 'character' && token.text === '$') this.inline(token);
      else if (token.kind === 'command' && this.command(token)) break;
    }
    this.settle();
  }

  /** Reads a displayed equation, if one begins here. */
  private display(token: Token): boolean {
    if (token.text === '$' && token.kind === 'character') {
      const next = this.peek();
      if (next?.text !== '$' || next.at !== token.end) return false;
      this.take();
      this.collect(token, '$$');
      return true;
    }
    if (token.kind !== 'command') return false;
    if (token.text === '\\[') {
      this.collect(token, '\\[');
      return true;
    }
    if (token.text === '\\begin') {
      const ahead = /\s*\{([A-Za-z]+\*?)\}/y;
      ahead.lastIndex = token.end;
      const name = ahead.exec(this.source)?.[1];
      if (name === undefined || !DISPLAYS.test(name)) return false;
      this.jump(ahead.lastIndex);
      this.collect(token, name);
      return true;
    }
    const short = this.shortFor(token, '\\begin');
    if (short === undefined) return false;
    this.collect(token, short);
    return true;
  }

  /** \beq for \begin{equation}: the environment that a macro without arguments opens or closes. */
  private shortFor(token: Token, command: '\\begin' | '\\end'): string | undefined {
    const macro = this.macros.get(token.text);
    if (!macro || macro.count > 0 || macro.body[0]?.text !== command || macro.body.length > 16)
      return undefined;
    const name = /^\\(?:begin|end)\{([A-Za-z]+\*?)\}$/.exec(typed(macro.body))?.[1];
    return name !== undefined && DISPLAYS.test(name) ? name : undefined;
  }

  /** The tokens up to the end of a display. One that is not closed ends where nothing of it can go on. */
  private collect(begin: Token, environment: string): void {
    const comments = this.pending;
    this.pending = [];
    const tokens: Token[] = [];
    let error: LatexError | undefined;
    let to = begin.end;
    for (;;) {
      const token = this.peek();
      if (!token || this.beyond(token)) {
        error = new LatexError(
          `the display that begins here (${environment}) is not closed`,
          begin.at,
          'close it; a blank line or another display ends it',
        );
        break;
      }
      this.take();
      const end = this.endOf(token, environment);
      to = end ?? token.end;
      if (end !== undefined) break;
      if (tokens.length <= LATEX_LIMITS.tokens) tokens.push(token);
    }
    comments.push(...this.pending.filter(({ at }) => at < to));
    this.pending = this.pending.filter(({ at }) => at >= to);
    const within = [...this.open].reverse().find(({ theorem }) => theorem);
    if (within) within.equations += 1;
    const position = within?.equations ?? 0;
    const { numbering } = this;
    if (this.macros.has('\\theequation')) numbering.lose();
    this.onEquation(
      {
        tokens,
        environment,
        from: begin.at,
        to,
        numbers: numbering.numbersOf(environment, tokens),
        comments,
        theorem: within && {
          environment: within.name,
          position,
          get label() {
            return within.label;
          },
        },
        ...(error && { error }),
      },
      this.macros,
    );
    if (error) this.onProblem(error);
  }

  /** The offset after the end of a display, if it ends at this token. */
  private endOf(token: Token, environment: string): number | undefined {
    if (environment === '\\[') return token.text === '\\]' ? token.end : undefined;
    if (environment === '$$') {
      const next = token.text === '$' ? this.peek() : undefined;
      if (next?.text !== '$' || next.at !== token.end) return undefined;
      this.take();
      return next.end;
    }
    if (token.kind !== 'command') return undefined;
    if (token.text === '\\end') {
      const name = this.environmentAfter(token);
      if (name?.text !== environment) return undefined;
      this.jump(name.end);
      return name.end;
    }
    return this.shortFor(token, '\\end') === environment ? token.end : undefined;
  }

  /** Whether a token cannot stand in a display. */
  private beyond(token: Token): boolean {
    if (token.kind === 'paragraph') return true;
    if (token.kind !== 'command') return false;
    if (/^\\(\[|section|subsection|chapter|paragraph|maketitle)$/.test(token.text)) return true;
    if (token.text !== '\\begin' && token.text !== '\\end')
      return this.shortFor(token, '\\begin') !== undefined;
    const name = this.environmentAfter(token)?.text ?? '';
    if (token.text === '\\begin') return DISPLAYS.test(name) || this.theorems.has(name.replace('*', ''));
    return name === 'document' || this.open.some((each) => each.name === name);
  }

  /** Skips $...$; one that is not closed ends at the next paragraph or display. */
  private inline(begin: Token): void {
    for (let token = this.peek(); token && !this.beyond(token); token = this.peek()) {
      this.take();
      if (token.text === '$' && token.kind === 'character') return;
    }
    this.onProblem(new LatexError(`a '$' that nothing closes`, begin.at, 'close it'));
  }

  /** What a command says about the paper. Returns whether the paper ends with it. */
  private command(token: Token): boolean {
    const { text } = token;
    if (DEFINING.has(text)) this.define(token);
    else if (text === '\\begin') this.begin(token);
    else if (text === '\\end') return this.end(token);
    else if (text === '\\endinput') return true;
    else if (text === '\\iffalse') this.skipFalse();
    else if (text === '\\verb') this.skipVerb();
    else if (text === '\\label') this.label(token);
    else if (text === '\\section') {
      if (this.peek()?.text !== '*') this.numbering.newSection();
    } else if (text === '\\appendix') this.numbering.appendix();
    else if (/^\\(input|include|setcounter|addtocounter|subfile|mathtoolsset)$/.test(text))
      this.counter(token);
    else if (
      /^\\(numberwithin|counterwithin|documentclass|newtheorem|declaretheorem|spnewtheorem)$/.test(text)
    )
      this.declaration(token);
    return false;
  }

  private define(token: Token): void {
    this.definitions += 1;
    if (this.definitions > LATEX_LIMITS.macros)
      throw new LatexError(
        `more than ${LATEX_LIMITS.macros} definitions`,
        token.at,
        'leave out what is not used',
      );
    this.attempt(token, () => define(token, this, this.macros));
  }

  private begin(token: Token): void {
    const name = this.environmentAfter(token);
    if (!name) return;
    this.jump(name.end);
    if (VERBATIM.test(name.text)) {
      const end = this.unended.has(name.text) ? -1 : this.source.indexOf(`\\end{${name.text}}`, name.end);
      // What is not found once is not looked for again: each search may go through all of the paper.
      if (end < 0) this.unended.add(name.text);
      if (end < 0)
        this.onProblem(new LatexError(`${quoted(name.text)} that is not closed`, token.at, 'close it'));
      else this.jump(end + `\\end{${name.text}}`.length);
      return;
    }
    if (name.text === 'subequations') this.numbering.lose();
    if (this.open.length >= LATEX_LIMITS.levels * 4) return;
    const theorem = this.theorems.has(name.text.replace('*', ''));
    this.open.push({ name: name.text, theorem, label: undefined, equations: 0 });
  }

  private end(token: Token): boolean {
    const name = this.environmentAfter(token);
    if (!name) return false;
    this.jump(name.end);
    if (name.text === 'document') return true;
    const at = this.open.findLastIndex((each) => each.name === name.text);
    if (at >= 0) this.open.length = at;
    return false;
  }

  private skipFalse(): void {
    for (let token = this.take(); token; token = this.take())
      if (token.text === '\\fi' || token.text === '\\else') return;
  }

  private label(token: Token): void {
    this.attempt(token, () => {
      const label = typed(group(this, token));
      const within = this.open.at(-1);
      if (within?.theorem) within.label ??= label;
    });
  }

  private counter(token: Token): void {
    const changes = token.text === '\\setcounter' || token.text === '\\addtocounter';
    this.attempt(token, () => {
      if (!changes || typed(group(this, token)) === 'equation') this.numbering.lose();
    });
  }

  private declaration(token: Token): void {
    this.attempt(token, () => {
      if (this.peek()?.text === '*') this.take();
      bracket(this);
      const first = typed(group(this, token));
      if (token.text === '\\documentclass') this.numbering.documentClass(first);
      else if (token.text.endsWith('within')) this.numbering.within(first, typed(group(this, token)));
      else this.theorems.add(first);
    });
  }
}

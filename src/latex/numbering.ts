import type { Token } from './token.ts';

/** Classes whose equations are numbered 1, 2, 3 through the document. */
const PLAIN_CLASSES =
  /^(article|amsart|scrartcl|extarticle|elsarticle|IEEEtran|revtex4(-[12])?|iclr.*|neurips.*|icml.*)$/;
/** One number for all of its rows. */
const ONE_NUMBER = /^(equation|multline|dmath)$/;
const MANY_NUMBERS = /^(align|gather|flalign|alignat|xalignat|eqnarray)$/;

/**
 * The numbers that equations are printed with, as far as they follow from the source: after a command that may change
 * them in a way of its own they are not known.
 */
export class Numbering {
  private count = 0;
  private section = 0;
  private inAppendix = false;
  private bySection = false;
  private known = true;

  documentClass(name: string): void {
    if (!PLAIN_CLASSES.test(name)) this.known = false;
  }

  lose(): void {
    this.known = false;
  }

  within(counter: string, parent: string): void {
    if (counter !== 'equation') return;
    if (parent === 'section') this.bySection = true;
    else this.known = false;
  }

  newSection(): void {
    this.section += 1;
    if (this.bySection) this.count = 0;
  }

  appendix(): void {
    this.inAppendix = true;
    this.section = 0;
  }

  /** The numbers of the rows of a display. */
  numbersOf(environment: string, tokens: readonly Token[]): readonly string[] {
    if (!ONE_NUMBER.test(environment) && !MANY_NUMBERS.test(environment))
      return rowsOf(tokens).flatMap(({ tag }) => (tag === undefined ? [] : [tag]));
    const rows = rowsOf(tokens);
    const many = MANY_NUMBERS.test(environment);
    const numbered = many ? rows : [{ tag: rows.find(({ tag }) => tag !== undefined)?.tag, silent: false }];
    return numbered.flatMap(({ tag, silent }) => {
      if (tag !== undefined) return [tag];
      if (silent) return [];
      this.count += 1;
      return this.known ? [this.printed()] : [];
    });
  }

  private printed(): string {
    if (!this.bySection) return String(this.count);
    const letter = String.fromCharCode(64 + Math.min(this.section, 26));
    return `${this.inAppendix ? letter : this.section}.${this.count}`;
  }
}

interface Row {
  readonly tag: string | undefined;
  readonly silent: boolean;
}

/** The rows of a display, each with its tag and whether it has no number. */
function rowsOf(tokens: readonly Token[]): readonly Row[] {
  const rows: { tag: string | undefined; silent: boolean }[] = [{ tag: undefined, silent: false }];
  let depth = 0;
  let environments = 0;
  for (let i = 0; i < tokens.length; i++) {
    const { kind, text } = tokens[i]!;
    if (kind === 'open') depth += 1;
    if (kind === 'close') depth -= 1;
    if (text === '\\begin') environments += 1;
    if (text === '\\end') environments -= 1;
    if (text === '\\\\' && depth === 0 && environments === 0) rows.push({ tag: undefined, silent: false });
    if (text === '\\notag' || text === '\\nonumber') rows.at(-1)!.silent = true;
    if (text === '\\tag') rows.at(-1)!.tag = wordIn(tokens, i + 1);
  }
  return rows;
}

/** The text of the argument at a place. */
export function wordIn(tokens: readonly Token[], at: number): string {
  let i = tokens[at]?.text === '*' ? at + 1 : at;
  if (tokens[i]?.kind !== 'open') return tokens[i]?.text ?? '';
  let word = '';
  for (i += 1; i < tokens.length && tokens[i]!.kind !== 'close'; i++)
    word += `${tokens[i]!.gap && word !== '' ? ' ' : ''}${tokens[i]!.text}`;
  return word;
}

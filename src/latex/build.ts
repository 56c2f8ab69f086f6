import { type Atom, isSymbol, type Nucleus, shown } from './atom.ts';
import { Cursor } from './cursor.ts';
import { LatexError, quoted } from './error.ts';
import { asName, isBracketed, rowsOf, textual } from './pieces.ts';
import type { Token } from './token.ts';
import { LAYOUT, STYLES, SWITCHES, TEXTUAL, UPRIGHT } from './words.ts';

type Mutable = { -readonly [K in keyof Atom]: Atom[K] };

/** Builds the atoms of a formula from its tokens, after the author's macros are written out. */
export const buildAtoms = (tokens: readonly Token[]): readonly Atom[] => new Builder(tokens).all();

class Builder extends Cursor {
  all(): readonly Atom[] {
    const atoms = this.list();
    const rest = this.tokens[this.i];
    if (rest) throw new LatexError(`'}' closes nothing`, rest.at, 'remove it');
    return atoms;
  }

  /** Atoms up to a closing brace, or the end. */
  private list(stop?: string): Atom[] {
    this.deeper();
    const atoms: Atom[] = [];
    this.gap = false;
    for (let token = this.tokens[this.i]; token; token = this.tokens[this.i]) {
      if (token.kind === 'close' || (stop !== undefined && token.text === stop)) break;
      if (this.layout(token)) continue;
      if (token.kind === 'up' || token.kind === 'down') this.script(token, atoms);
      else if (token.text === "'" || token.text === '\\prime') this.prime(token, atoms);
      else if (token.kind === 'open') this.braces(token, atoms);
      else if (token.kind === 'tab') this.mark('tab', token, atoms);
      else if (/^\d$/.test(token.text)) this.digits(token, atoms);
      else atoms.push(...this.nucleus(token));
    }
    this.level -= 1;
    return atoms;
  }

  private mark(kind: 'space' | 'row' | 'tab', token: Token, atoms: Atom[]): void {
    this.i += 1;
    atoms.push(this.atom({ kind, text: token.text }, token));
  }

  /** An argument of \frac, of a script: braces, or one thing. */
  private argument(of: Token): readonly Atom[] {
    while (
      this.tokens[this.i] &&
      this.tokens[this.i]!.kind === 'command' &&
      LAYOUT.has(this.tokens[this.i]!.text)
    )
      this.i += 1;
    const first = this.tokens[this.i];
    if (!first || first.kind === 'close' || first.kind === 'tab')
      throw new LatexError(`an argument of ${quoted(of.text)} is missing`, of.at, 'write it in braces');
    if (first.kind === 'up' || first.kind === 'down')
      throw new LatexError(
        `${quoted(first.text)} where an argument of ${quoted(of.text)} should stand`,
        first.at,
      );
    if (first.kind === 'open') {
      this.i += 1;
      const atoms = this.list();
      this.closing(first);
      this.gap = true;
      return atoms;
    }
    this.gap = false;
    if (/^\d$/.test(first.text)) {
      this.i += 1;
      return [this.atom({ kind: 'number', text: first.text, single: true }, first)];
    }
    this.deeper();
    const atoms = this.nucleus(first);
    this.level -= 1;
    return atoms;
  }

  private script(token: Token, atoms: Atom[]): void {
    const base = atoms.at(-1) as Mutable | undefined;
    if (!base || ['space', 'row', 'tab', 'text'].includes(base.kind))
      throw new LatexError(
        `${quoted(token.text)} with nothing before it`,
        token.at,
        'write the letter it belongs to',
      );
    this.i += 1;
    const braced = this.tokens[this.i]?.kind === 'open';
    const given = this.argument(token);
    const inside = token.kind === 'down' ? asName(given) : given;
    const next = this.tokens[this.i];
    if (!braced && inside[0]?.kind === 'number' && next && /^\d$/.test(next.text) && !next.gap)
      throw new LatexError(
        `a script is one digit: ${inside[0].text} and then ${next.text}`,
        token.at,
        'write braces',
      );
    if (inside.length === 0) return;
    const primes = inside.filter((atom) => isSymbol(atom, '\\prime', "'")).length;
    const where = token.kind === 'up' ? 'sup' : 'sub';
    if (where === 'sup' && primes === inside.length) base.primes = (base.primes ?? 0) + primes;
    else if (base[where])
      throw new LatexError(
        `two ${where === 'sup' ? 'superscripts' : 'subscripts'} on ${quoted(shown([base as Atom]))}`,
        token.at,
        'write braces, or one script',
      );
    else base[where] = inside;
    base.end = this.tokens[this.i - 1]?.end ?? base.end;
    this.gap = braced;
  }

  private prime(token: Token, atoms: Atom[]): void {
    this.i += 1;
    const base = atoms.at(-1) as Mutable | undefined;
    // As an argument of a script, ^\prime.
    if (!base) atoms.push(this.atom({ kind: 'symbol', text: "'" }, token));
    else base.primes = (base.primes ?? 0) + 1;
  }

  /** Braces print nothing: what is in them stands there as it is, unless a script is put on all of it. */
  private braces(open: Token, atoms: Atom[]): void {
    const gap = this.gap;
    this.i += 1;
    const style = SWITCHES[this.tokens[this.i]?.text ?? ''];
    if (style !== undefined) {
      this.i += 1;
      const inside = this.list();
      this.closing(open);
      this.gap = gap;
      atoms.push(this.styled(style, inside, open));
      return;
    }
    const inside = this.list();
    this.closing(open);
    const next = this.tokens[this.i];
    const scripted = next?.kind === 'up' || next?.kind === 'down';
    if (inside.length === 1 && isSymbol(inside[0], ','))
      throw new LatexError('a comma in braces: a decimal comma?', open.at, 'write a point');
    if (scripted && inside.length > 1 && !isBracketed(inside))
      throw new LatexError(
        `a script on braces, which print nothing: {${shown(inside)}}`,
        open.at,
        'write \\left( and \\right)',
      );
    if (inside[0]) atoms.push({ ...inside[0], gap: true }, ...inside.slice(1));
    this.gap = true;
  }

  private digits(first: Token, atoms: Atom[]): void {
    let text = first.text;
    this.i += 1;
    for (let token = this.tokens[this.i]; token && !token.gap; token = this.tokens[this.i]) {
      const point = token.text === '.' && /^\d$/.test(this.tokens[this.i + 1]?.text ?? '');
      if (!/^\d$/.test(token.text) && !(point && !this.tokens[this.i + 1]!.gap && !text.includes('.'))) break;
      text += token.text;
      this.i += 1;
    }
    atoms.push(this.atom({ kind: 'number', text }, first));
  }

  private nucleus(token: Token): readonly Atom[] {
    this.i += 1;
    const { text } = token;
    if (token.kind === 'parameter') {
      const number = this.tokens[this.i];
      this.i += 1;
      return [this.atom({ kind: 'hole', text: number?.text ?? '' }, token)];
    }
    if (token.kind !== 'command') return [this.atom({ kind: 'symbol', text }, token)];
    const gap = this.gap || token.gap;
    const made = this.command(token);
    if (made.length === 0) return [];
    return [{ ...this.atom(made[0]!, token), gap }, ...(made.slice(1) as Atom[])];
  }

  private command(token: Token): readonly (Nucleus | Atom)[] {
    const { text } = token;
    if (/^\\[tdc]?frac$/.test(text))
      return [{ kind: 'fraction', top: this.argument(token), bottom: this.argument(token) }];
    if (/^\\[td]?binom$/.test(text))
      return [{ kind: 'binomial', top: this.argument(token), bottom: this.argument(token) }];
    if (text === '\\sqrt') {
      const degree = this.option();
      const inside = this.argument(token);
      return [{ kind: 'root', ...(degree && { degree }), inside }];
    }
    if (text === '\\xrightarrow') {
      const below = this.option();
      const above = this.argument(token);
      return [{ kind: 'arrow', labels: [below ?? [], above].filter((label) => label.length > 0) }];
    }
    if (text === '\\substack') return [{ kind: 'rows', rows: rowsOf(this.argument(token)) }];
    if (text === '\\quad' || text === '\\qquad') return [{ kind: 'space', text }];
    if (text === '\\\\' || text === '\\cr' || text === '\\newline' || text === '\\tabularnewline') {
      if (this.tokens[this.i]?.text === '*') this.i += 1;
      this.skipOption();
      return [{ kind: 'row', text: '\\\\' }];
    }
    if (TEXTUAL.has(text)) return [textual(this.raw(token), this.level)];
    if (UPRIGHT.has(text) || STYLES.has(text)) return [this.styled(text, this.argument(token), token)];
    return [{ kind: 'symbol', text }];
  }

  private option(): readonly Atom[] | undefined {
    if (this.tokens[this.i]?.text !== '[') return undefined;
    const open = this.tokens[this.i]!;
    this.i += 1;
    const atoms = this.list(']');
    if (this.tokens[this.i]?.text !== ']')
      throw new LatexError(`'[' is not closed`, open.at, `close it with ']'`);
    this.i += 1;
    return atoms;
  }

  private styled(style: string, inside: readonly Atom[], from: Token): Atom {
    const plain = inside.every(
      (atom) =>
        (atom.kind === 'symbol' || atom.kind === 'word' || atom.kind === 'number') && !atom.sub && !atom.sup,
    );
    const text = inside.map((atom) => ('text' in atom ? atom.text : '')).join('');
    if (!plain || text === '')
      throw new LatexError(`${style} around more than a name`, from.at, 'style letters alone');
    if (STYLES.has(style)) return this.atom({ kind: 'symbol', text: `${style}{${text}}` }, from);
    if (inside.length === 1) return { ...inside[0]!, at: from.at };
    if (/^[A-Za-z]+$/.test(text)) return this.atom({ kind: 'word', text }, from);
    return this.atom({ kind: 'text', text }, from);
  }
}

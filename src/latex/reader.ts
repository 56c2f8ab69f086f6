import type { Expression } from '../expression/index.ts';
import { LATEX_LIMITS } from '../limits/limits.ts';
import { type Atom, isSymbol, shown } from './atom.ts';
import { readBig } from './big.ts';
import { LatexError, quoted } from './error.ts';
import { readExpectation, readVariance, startsExpectation, startsVariance } from './expectation.ts';
import { readCall, readNorm, startsCall } from './function.ts';
import { binary, call, power } from './make.ts';
import { type Bound, type Local, readName } from './match.ts';
import { checkKnown, readRemainder, readSimple } from './primary.ts';
import type { Table } from './table.ts';
import { unreadable } from './unreadable.ts';
import { BARS, CLOSING, NORMS, OPENING, OTHER_RELATIONS, RELATIONS, TIMES } from './words.ts';

/** A reading that a person should look at. */
export interface Note {
  readonly text: string;
  readonly at: number;
}

/** A factor of a product, as it was joined to those before it. */
export interface Factor {
  readonly by: 'multiply' | 'divide';
  readonly node: Expression;
}

/** What all readers of one formula share. */
export interface Shared {
  readonly notes: Note[];
  /** The insides of O(...). */
  readonly remainders: { readonly order: Expression; readonly tex: string; readonly at: number }[];
}

/**
 * Reads atoms as an expression: sums of products of powers of names. Nothing is guessed; whatever has two readings in
 * use is refused, though TeX has one.
 */
export class Reader {
  at = 0;
  level = 0;
  bound: Bound[] = [];
  inExpectation = false;
  /** The bars that would end what is being read. */
  private readonly stops: string[] = [];
  readonly atoms: readonly Atom[];
  readonly table: Table;
  readonly locals: readonly Local[];
  readonly shared: Shared;

  constructor(atoms: readonly Atom[], table: Table, locals: readonly Local[], shared: Shared) {
    this.atoms = atoms;
    this.table = table;
    this.locals = locals;
    this.shared = shared;
  }

  get here(): Atom | undefined {
    return this.atoms[this.at];
  }

  note(text: string, at: Atom): void {
    this.shared.notes.push({ text, at: at.at });
  }

  is(...texts: readonly string[]): boolean {
    return isSymbol(this.here, ...texts);
  }

  /** The offset after the last atom. */
  get end(): number {
    return this.atoms.at(-1)?.end ?? 0;
  }

  /** What atoms elsewhere mean here: a script, an argument. `at` is where they should stand. */
  inside(atoms: readonly Atom[], at = 0): Expression {
    if (atoms.length === 0) throw new LatexError('nothing is written where a term should stand', at);
    return this.reader(atoms).whole();
  }

  reader(atoms: readonly Atom[]): Reader {
    const reader = new Reader(atoms, this.table, this.locals, this.shared);
    reader.bound = [...this.bound];
    reader.inExpectation = this.inExpectation;
    reader.level = this.level + 1;
    return reader;
  }

  whole(): Expression {
    const node = this.sum();
    if (this.here) throw unreadable(this);
    return node;
  }

  sum(): Expression {
    this.level += 1;
    if (this.level > LATEX_LIMITS.levels)
      throw new LatexError(`more than ${LATEX_LIMITS.levels} levels`, this.here?.at ?? this.end, 'simplify');
    const sign = this.is('-') ? '-' : this.is('+') ? '+' : undefined;
    if (sign) this.at += 1;
    const first = this.product();
    let node: Expression = sign === '-' ? { kind: 'negate', argument: first } : first;
    for (let terms = 1; this.is('+', '-'); terms++) {
      this.checkChain(terms, 'terms');
      const kind = this.is('+') ? 'add' : 'subtract';
      this.at += 1;
      node = binary(kind, node, this.product());
    }
    this.level -= 1;
    return node;
  }

  private checkChain(length: number, what: string): void {
    if (length > LATEX_LIMITS.chain)
      throw new LatexError(`more than ${LATEX_LIMITS.chain} ${what}`, this.here?.at ?? this.end, 'split it');
  }

  product(): Expression {
    return joined(this.factors());
  }

  startsFactor(): boolean {
    const atom = this.here;
    if (!atom || ['space', 'row', 'tab', 'arrow'].includes(atom.kind)) return false;
    if (atom.kind !== 'symbol') return true;
    const { text } = atom;
    if (text === this.stops.at(-1)) return false;
    const other = RELATIONS.has(text) || OTHER_RELATIONS.has(text) || CLOSING.has(text) || TIMES.has(text);
    return !other && !['+', '-', '/', ',', ';', ':', '.', '!', '=', '\\pm', '\\mp'].includes(text);
  }

  /** The factors of a product, read from the left. Juxtaposition is a product; a/b c is refused. */
  factors(): readonly Factor[] {
    const list: Factor[] = [];
    let slash: Atom | undefined;
    let divided: Atom | undefined;
    for (let by: 'first' | 'beside' | 'times' | 'over' = 'first'; ; ) {
      const atom = this.here;
      if (!atom || !this.startsFactor()) throw unreadable(this);
      if (by === 'beside') {
        if (slash)
          throw new LatexError('a/b c can be read in two ways', slash.at, 'write \\frac, or brackets');
        if (atom.kind === 'number' && !atom.single)
          throw new LatexError(
            `the number ${atom.text} right after a factor`,
            atom.at,
            'write \\cdot between them',
          );
      }
      const before = this.atoms[this.at - 1];
      if (by === 'beside' && before?.kind === 'number' && !before.sup && isNumeric(atom))
        throw new LatexError(
          `${quoted(shown([before, atom]))} can be a product or a mixed number`,
          before.at,
          'write \\cdot between them, or one fraction',
        );
      if (divided && by === 'times') this.note('a/b \\cdot c is read from the left, as (a/b) c', divided);
      const kind = by === 'over' ? 'divide' : 'multiply';
      if (isSymbol(atom, '\\sum', '\\prod')) list.push(...readBig(this, by === 'over'));
      else list.push({ by: kind, node: this.postfix() });
      slash = by === 'over' ? atom : by === 'beside' ? slash : undefined;
      this.checkChain(list.length, 'factors');
      if (this.is('/')) {
        by = 'over';
        divided = this.here;
        this.at += 1;
      } else if (this.here?.kind === 'symbol' && TIMES.has(this.here.text)) {
        if (this.here.sub || this.here.sup) throw unreadable(this);
        by = 'times';
        this.at += 1;
      } else if (this.startsFactor()) by = 'beside';
      else return list;
    }
  }

  /** An atom with its factorial and power. */
  postfix(): Expression {
    const first = this.here!;
    const { node: plain, sup } = this.primary();
    let node = this.raised(plain, sup, first);
    for (let again = false; this.is('!'); again = true) {
      const mark = this.here!;
      if (again || mark.sub || mark.primes)
        throw new LatexError('double factorials are not read', mark.at, 'write them out');
      this.at += 1;
      node = this.raised(call('factorial', node), mark.sup, mark);
    }
    return node;
  }

  raised(node: Expression, sup: readonly Atom[] | undefined, of: Atom): Expression {
    if (!sup) return node;
    const [mark] = sup;
    const bracketed = isSymbol(mark, '(') && isSymbol(sup.at(-1), ')') && sup.length <= 3;
    if (bracketed || isSymbol(mark, '*', '\\ast', '+', '\\dagger', '\\top', 'T'))
      throw new LatexError(
        `the superscript ${quoted(shown(sup))} of ${quoted(shown([{ ...of, sup: undefined } as unknown as Atom]))} is no power`,
        of.at,
        'name it in the table of symbols',
      );
    return power(node, this.inside(sup, of.at));
  }

  /** What stands here, and the power that TeX put on its last atom. */
  private primary(): { readonly node: Expression; readonly sup: readonly Atom[] | undefined } {
    const first = this.here!;
    const start = this.at;
    const known = readName(this);
    if (known) {
      if (known.value === 'input')
        throw new LatexError(
          `the input ${quoted(shown([first]))} stands where a number should`,
          first.at,
          'write its norm',
        );
      checkKnown(this, known.value, start);
      return { node: known.value, sup: known.sup };
    }
    if (first.primes) throw unreadable(this);
    if (startsExpectation(this)) return { node: readExpectation(this), sup: undefined };
    if (startsVariance(this)) return { node: readVariance(this), sup: undefined };
    if (startsCall(first)) return { node: readCall(this), sup: undefined };
    if (first.kind === 'symbol' && (BARS.has(first.text) || Object.hasOwn(NORMS, first.text)))
      return readNorm(this);
    if (first.kind === 'symbol' && Object.hasOwn(OPENING, first.text)) return this.bracket();
    if (first.sub) throw unreadable(this);
    if (isSymbol(first, 'O', '\\mathcal{O}')) return { node: readRemainder(this), sup: undefined };
    return { node: readSimple(this, first), sup: isSymbol(first, 'e') ? undefined : first.sup };
  }

  /** (...) and the like, with the power on the closing one. */
  bracket(): { readonly node: Expression; readonly sup: readonly Atom[] | undefined } {
    const open = this.here as Atom & { readonly kind: 'symbol' };
    const close = OPENING[open.text]!;
    if (open.sub || open.sup || open.text === '\\langle') throw unreadable(this);
    this.at += 1;
    const node = this.until(close);
    const end = this.closed(open, close);
    return { node: open.text === '\\lfloor' ? call('floor', node) : node, sup: end.sup };
  }

  /** A sum that ends before a closing sign; a bar there opens nothing. */
  until(close: string): Expression {
    this.stops.push(close);
    const node = this.sum();
    this.stops.pop();
    return node;
  }

  closed(open: Atom, close: string): Atom {
    const end = this.here;
    if (!end || !isSymbol(end, close)) {
      const found = end ? `${quoted(shown([end]))} stands where` : 'it is not closed:';
      throw new LatexError(
        `${quoted(shown([{ ...open, sub: undefined } as unknown as Atom]))} is open, and ${found} ${quoted(close)} should close it`,
        end?.at ?? open.at,
      );
    }
    if (end.sub || end.primes) throw unreadable(this);
    this.at += 1;
    return end;
  }
}

/** A fraction of two numbers. */
const isNumeric = (atom: Atom): boolean =>
  atom.kind === 'fraction' &&
  [atom.top, atom.bottom].every((part) => part.length === 1 && part[0]!.kind === 'number');

/** A product of factors, from the left. */
export function joined(factors: readonly Factor[]): Expression {
  const [first, ...rest] = factors;
  return rest.reduce((left, { by, node }) => binary(by, left, node), first!.node);
}

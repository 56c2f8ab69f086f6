import type { Expression } from '../expression/index.ts';
import { type Atom, isSymbol, shown } from './atom.ts';
import { LatexError, quoted } from './error.ts';
import { binary, holds, isRemainder, ONE, remainderName, wholeOf } from './make.ts';
import type { Local } from './match.ts';
import { Reader, type Shared } from './reader.ts';
import type { Meaning, Table } from './table.ts';
import { checked, textOf } from './text.ts';
import { withR } from './tidy.ts';
import { BARS, CLOSING, OPENING, RELATIONS, type RelationKind } from './words.ts';

/** One side of a relation in the language of statements; `from` and `to` are offsets in the source. */
export interface Side {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export interface Relation {
  readonly kind: RelationKind;
  /** As it is printed, \simeq. */
  readonly sign: string;
  /** What the table says it means; undefined for a sign that must be asked about. */
  readonly meaning: Meaning | undefined;
  readonly at: number;
}

/** A factor 1 + O(order) of one side. */
export interface Remainder {
  readonly side: number;
  readonly order: string;
  readonly tex: string;
  readonly at: number;
}

/** A side that is not read, of a chain of equations whose other sides are. */
export interface UnreadSide {
  readonly tex: string;
  readonly error: LatexError;
}

/** Sides with relations between them. */
export interface Chain {
  readonly sides: readonly Side[];
  readonly relations: readonly Relation[];
  readonly remainders: readonly Remainder[];
  readonly unread: readonly UnreadSide[];
  /** \lim_{n\to\infty}: what tends to what, as printed, where the first side is a limit. */
  readonly limit: readonly string[];
  /** Whether it speaks of a moment of the network. */
  readonly moments: boolean;
}

/** What a relation means without a declaration. The signs that papers use in several ways mean nothing by themselves. */
const PLAIN: Partial<Record<RelationKind, Meaning>> = {
  equals: 'equals',
  'at-most': 'at-most',
  'at-least': 'at-least',
  'tends-to': 'tends-to',
};

interface Read {
  readonly node: Expression;
  readonly remainders: readonly number[];
}

/** Reads one part as a chain. */
export function readChain(
  atoms: readonly Atom[],
  table: Table,
  locals: readonly Local[],
  shared: Shared,
): Chain & { readonly nodes: readonly Expression[] } {
  const cut = sidesOf(atoms, table);
  const limit = limitOf(cut);
  const { sides, relations } = limit ? limit : cut;
  if (sides.some((side) => side.length === 0))
    throw new LatexError('two relation signs in a row, or one at an end', atoms[0]!.at, 'write both sides');
  const unread: UnreadSide[] = [];
  const read = sides.map((side): Read | undefined => {
    try {
      return readSide(side, table, locals, shared);
    } catch (error) {
      if (!(error instanceof LatexError)) throw error;
      unread.push({ tex: shown(side), error });
      return undefined;
    }
  });
  const good = read.filter((each) => each !== undefined);
  const onlyEquals = relations.every(({ kind }) => kind === 'equals');
  const isMoment = good.some(({ node }) => holds(node, ({ kind }) => kind === 'expectation'));
  // A side that is not read leaves the others of a chain of equations as they are.
  if (unread.length > 0 && !(good.length >= 2 && onlyEquals && isMoment)) throw unread[0]!.error;
  const kept = unread.length > 0 ? relations.slice(0, good.length - 1) : relations;
  const remainders = good.flatMap(({ remainders: own }, side) =>
    own.map((k) => {
      const { order, tex, at } = shared.remainders[k]!;
      return { side, order: textOf(withR(order)), tex, at };
    }),
  );
  const definite = kept.find(({ kind }) => ['at-most', 'at-least', 'below', 'above'].includes(kind));
  if (remainders.length > 0 && definite)
    throw new LatexError(
      'an inequality with a factor 1 + O(...) claims nothing definite',
      definite.at,
      'write the constant, or the inequality without it',
    );
  const places = sides.filter((_, i) => read[i] !== undefined);
  return {
    sides: good.map(({ node }, i) => {
      const from = places[i]![0]!.at;
      return { text: checked(node, from).text, from, to: places[i]!.at(-1)!.end };
    }),
    nodes: good.map(({ node }) => node),
    // An equation up to a factor 1 + O(...) is an asymptotic one.
    relations: kept.map((each) =>
      each.kind === 'equals' && remainders.length > 0 ? { ...each, meaning: 'asymptotic' as const } : each,
    ),
    remainders,
    unread,
    limit: limit ? limit.words : [],
    moments: isMoment,
  };
}

function readSide(atoms: readonly Atom[], table: Table, locals: readonly Local[], shared: Shared): Read {
  const reader = new Reader(atoms, table, locals, shared);
  const found: number[] = [];
  const node = withR(withoutRemainders(reader.whole(), found) ?? ONE);
  if (holds(node, isRemainder))
    throw new LatexError(
      'an O(...) that is not in a factor 1 + O(...) of the whole side',
      atoms[0]!.at,
      'write the side as a product with 1 + O(...)',
    );
  return { node, remainders: found };
}

/** Takes factors 1 + O(...) out of the product that a side is; undefined if nothing is left. */
function withoutRemainders(node: Expression, found: number[]): Expression | undefined {
  if (node.kind === 'add' && wholeOf(node.left) === 1 && isRemainder(node.right)) {
    found.push(Number(node.right.name.slice(remainderName(0).length - 1)));
    return undefined;
  }
  if (node.kind === 'multiply') {
    const left = withoutRemainders(node.left, found);
    const right = withoutRemainders(node.right, found);
    return left && right ? binary('multiply', left, right) : (left ?? right);
  }
  if (node.kind === 'divide') return binary('divide', withoutRemainders(node.left, found) ?? ONE, node.right);
  return node;
}

interface Cut {
  readonly sides: readonly (readonly Atom[])[];
  readonly relations: readonly Relation[];
}

/** The sides of a part, at its relation signs outside of brackets. */
export function sidesOf(atoms: readonly Atom[], table: Table): Cut {
  const sides: Atom[][] = [[]];
  const relations: Relation[] = [];
  let depth = 0;
  let bar: string | undefined;
  for (let i = 0; i < atoms.length; i++) {
    const atom = atoms[i]!;
    if (atom.kind === 'symbol') {
      if (Object.hasOwn(OPENING, atom.text)) depth += 1;
      if (CLOSING.has(atom.text)) depth -= 1;
      if (BARS.has(atom.text)) bar = bar === atom.text ? undefined : (bar ?? atom.text);
    }
    const next = atoms[i + 1];
    const two = (isSymbol(atom, ':') && isSymbol(next, '=')) || (isSymbol(atom, '=') && isSymbol(next, ':'));
    const kind =
      atom.kind === 'arrow'
        ? 'tends-to'
        : two
          ? 'defines'
          : atom.kind === 'symbol'
            ? RELATIONS.get(atom.text)
            : undefined;
    if (depth !== 0 || bar !== undefined || !kind) {
      sides.at(-1)!.push(atom);
      continue;
    }
    if (atom.kind === 'arrow')
      throw new LatexError(
        `${quoted(shown([atom]))}: what stands on an arrow is not read`,
        atom.at,
        'write \\to, and say outside what grows',
      );
    const sign = two ? shown([atom, next!]) : shown([atom]);
    if (atom.sub || atom.sup || atom.primes)
      throw new LatexError(`the relation ${quoted(sign)} has a script`, atom.at, 'say outside what it means');
    relations.push({ kind, sign, meaning: table.relations.get(sign) ?? PLAIN[kind], at: atom.at });
    sides.push([]);
    if (two) i += 1;
  }
  return { sides, relations };
}

/** \lim_{n\to\infty} X = Y says that X tends to Y. */
function limitOf(cut: Cut): (Cut & { readonly words: readonly string[] }) | undefined {
  const [first, ...rest] = cut.sides;
  const head = first?.[0];
  if (!head || !isSymbol(head, '\\lim') || !head.sub) return undefined;
  if (cut.relations.length !== 1 || cut.relations[0]!.kind !== 'equals' || head.sup) return undefined;
  const words: Atom[][] = [[]];
  for (const atom of head.sub.flatMap((each) => (each.kind === 'rows' ? each.rows.flat() : [each])))
    if (isSymbol(atom, ',')) words.push([]);
    else words.at(-1)!.push(atom);
  return {
    sides: [first.slice(1), ...rest],
    relations: [{ ...cut.relations[0]!, kind: 'tends-to', meaning: 'tends-to' }],
    words: words.map(shown),
  };
}

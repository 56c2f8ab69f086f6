import { type Expression, mapChildren } from '../expression/index.ts';
import { type Atom, isSymbol, sameList, sameName, shown } from './atom.ts';
import { LatexError, quoted } from './error.ts';
import { names, symbol } from './make.ts';
import type { Reader } from './reader.ts';
import { type Entry, holeName } from './table.ts';
import { CLOSING, OPENING } from './words.ts';

/** An index of a sum that is being read. */
export interface Bound {
  readonly key: Atom;
  readonly name: string;
  /** What it runs over, as text: two indices with the same range can be told to differ. */
  readonly range?: string;
}

/** A name that the formula itself explains: \mu = d/n. */
export interface Local {
  readonly key: readonly Atom[];
  readonly value: Expression;
}

interface Hit {
  /** The first atom after it. */
  readonly next: number;
  /** A power on its last atom. */
  readonly sup: readonly Atom[] | undefined;
  /** How exactly it fits, among keys of one length. */
  readonly rank: number;
  readonly holes: ReadonlyMap<string, readonly Atom[]>;
  readonly last: Atom;
}

/** Whether a key stands at a place of a formula. */
export function fits(key: readonly Atom[], atoms: readonly Atom[], at: number): Hit | undefined {
  const holes = new Map<string, readonly Atom[]>();
  let p = at;
  let rank = 1;
  let sup: readonly Atom[] | undefined;
  for (let i = 0; i < key.length; i++) {
    const wanted = key[i]!;
    if (wanted.kind === 'hole') {
      const end = argumentEnd(atoms, p);
      if (end <= p) return undefined;
      holes.set(wanted.text, atoms.slice(p, end));
      rank = 0;
      p = end;
      continue;
    }
    const found = atoms[p];
    if (!found) return undefined;
    const hole = wanted.sub?.length === 1 && wanted.sub[0]?.kind === 'hole' ? wanted.sub[0] : undefined;
    if (hole && found.sub) {
      if (!sameName(withoutSub(wanted), withoutSub(found))) return undefined;
      holes.set(hole.text, found.sub);
      rank = 0;
    } else if (!sameName(wanted, found)) return undefined;
    p += 1;
    if (wanted.sup) {
      if (!found.sup || !sameList(wanted.sup, found.sup)) return undefined;
      rank += 1;
    } else if (found.sup) {
      // K^2(x,x) is K(x,x)^2; another superscript there is no power.
      const between = i === 0 && key.length > 1 && isNumber(found.sup);
      if (sup || (i < key.length - 1 && !between)) return undefined;
      sup = found.sup;
    }
  }
  return { next: p, sup, rank, holes, last: atoms[p - 1]! };
}

const isNumber = (sup: readonly Atom[]): boolean => sup.length === 1 && sup[0]!.kind === 'number';

const withoutSub = (atom: Atom): Atom => ({ ...atom, sub: [] });

/** The end of what stands between brackets, or before a comma, from a place inside them. */
function argumentEnd(atoms: readonly Atom[], from: number): number {
  let depth = 0;
  for (let i = from; i < atoms.length; i++) {
    const atom = atoms[i]!;
    if (atom.kind !== 'symbol') continue;
    if (depth === 0 && (CLOSING.has(atom.text) || atom.text === ',')) return i;
    if (Object.hasOwn(OPENING, atom.text)) depth += 1;
    if (CLOSING.has(atom.text)) depth -= 1;
  }
  return -1;
}

/** What a name at the reader's place means, and the power on it; undefined if no name is known there. */
export function readName(
  reader: Reader,
): { readonly value: Expression | 'input'; readonly sup: readonly Atom[] | undefined } | undefined {
  const { atoms, at } = reader;
  let best: { hit: Hit; of: Bound | Local | Entry; order: number } | undefined;
  const offer = (key: readonly Atom[], of: Bound | Local | Entry, order: number): void => {
    const hit = fits(key, atoms, at);
    if (!hit) return;
    const better =
      !best ||
      hit.next > best.hit.next ||
      (hit.next === best.hit.next &&
        (order > best.order || (order === best.order && hit.rank > best.hit.rank)));
    if (better) best = { hit, of, order };
  };
  for (const entry of reader.table.entries) offer(entry.key, entry, 0);
  for (const local of reader.locals) offer(local.key, local, 1);
  // Of two indices of one name the inner one counts.
  for (const bound of [...reader.bound].reverse()) offer([bound.key], bound, 2);
  if (!best) return undefined;
  const { hit, of } = best;
  const first = atoms[at]!;
  reader.at = hit.next;
  if ('name' in of) return { value: symbol(of.name), sup: hit.sup };
  if (of.value === undefined) return { value: 'input', sup: hit.sup };
  const value = 'holes' in of ? filled(reader, of, hit) : of.value;
  const captured = reader.bound.find(({ name }) => names(of.value!).has(name));
  if (captured)
    throw new LatexError(
      `${quoted(shown([first]))} depends on ${captured.name}, which is an index here`,
      first.at,
      'give the index another name',
    );
  return { value, sup: hit.sup };
}

/** The value of a key with what stands in the place of its arguments. */
function filled(reader: Reader, entry: Entry, hit: Hit): Expression {
  if (entry.holes === 0) return entry.value!;
  const given = new Map<string, Expression>();
  for (const [number, atoms] of hit.holes) given.set(holeName(number), reader.inside(atoms));
  const visit = (node: Expression): Expression => {
    if (node.kind === 'fold') {
      for (const [hole, argument] of given)
        if (names(node.body).has(hole) && names(argument).has(node.index))
          throw new LatexError(
            `the argument of ${quoted(entry.tex)} uses ${node.index}, which is an index in its value`,
            hit.last.at,
            'give the index in the table another name',
          );
    }
    return (node.kind === 'symbol' ? given.get(node.name) : undefined) ?? mapChildren(node, visit);
  };
  return visit(entry.value!);
}

/** An index as a name of our language: i, i_1, \ell, i'. */
export function indexName(atom: Atom): string | undefined {
  if (atom.sup) return undefined;
  const head = /^\\?([A-Za-z]+)$/.exec(atom.kind === 'symbol' || atom.kind === 'word' ? atom.text : '')?.[1];
  if (head === undefined) return undefined;
  let name = head;
  if (atom.sub) {
    const [sub] = atom.sub;
    const text = sub && atom.sub.length === 1 && 'text' in sub && !sub.sub && !sub.sup ? sub.text : '';
    if (!/^[A-Za-z0-9]+$/.test(text)) return undefined;
    name += `_${text}`;
  }
  return name + '_prime'.repeat(atom.primes ?? 0);
}

export const isComma = (atom: Atom | undefined): boolean => isSymbol(atom, ',');

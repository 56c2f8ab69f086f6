import type { Expression } from '../expression/index.ts';
import { type Atom, isSymbol, sameName, shown } from './atom.ts';
import { LatexError, quoted } from './error.ts';
import { symbol } from './make.ts';
import { type Bound, fits, indexName, isComma } from './match.ts';
import type { Reader } from './reader.ts';
import { OTHER_RELATIONS, RELATIONS } from './words.ts';

/** One side of a condition: an index of this sum, or anything that has a value. */
export interface Side {
  readonly name?: string;
  readonly node: Expression;
}

/** left <= right, left < right, or left and right differ. */
export interface Condition {
  readonly left: Side;
  readonly right: Side;
  readonly kind: 'at-most' | 'below' | 'differ';
  readonly at: number;
}

export interface Bounds {
  readonly indices: readonly Bound[];
  /** The lower bound of all indices, where it is written as i=1. */
  readonly from: Expression | undefined;
  readonly conditions: readonly Condition[];
}

const isRelation = (atom: Atom): boolean =>
  atom.kind === 'symbol' && (RELATIONS.has(atom.text) || OTHER_RELATIONS.has(atom.text));

/** What stands under a sum: `i=1`, `i,j=1`, `1\leq i<j\leq d`, and rows of such. */
export function readBounds(reader: Reader, sub: readonly Atom[], head: Atom): Bounds {
  const indices: Bound[] = [];
  const conditions: Condition[] = [];
  let from: Expression | undefined;

  const add = (atoms: readonly Atom[]): string => {
    const [key] = atoms;
    const name = key && atoms.length === 1 ? indexName(key) : undefined;
    if (!key || name === undefined)
      throw new LatexError(
        `${quoted(shown(atoms))} cannot be an index`,
        key?.at ?? head.at,
        'write a letter',
      );
    const known = reader.table.entries.some(
      (entry) => entry.key.length === 1 && sameName(entry.key[0]!, key),
    );
    if (known || reader.locals.some((local) => local.key.length === 1 && sameName(local.key[0]!, key)))
      throw new LatexError(
        `the index ${quoted(shown([key]))} is a symbol of the table`,
        key.at,
        'give the index another name',
      );
    if (!indices.some((index) => index.name === name)) indices.push({ key, name });
    return name;
  };
  const isFree = (atoms: readonly Atom[]): boolean =>
    atoms.length === 1 &&
    indexName(atoms[0]!) !== undefined &&
    !indices.some(({ key }) => sameName(key, atoms[0]!)) &&
    !isKnown(reader, atoms[0]!);
  const sideOf = (atoms: readonly Atom[]): Side => {
    const own = atoms.length === 1 ? indices.find(({ key }) => sameName(key, atoms[0]!)) : undefined;
    if (own) return { name: own.name, node: symbol(own.name) };
    const inner = reader.reader(atoms);
    inner.bound.push(...indices);
    if (atoms.length === 0) throw new LatexError('a bound that is empty', head.at);
    return { node: inner.whole() };
  };

  const rows = rowsOf(sub);
  for (const row of rows) {
    const { sides, relations } = cut(row);
    const [relation] = relations;
    if (!relation)
      throw new LatexError(`a sum over ${quoted(shown(row))} without bounds`, head.at, 'write i=1');
    for (const each of relations)
      if (
        ![
          '=',
          '\\leq',
          '\\le',
          '\\leqslant',
          '<',
          '\\lt',
          '\\geq',
          '\\ge',
          '\\geqslant',
          '>',
          '\\gt',
          '\\neq',
          '\\ne',
        ].includes(each.text)
      )
        throw new LatexError('a sum over a set is not read', each.at, 'write its bounds');
    if (relations.length === 1 && relation.text === '=') {
      if (from) throw new LatexError('two lower bounds', relation.at);
      if (sides[1]!.some((atom) => atom.kind === 'symbol' && /dots$/.test(atom.text)))
        throw new LatexError('a range with dots', head.at, 'write \\sum_{i=1}^{d}');
      for (const list of commas(sides[0]!)) add(list);
      const value = sideOf(sides[1]!);
      if (value.name !== undefined) throw new LatexError('an index that starts at itself', relation.at);
      from = value.node;
      continue;
    }
    const items = sides.map(commas);
    // A condition beside i=1 speaks of indices that are there: i_i < i_2 would bring a new one in unseen.
    for (const list of items.flat())
      if (isFree(list)) {
        if (from)
          throw new LatexError(
            `the condition speaks of ${quoted(shown(list))}, which is none of the indices ${indices.map(({ key }) => shown([key])).join(', ')}`,
            list[0]!.at,
          );
        add(list);
      }
    relations.forEach((each, i) => {
      for (const a of items[i]!)
        for (const b of items[i + 1]!) conditions.push(condition(sideOf(a), sideOf(b), each));
    });
  }
  if (indices.length === 0) throw new LatexError('a sum without an index', head.at, 'write i=1');
  return { indices, from, conditions };
}

function condition(a: Side, b: Side, relation: Atom & { readonly kind: 'symbol' }): Condition {
  const { text, at } = relation;
  if (text === '=') throw new LatexError('an equation between bounds', at, 'write one index');
  if (text === '\\neq' || text === '\\ne') return { left: a, right: b, kind: 'differ', at };
  const kind = ['<', '\\lt', '>', '\\gt'].includes(text) ? 'below' : 'at-most';
  return /^(>|\\gt|\\ge)/.test(text) ? { left: b, right: a, kind, at } : { left: a, right: b, kind, at };
}

/** Whether a name has a meaning outside of this sum. */
const isKnown = (reader: Reader, atom: Atom): boolean =>
  reader.bound.some(({ key }) => sameName(key, atom)) ||
  reader.locals.some(({ key }) => fits(key, [atom], 0)) ||
  reader.table.entries.some(({ key }) => fits(key, [atom], 0));

/** Rows of \substack, and of one line with commas between conditions. */
function rowsOf(sub: readonly Atom[]): readonly (readonly Atom[])[] {
  const [only] = sub;
  const lines = sub.length === 1 && only?.kind === 'rows' ? only.rows : [sub];
  return lines.flatMap((line) => {
    const rows: Atom[][] = [[]];
    line.forEach((atom, i) => {
      const related = rows.at(-1)!.some(isRelation);
      const more = line.slice(i + 1).some(isRelation);
      if (atom.kind === 'space' || (isComma(atom) && related && more && !sharesRelation(line, i)))
        rows.push([]);
      else rows.at(-1)!.push(atom);
    });
    return rows.filter((row) => row.length > 0);
  });
}

/** Whether a comma parts two indices of one chain, as in 1 \leq i, j \leq d: no relation began after the last one. */
function sharesRelation(line: readonly Atom[], comma: number): boolean {
  const next = line.slice(comma + 1).findIndex(isRelation);
  const before = line.slice(0, comma).findLastIndex(isRelation);
  if (next < 0 || before < 0) return false;
  const first = line[before]!;
  // After i=1 a new condition begins; within 1 <= i, j <= d the chain goes on.
  return !isSymbol(first, '=') && next === 1 && comma - before === 2;
}

function cut(row: readonly Atom[]): {
  readonly sides: readonly (readonly Atom[])[];
  readonly relations: readonly (Atom & { readonly kind: 'symbol' })[];
} {
  const sides: Atom[][] = [[]];
  const relations: (Atom & { readonly kind: 'symbol' })[] = [];
  for (const atom of row)
    if (isRelation(atom) && atom.kind === 'symbol') {
      if (atom.sub || atom.sup) throw new LatexError('a relation with a script', atom.at);
      relations.push(atom);
      sides.push([]);
    } else sides.at(-1)!.push(atom);
  return { sides, relations };
}

function commas(atoms: readonly Atom[]): readonly (readonly Atom[])[] {
  const lists: Atom[][] = [[]];
  for (const atom of atoms)
    if (isComma(atom)) lists.push([]);
    else lists.at(-1)!.push(atom);
  return lists;
}

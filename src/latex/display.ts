import { type Atom, isSymbol, shown } from './atom.ts';
import { buildAtoms } from './build.ts';
import { type Chain, readChain, type Side, sidesOf } from './chain.ts';
import { LatexError, Lines, quoted } from './error.ts';
import { expand } from './expand.ts';
import type { Macro } from './macro.ts';
import { fits, type Local } from './match.ts';
import { type Part, partsOf } from './parts.ts';
import { type Note, Reader, type Shared } from './reader.ts';
import { readsBack } from './round-trip.ts';
import type { Table } from './table.ts';
import { checked } from './text.ts';
import { withR } from './tidy.ts';
import { type Token, tokenize } from './token.ts';
import { unwrapped } from './unwrap.ts';

/** A name that the formula explains itself, `\mu = d/n`: it was put in wherever it stood. */
export interface Definition extends Side {
  readonly name: string;
}

/** What a formula says. */
export interface Display {
  /** Claims: what stands first in a row, and whatever speaks of moments. */
  readonly chains: readonly Chain[];
  readonly definitions: readonly Definition[];
  /** What is said beside the claims: n >= 2. */
  readonly conditions: readonly Chain[];
  /** Readings that a person should look at. */
  readonly notes: readonly Note[];
}

const NO_MACROS: ReadonlyMap<string, Macro> = new Map();

/** Reads one formula. Throws a LatexError for whatever is not known or has two readings. */
export function readDisplay(source: string, table: Table, macros = NO_MACROS): Display {
  try {
    return readTokens(expand(tokenize(source), macros), table);
  } catch (error) {
    throw error instanceof LatexError ? error.in(new Lines(source)) : error;
  }
}

/** The same from tokens in which macros are written out; `environment` is the one they stood in. */
export function readTokens(given: readonly Token[], table: Table, environment = ''): Display {
  const { tokens, name } = unwrapped(given, environment);
  const atoms = buildAtoms(tokens);
  const parts = partsOf(atoms, !/^(eqnarray|split|aligned)/.test(name));
  if (parts.length === 0) throw new LatexError('the formula is empty', given[0]?.at ?? 0, 'write one');
  const shared: Shared = { notes: [], remainders: [] };
  const { definitions, locals, rest } = definitionsOf(parts, table, shared);
  const chains: Chain[] = [];
  const conditions: Chain[] = [];
  for (const part of rest) {
    const chain = readChain(part.atoms, table, locals, shared);
    const { nodes: _, ...plain } = chain;
    if (chain.relations.length === 0 && rest.length > 1)
      throw new LatexError(
        `${quoted(shown(part.atoms))} stands beside a formula, and is none`,
        part.atoms[0]!.at,
        'put it outside',
      );
    const isClaim = chain.moments || (part.after === 'row' && part.word === undefined);
    (isClaim ? chains : conditions).push(plain);
  }
  if (chains.length === 0 && conditions.length === 0 && definitions.length === 0)
    throw new LatexError('the formula says nothing', given[0]?.at ?? 0);
  for (const { sides } of [...chains, ...conditions])
    for (const { text, from } of sides)
      if (!readsBack(text))
        throw new LatexError('what was read prints differently, so that the reading is not certain', from);
  return { chains, definitions, conditions, notes: shared.notes };
}

/** The parts that explain a name, which is then put in wherever it stands; and the other parts. */
function definitionsOf(parts: readonly Part[], table: Table, shared: Shared) {
  const definitions: Definition[] = [];
  const locals: Local[] = [];
  const rest: Part[] = [];
  for (const part of parts) {
    const defined = part === parts[0] ? undefined : definitionIn(part, table);
    if (!defined) {
      rest.push(part);
      continue;
    }
    const { key, value } = defined;
    const reader = new Reader(value, table, locals, shared);
    const node = withR(reader.whole());
    const from = value[0]!.at;
    if (locals.some((local) => fits(local.key, key, 0)))
      throw new LatexError(`${quoted(shown(key))} is explained twice`, from, 'write one of them');
    locals.push({ key, value: node });
    definitions.push({ name: shown(key), text: checked(node, from).text, from, to: value.at(-1)!.end });
  }
  return { definitions, locals, rest };
}

/** `\mu = d/n` and `\beta := ...`: one name that is no parameter of ours, and what it is. */
function definitionIn(
  part: Part,
  table: Table,
): { readonly key: readonly Atom[]; readonly value: readonly Atom[] } | undefined {
  const { sides, relations } = sidesOf(part.atoms, table);
  const [key, value] = sides;
  const [relation] = relations;
  if (!key || !value?.length || !relation || relations.length > 1) return undefined;
  if (relation.kind !== 'equals' && relation.kind !== 'defines') return undefined;
  const [name] = key;
  if (key.length !== 1 || !name || name.sup || name.primes) return undefined;
  if (name.kind !== 'symbol' || !/^\\?[A-Za-z]+$|^\\[a-z]+\{[A-Za-z]\}$/.test(name.text)) return undefined;
  if (isSymbol(name, 'O', 'e')) return undefined;
  const entry = table.entries.find((each) => fits(each.key, key, 0)?.next === 1);
  // A parameter of ours has its own meaning: what is said of it is a condition.
  const parameter = entry && (entry.value === undefined || entry.value.kind !== 'fold');
  if (parameter && relation.kind !== 'defines') {
    const value = entry.value;
    if (!value || value.kind === 'symbol' || value.kind === 'element') return undefined;
  }
  return { key, value };
}

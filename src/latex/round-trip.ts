import { type Expression, type Parsed, parseExpression } from '../expression/index.ts';
import { buildAtoms } from './build.ts';
import { LatexError } from './error.ts';
import { sameAsPrinted } from './normal.ts';
import { Reader } from './reader.ts';
import { makeTable, parseOpen, type Table } from './table.ts';
import { tokenize } from './token.ts';

/** What a text of our language prints as, and what that is read as again: undefined where it is refused. */
export function readAgain(parsed: Parsed): Expression | undefined {
  try {
    const table = printedTable(parsed);
    return new Reader(buildAtoms(tokenize(parsed.tex)), table, [], { notes: [], remainders: [] }).whole();
  } catch (error) {
    if (error instanceof LatexError) return undefined;
    throw error;
  }
}

/**
 * Whether a text, printed as TeX, is read as the same but for what printing loses. What the printer writes and we refuse
 * says nothing, and counts as well.
 */
export function readsBack(text: string): boolean {
  const expression = parseOpen(text);
  const parsed = parsedOf(text);
  const again = parsed && readAgain(parsed);
  return again === undefined || sameAsPrinted(again, expression);
}

function parsedOf(text: string): Parsed | undefined {
  const { symbols, lists } = namesIn(text);
  return parseExpression(text, { symbols, lists, form: 'quantity', named: true });
}

function namesIn(text: string): {
  readonly symbols: ReadonlySet<string>;
  readonly lists: ReadonlySet<string>;
} {
  const lists = new Set([...text.matchAll(/([A-Za-z_]\w*)\s*\[/g)].map(([, name]) => name!));
  const called = new Set([...text.matchAll(/([A-Za-z_]\w*)\s*\(/g)].map(([, name]) => name!));
  const all = [...text.matchAll(/[A-Za-z_]\w*/g)].map(([name]) => name);
  const observables = /^(f|K[wb]?|Q([wb]{2})?|pi)$/;
  return { symbols: new Set(all.filter((name) => !called.has(name) && !observables.test(name))), lists };
}

/** The table that says what the names of a text are printed as. */
function printedTable({ free, text }: Parsed): Table {
  const { lists } = namesIn(text);
  const printed: Record<string, string> = { x: 'input' };
  for (const name of ['f', 'K', 'Kw', 'Kb', 'Q', 'Qww', 'Qwb', 'Qbw', 'Qbb'])
    printed[texOf(`E(${name})`, []).replace(/^\\mathbb\{E\}\\left\[(.*)\\right\]$/, '$1')] = name;
  for (const name of free) {
    const list = lists.has(name);
    const tex = list ? `${texOf(`${name}[0]`, [name]).replace(/_\{0\}$/, '')}_{#1}` : texOf(name, []);
    if (Object.hasOwn(printed, tex)) throw new LatexError(`two names are printed as ${tex}`, 0);
    printed[tex] = list ? `${name}[#1]` : name;
  }
  return makeTable({ symbols: printed }, new Map(), {});
}

const texOf = (text: string, lists: readonly string[]): string =>
  parseExpression(text, {
    symbols: new Set(lists.length === 0 && !text.startsWith('E(') ? [text] : []),
    lists: new Set(lists),
    form: 'quantity',
  }).tex.trim();

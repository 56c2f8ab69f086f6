import { type Expression, ExpressionError, FUNCTIONS, NAMED, parseExpression } from '../expression/index.ts';
import { excerpt } from '../limits/excerpt.ts';
import { LATEX_LIMITS } from '../limits/limits.ts';
import { OBSERVABLES } from '../network/observables.ts';
import type { Atom } from './atom.ts';
import { buildAtoms } from './build.ts';
import { LatexError, quoted } from './error.ts';
import { expand } from './expand.ts';
import type { Macro } from './macro.ts';
import { tokenize } from './token.ts';
import { RELATIONS } from './words.ts';

/** What a paper calls things, as it is written: TeX on the left, our language on the right. */
export interface TableText {
  /** `'n_{#1}': 'n[#1]'`, `'\\Theta': 'K'`, `x: 'input'`. */
  readonly symbols?: Readonly<Record<string, string>>;
  /** What a sign such as \simeq says here: equals, within-constants, tends-to, asymptotic, at-most, at-least. */
  readonly relations?: Readonly<Record<string, string>>;
}

export interface Entry {
  readonly tex: string;
  readonly key: readonly Atom[];
  /** undefined: the input of the network, which only a norm may hold. */
  readonly value: Expression | undefined;
  readonly holes: number;
}

/** A table that was checked. */
export interface Table {
  readonly text: TableText;
  readonly entries: readonly Entry[];
  readonly relations: ReadonlyMap<string, Meaning>;
}

export const MEANINGS = [
  'equals',
  'within-constants',
  'tends-to',
  'asymptotic',
  'at-most',
  'at-least',
] as const;
export type Meaning = (typeof MEANINGS)[number];

/** The words that most papers share, and that ours are printed with. */
export const DEFAULT_SYMBOLS: Readonly<Record<string, string>> = {
  d: 'd',
  n: 'n',
  'n_{#1}': 'n[#1]',
  r: 'r',
  x: 'input',
  '\\lambda': 'lambda',
  '\\mu_4': 'mu_4',
  '\\sigma_w': 'sqrt(sigma_w2)',
  '\\sigma_w^2': 'sigma_w2',
  '\\sigma_b': 'sqrt(sigma_b2)',
  '\\sigma_b^2': 'sigma_b2',
  f: 'f',
  'f(x)': 'f',
  '\\mathcal{N}(x)': 'f',
  K: 'K',
  'K(x,x)': 'K',
  'K_{\\mathcal N}(x,x)': 'K',
  '\\Theta': 'K',
  '\\Theta(x,x)': 'K',
  K_w: 'Kw',
  'K_w(x,x)': 'Kw',
  K_b: 'Kb',
  'K_b(x,x)': 'Kb',
  Q: 'Q',
  'Q_{ww}': 'Qww',
  'Q_{wb}': 'Qwb',
  'Q_{bw}': 'Qbw',
  'Q_{bb}': 'Qbb',
};

const RESERVED: ReadonlySet<string> = new Set([
  ...Object.keys(FUNCTIONS),
  ...Object.keys(NAMED),
  'Sum',
  'Prod',
  'E',
  'pi',
  'and',
]);
const observables: ReadonlySet<string> = new Set(OBSERVABLES);

/**
 * Checks a table. The defaults hold where it says nothing else. Its own keys are read with the author's macros, so that \Kw
 * can be one; the defaults are what is printed.
 */
export function makeTable(
  text: TableText = {},
  macros: ReadonlyMap<string, Macro> = new Map(),
  defaults: Readonly<Record<string, string>> = DEFAULT_SYMBOLS,
): Table {
  const own = text.symbols ?? {};
  const symbols = { ...defaults, ...own };
  const keys = Object.keys(symbols);
  if (keys.length > LATEX_LIMITS.symbols)
    throw new LatexError(
      `a table of more than ${LATEX_LIMITS.symbols} symbols`,
      0,
      'leave out what is not used',
    );
  const entries = keys.map((tex) =>
    entryOf(tex, symbols[tex]!, Object.hasOwn(own, tex) ? macros : new Map()),
  );
  const relations = new Map<string, Meaning>();
  for (const [sign, meaning] of Object.entries(text.relations ?? {})) {
    if (!RELATIONS.has(sign))
      throw new LatexError(`the table of relations: ${quoted(sign)} is no relation that is read`, 0);
    const known = MEANINGS.find((each) => each === meaning);
    if (!known)
      throw new LatexError(
        `the table of relations: ${quoted(sign)} is ${quoted(meaning)}`,
        0,
        `write one of ${MEANINGS.join(', ')}`,
      );
    relations.set(sign, known);
  }
  return { text: { symbols, relations: text.relations ?? {} }, entries, relations };
}

function entryOf(tex: string, value: string, macros: ReadonlyMap<string, Macro>): Entry {
  const place = `the table of symbols, ${quoted(tex)}`;
  let key: readonly Atom[];
  try {
    key = buildAtoms(expand(tokenize(tex), macros));
  } catch (error) {
    if (!(error instanceof LatexError)) throw error;
    throw new LatexError(`${place}: ${error.message}`, 0);
  }
  const plain = key.every(({ kind }) => ['symbol', 'word', 'number', 'hole'].includes(kind));
  const [first] = key;
  if (!first || !plain || (first.kind !== 'symbol' && first.kind !== 'word'))
    throw new LatexError(`${place} is no name`, 0, 'a key begins with a letter or a command');
  const holes = holesOf(key);
  if (new Set(holes).size !== holes.length || holes.some((hole) => Number(hole) > holes.length))
    throw new LatexError(`${place}: each of #1, #2 stands once`, 0);
  if (value === 'input') return { tex, key, value: undefined, holes: holes.length };
  return { tex, key, value: expressionOf(value, holes.length, place), holes: holes.length };
}

export const holesOf = (atoms: readonly Atom[]): readonly string[] =>
  atoms.flatMap((atom) => [
    ...(atom.kind === 'hole' ? [atom.text] : []),
    ...holesOf(atom.sub ?? []),
    ...holesOf(atom.sup ?? []),
  ]);

/** The name of the symbol that stands for an argument in a value. */
export const holeName = (number: string | number): string => `argument_${number}_`;

function expressionOf(text: string, holes: number, place: string): Expression {
  const written = text.replace(/#(\d)/g, (_, number) => holeName(number));
  try {
    const expression = parseOpen(written);
    for (const [, number] of text.matchAll(/#(\d)/g))
      if (Number(number) > holes) throw new LatexError(`${place}: the key has no #${number}`, 0);
    return expression;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new LatexError(
      `${place}: ${quoted(text)} is no expression (${excerpt(error.message, 200)})`,
      0,
      `write it in the language of statements, or 'input' for the network's input`,
    );
  }
}

/** Parses a text whose names need not be declared; observables may stand in it alone, as part of an E(...). */
export function parseOpen(text: string): Expression {
  const names = [...text.matchAll(/[A-Za-z_][A-Za-z0-9_]*/g)].map(([name]) => name);
  const lists = [...text.matchAll(/([A-Za-z_][A-Za-z0-9_]*)\s*\[/g)].map(([, name]) => name!);
  const symbols = new Set(names.filter((name) => !RESERVED.has(name) && !observables.has(name)));
  const options = { symbols, lists: new Set(lists), form: 'quantity' as const, named: true };
  try {
    return parseExpression(text, options).expression;
  } catch (error) {
    if (!(error instanceof ExpressionError) || !names.some((name) => observables.has(name))) throw error;
    const { expression } = parseExpression(`E(${text})`, options);
    return expression.kind === 'expectation' ? expression.body : expression;
  }
}

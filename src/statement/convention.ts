import { excerpt } from '../limits/excerpt.ts';
import type { FamilyParameters } from '../network/family.ts';
import { GAUSSIAN_MU4 } from '../network/weight-law.ts';
import { compare, ONE, type Rational, ZERO } from '../rational/rational.ts';
import { parseRational } from '../rational/text.ts';
import { readDocument } from './document.ts';
import { type ConventionChoices, type ConventionRow, conventionsSchema } from './schema.ts';

/** A named way of fixing what papers leave unsaid: parametrization, output layer, biases. */
export interface Convention extends FamilyParameters {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly notes?: string;
}

/** Conventions by their names. */
export type Conventions = ReadonlyMap<string, Convention>;

/** A name that people know, of what no convention can say: why, and what is nearest. */
export interface Inexpressible {
  readonly title: string;
  readonly missing: string;
  readonly nearest: string;
}

/** Names of the network parameters that a convention may leave free, as formulas write them. */
export const FREE_PARAMETERS = {
  sigma_w2: 'sigmaW2',
  sigma_b2: 'sigmaB2',
  bias_gradient: 'biasGradient',
  output_sigma_w2: 'outputSigmaW2',
  mu_4: 'mu4',
} as const;

/**
 * Reads a file of conventions, and adds them to those that are known, whose names are taken. Throws StatementError.
 */
export function readConventions(file: string, text: string, known: Conventions = new Map()): Conventions {
  const document = readDocument(file, text, conventionsSchema);
  const all = new Map(known);
  for (const [name, row] of Object.entries(document.data)) {
    if ('missing' in row && row.missing !== undefined) continue;
    if (known.has(name)) throw document.error([name], taken(name), 'name');
    all.set(
      name,
      conventionOf({ ...row, name }, all, (field, message) => document.error([name, field], message)),
    );
  }
  return all;
}

/** What is wrong with a name that no convention has. */
export const unknownConvention = (name: string, known: Conventions): string =>
  `unknown convention '${excerpt(name)}'; known: ${[...known.keys()].join(', ')}`;

/** The names of a file that are no conventions, as `missing` says something of them. Throws StatementError. */
export function readInexpressible(file: string, text: string): ReadonlyMap<string, Inexpressible> {
  const { data } = readDocument(file, text, conventionsSchema);
  return new Map(
    Object.entries(data).flatMap(([name, row]) => {
      if (!('missing' in row) || row.missing === undefined) return [];
      const { title, missing, nearest = 'none' } = row;
      return [[name, { title, missing, nearest }] as const];
    }),
  );
}

/** What is wrong with a name that is known already. */
export const taken = (name: string): string =>
  `there is a convention '${name}' already; give this one another name, or use that one by its name`;

/** What its numbers may be at least, and whether that is included. */
const LEAST: Readonly<Record<keyof typeof FREE_PARAMETERS, readonly [Rational, boolean]>> = {
  sigma_w2: [ZERO, false],
  sigma_b2: [ZERO, true],
  bias_gradient: [ZERO, true],
  output_sigma_w2: [ZERO, false],
  // (E W^2)^2 <= E W^4.
  mu_4: [ONE, true],
};

/** Makes the error to throw about a field of a convention. */
type Fail = (field: string, message: string) => Error;

type WrittenConvention = ConventionRow & { readonly name: string };

/** The convention of a row, which may be like one of those that are known. */
export function conventionOf(row: WrittenConvention, known: Conventions, fail: Fail): Convention {
  const { name, title, source, notes } = row;
  const own = { name, title, source, ...(notes !== undefined && { notes }) };
  if (!('like' in row))
    return { mu4: GAUSSIAN_MU4, ...own, ...(parametersOf(row, fail) as FamilyParameters) };
  const other = known.get(row.like);
  if (!other) throw fail('like', unknownConvention(row.like, known));
  const { notes: _, ...others } = other;
  return { ...others, ...own, ...parametersOf(row, fail) };
}

type Unsaid<Row> = { readonly [Name in keyof Row]?: Row[Name] | undefined };

/** What a row says of the network. */
function parametersOf(row: Unsaid<ConventionChoices>, fail: Fail): Partial<FamilyParameters> {
  const value = <Word extends string>(
    field: keyof typeof FREE_PARAMETERS,
    ...words: Word[]
  ): Rational | Word | undefined => {
    const written = row[field];
    if (written === undefined) return undefined;
    const word = words.find((candidate) => candidate === written);
    if (word !== undefined) return word;
    const number = parseRational(written);
    const [least, isIncluded] = LEAST[field];
    if (number && compare(number, least) >= (isIncluded ? 0 : 1)) return number;
    throw fail(
      field,
      `found '${excerpt(written)}'; wanted a rational ${isIncluded ? '>=' : '>'} ${least.num} or ${words.join(' or ')}`,
    );
  };
  return said({
    parametrization: row.parametrization,
    sigmaW2: value('sigma_w2', 'free'),
    sigmaB2: value('sigma_b2', 'free'),
    biasGradient: value('bias_gradient', 'free', 'sigma_b2'),
    outputSigmaW2: value('output_sigma_w2', 'free', 'sigma_w2'),
    outputBias: row.output_bias && row.output_bias === 'yes',
    outputActivation: row.output_activation,
    mu4: value('mu_4', 'free'),
  });
}

const said = <T extends object>(record: T) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };

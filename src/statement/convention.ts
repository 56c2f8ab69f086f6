import { excerpt } from '../limits/excerpt.ts';
import type { FamilyParameters } from '../network/family.ts';
import { GAUSSIAN_MU4 } from '../network/weight-law.ts';
import { compare, type Rational, ZERO } from '../rational/rational.ts';
import { parseRational } from '../rational/text.ts';
import { readDocument, type SourceDocument } from './document.ts';
import { type ConventionFile, conventionsSchema } from './schema.ts';

/** A named way of fixing what papers leave unsaid: parametrization, output layer, biases. */
export interface Convention extends FamilyParameters {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly notes?: string;
}

export type Conventions = ReadonlyMap<string, Convention>;

/** Names of the network parameters that a convention may leave free, as formulas write them. */
export const FREE_PARAMETERS = {
  sigma_w2: 'sigmaW2',
  sigma_b2: 'sigmaB2',
  bias_gradient: 'biasGradient',
  output_sigma_w2: 'outputSigmaW2',
  mu_4: 'mu4',
} as const;

/** Reads conventions.yaml. Throws StatementError. */
export function readConventions(file: string, text: string): Conventions {
  const document = readDocument(file, text, conventionsSchema);
  return new Map(Object.keys(document.data).map((name) => [name, conventionOf(document, name)]));
}

function conventionOf(document: SourceDocument<ConventionFile>, name: string): Convention {
  const row = document.data[name]!;
  const value = <Word extends string>(
    field: keyof typeof row & string,
    ...words: Word[]
  ): Rational | Word => {
    const isPositive = field === 'sigma_w2' || field === 'output_sigma_w2';
    const written = row[field] as string;
    const word = words.find((candidate) => candidate === written);
    if (word !== undefined) return word;
    const number = parseRational(written);
    if (number && compare(number, ZERO) >= (isPositive ? 1 : 0)) return number;
    throw document.error(
      [name, field],
      `found '${excerpt(written)}'; wanted a rational ${isPositive ? '>' : '>='} 0 or ${words.join(' or ')}`,
    );
  };
  return {
    name,
    title: row.title,
    source: row.source,
    parametrization: row.parametrization,
    sigmaW2: value('sigma_w2', 'free'),
    sigmaB2: value('sigma_b2', 'free'),
    biasGradient: value('bias_gradient', 'free', 'sigma_b2'),
    outputSigmaW2: value('output_sigma_w2', 'free', 'sigma_w2'),
    outputBias: row.output_bias === 'yes',
    outputActivation: row.output_activation,
    mu4: row.mu_4 === undefined ? GAUSSIAN_MU4 : value('mu_4', 'free'),
    ...(row.notes !== undefined && { notes: row.notes }),
  };
}

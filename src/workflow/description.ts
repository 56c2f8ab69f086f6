import type { Input } from '../derive/quantity.ts';
import { FORMULAS, loadConventions, loadInexpressible } from '../files/library.ts';
import { excerpt } from '../limits/excerpt.ts';
import type { NetworkSettings, Parametrization } from '../network/build.ts';
import { type Family, familySettings, type Parameter } from '../network/family.ts';
import type { Gates, OutputActivation } from '../network/network.ts';
import { compare, ONE, type Rational, rational, ZERO } from '../rational/rational.ts';
import { parseRational } from '../rational/text.ts';
import { type Convention, FREE_PARAMETERS, unknownConvention } from '../statement/convention.ts';
import { FieldError, familyOf, type GivenParameters } from './parameters.ts';

/**
 * A rational number as a program writes it: `'1/2'`, `'0.1'`, `3`, `3n`, or a `Rational`. A number means what its decimal
 * text says, so that `0.1` is exactly one tenth; write thirds as text.
 */
export type Numeric = Rational | string | number | bigint;

/** What networks are like, but for depth, widths and input; every field has a default. */
export interface ParametersDescription {
  /** A row of the package's conventions by its name, or a convention of your own; it sets the fields below. */
  readonly convention?: string | Convention | undefined;
  /** What a squared weight gradient counts: `ntk` its variance, `standard` 1. By default `ntk`. */
  readonly parametrization?: Parametrization | undefined;
  /** σ_w² > 0; weights have variance σ_w²/fan-in. By default 2. */
  readonly sigmaW2?: Numeric | 'free' | undefined;
  /** σ_b² >= 0, the variance of the biases. By default 0. */
  readonly sigmaB2?: Numeric | 'free' | undefined;
  /** c_l, what a squared bias gradient counts. By default σ_b² in `ntk`, 1 in `standard`. */
  readonly biasGradient?: Numeric | 'free' | 'sigma_b2' | undefined;
  /** σ_w² of the last layer. By default as elsewhere. */
  readonly outputSigmaW2?: Numeric | 'free' | 'sigma_w2' | undefined;
  /** Whether the last layer has a bias. By default true. */
  readonly outputBias?: boolean | undefined;
  /** What stands on the output. By default `linear`. */
  readonly outputActivation?: OutputActivation | undefined;
  /** Gate of a pre-activation of exactly 0: `relu` closed, `fair` a coin. By default `relu`. */
  readonly gates?: Gates | undefined;
  /** E W⁴/(E W²)² of the weights, at least 1. By default 3, Gaussian. */
  readonly mu4?: Numeric | 'free' | undefined;
}

/** One network; it leaves no parameter free. `NetworkSettings`, of which `buildNetwork` makes a network, are one too. */
export interface NetworkDescription extends ParametersDescription {
  /** n_0 … n_d, input to output; the last is 1. */
  readonly widths: readonly number[];
  /** r = |x|²/n_0 >= 0. By default 1. */
  readonly r?: Numeric | undefined;
}

/** All networks of a kind with equal hidden widths; a parameter that is `'free'` is a symbol. */
export interface FamilyDescription extends ParametersDescription {
  /** r = |x|²/n_0 >= 0. By default the symbol r. */
  readonly r?: Numeric | 'free' | undefined;
  /** n_0. By default the symbol n0, where the formula depends on it. */
  readonly inputWidth?: number | undefined;
}

const PARAMETERS = [
  ...['convention', 'parametrization', 'sigmaW2', 'sigmaB2', 'biasGradient', 'outputSigmaW2'],
  ...['outputBias', 'outputActivation', 'gates', 'mu4'],
];

/** The settings of a described network. Throws FieldError. */
export function settingsOf(description: NetworkDescription): NetworkSettings {
  checkFields(description, ['widths', 'r', ...PARAMETERS], 'network');
  const { widths, r = ONE } = description;
  if (!Array.isArray(widths)) throw new FieldError('widths', 'missing; wanted a list such as [3, 4, 5, 1]');
  const family = describedFamily(description);
  for (const [symbol, field] of Object.entries(FREE_PARAMETERS))
    if (family[field] === 'free')
      throw new FieldError(field, `a network leaves nothing free; give ${symbol} a value`);
  return {
    ...familySettings(family, new Map()),
    ...{ widths, r: exactly('r', r), gates: family.gates },
  };
}

/** A described family, and its input. Throws FieldError. */
export function familyAndInput(description: FamilyDescription): { family: Family; input: Input } {
  checkFields(description, ['r', 'inputWidth', ...PARAMETERS], 'family');
  const { r = 'free', inputWidth } = description;
  if (inputWidth !== undefined && !(Number.isSafeInteger(inputWidth) && inputWidth >= 1))
    throw new FieldError('inputWidth', `found ${excerpt(String(inputWidth))}; wanted an integer from 1`);
  const value = r === 'free' ? undefined : exactly('r', r);
  if (value && compare(value, ZERO) < 0) throw new FieldError('r', 'found a negative number; wanted r >= 0');
  return {
    family: describedFamily(description),
    input: {
      ...(value && { r: value }),
      ...(inputWidth !== undefined && { inputWidth: rational(inputWidth) }),
    },
  };
}

/** The family of a claim's description, without what is the claim's own. Throws FieldError. */
export function claimFamily(description: ParametersDescription): Family {
  checkFields(description, PARAMETERS, 'claim');
  return describedFamily(description);
}

function describedFamily(description: ParametersDescription): Family {
  const { outputBias } = description;
  if (outputBias !== undefined && typeof outputBias !== 'boolean')
    throw new FieldError('outputBias', `found ${excerpt(String(outputBias))}; wanted true or false`);
  const given: GivenParameters = {
    parametrization: oneOf(description, 'parametrization', ['ntk', 'standard']),
    outputActivation: oneOf(description, 'outputActivation', ['linear', 'relu']),
    gates: oneOf(description, 'gates', ['relu', 'fair']),
    outputBias,
    sigmaW2: parameter(description, 'sigmaW2', []),
    sigmaB2: parameter(description, 'sigmaB2', []),
    biasGradient: parameter(description, 'biasGradient', ['sigma_b2']),
    outputSigmaW2: parameter(description, 'outputSigmaW2', ['sigma_w2']),
    mu4: parameter(description, 'mu4', []),
  };
  const { convention } = description;
  return familyOf(given, typeof convention === 'string' ? named(convention) : convention);
}

function named(name: string): Convention {
  const known = loadConventions(FORMULAS);
  const found = known.get(name);
  if (found) return found;
  throw new FieldError('convention', inexpressible(name) ?? unknownConvention(name, known));
}

/** What is missing of a name that people know and no convention can say; undefined for any other. */
export function inexpressible(name: string): string | undefined {
  const { missing, nearest } = loadInexpressible(FORMULAS).get(name) ?? {};
  return missing && `'${name}' cannot be expressed yet: ${missing}. Nearest: ${nearest}`;
}

/** A field that nobody reads is one that is misspelt. */
function checkFields(description: object, known: readonly string[], what: string): void {
  if (typeof description !== 'object' || description === null)
    throw new FieldError(what, `found ${excerpt(String(description))}; wanted an object`);
  for (const field of Object.keys(description))
    if (!known.includes(field))
      throw new FieldError(excerpt(field), `unknown; a ${what} has ${known.join(', ')}`);
}

function oneOf<Name extends 'parametrization' | 'outputActivation' | 'gates'>(
  description: ParametersDescription,
  field: Name,
  known: readonly NonNullable<ParametersDescription[Name]>[],
): ParametersDescription[Name] {
  const value = description[field];
  if (value === undefined || known.includes(value)) return value;
  throw new FieldError(field, `found '${excerpt(String(value))}'; wanted one of ${known.join(', ')}`);
}

function parameter<Word extends string>(
  description: ParametersDescription,
  field: (typeof FREE_PARAMETERS)[keyof typeof FREE_PARAMETERS],
  words: readonly Word[],
): Parameter | Word | undefined {
  const value = description[field];
  if (value === undefined || value === 'free') return value;
  return words.find((word) => word === value) ?? exactly(field, value);
}

/** The number that is meant. */
function exactly(field: string, value: Numeric): Rational {
  if (typeof value === 'object' && value !== null && typeof value.num === 'bigint') return value;
  const found = parseRational(String(value));
  if (!found)
    throw new FieldError(
      field,
      `found '${excerpt(String(value))}'; wanted a rational such as 3/2, 1.5 or 1e-3`,
    );
  return found;
}

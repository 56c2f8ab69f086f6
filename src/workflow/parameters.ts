import { InputError } from '../limits/error.ts';
import { excerpt } from '../limits/excerpt.ts';
import type { Parametrization } from '../network/build.ts';
import type { Family, FamilyParameters, Parameter } from '../network/family.ts';
import type { Gates, OutputActivation } from '../network/network.ts';
import { GAUSSIAN_MU4 } from '../network/weight-law.ts';
import { compare, rational, ZERO } from '../rational/rational.ts';
import { formatRational } from '../rational/text.ts';
import { type Convention, FREE_PARAMETERS } from '../statement/convention.ts';

/** What is given of a network's parameters, exactly; what is not follows from the convention, or has a default. */
export interface GivenParameters {
  readonly parametrization?: Parametrization | undefined;
  readonly sigmaW2?: Parameter | undefined;
  readonly sigmaB2?: Parameter | undefined;
  readonly biasGradient?: Parameter | 'sigma_b2' | undefined;
  readonly outputSigmaW2?: Parameter | 'sigma_w2' | undefined;
  readonly outputBias?: boolean | undefined;
  readonly outputActivation?: OutputActivation | undefined;
  readonly gates?: Gates | undefined;
  readonly mu4?: Parameter | undefined;
}

/** A field of a description that is no good: which, and what is wrong with it. */
export class FieldError extends InputError {
  readonly field: string;
  readonly problem: string;
  constructor(field: string, problem: string) {
    super(`${field}: ${problem}`);
    this.field = field;
    this.problem = problem;
  }
}

/** Throws a FieldError for what is no seed. */
export function checkSeed(seed: number): void {
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new FieldError('seed', `found ${seed}; wanted an integer from 0`);
}

/** Throws a FieldError for what is no probability or share strictly between 0 and 1. */
export function checkShare(field: string, value: number): void {
  if (!(value > 0 && value < 1))
    throw new FieldError(field, `found ${value}; wanted a number between 0 and 1`);
}

/**
 * The family that the parameters describe; what a convention leaves free and nobody gives stays a symbol. Throws
 * FieldError.
 */
export function familyOf(given: GivenParameters, convention?: Convention): Family {
  checkRanges(given);
  const { gates = 'relu' } = given;
  if (convention) return { ...fromConvention(given, convention), gates };
  const parametrization = given.parametrization ?? 'ntk';
  return {
    parametrization,
    sigmaW2: given.sigmaW2 ?? rational(2),
    sigmaB2: given.sigmaB2 ?? ZERO,
    biasGradient: given.biasGradient ?? (parametrization === 'ntk' ? 'sigma_b2' : rational(1)),
    outputSigmaW2: given.outputSigmaW2 ?? 'sigma_w2',
    outputBias: given.outputBias ?? true,
    outputActivation: given.outputActivation ?? 'linear',
    mu4: given.mu4 ?? GAUSSIAN_MU4,
    gates,
  };
}

function checkRanges(given: GivenParameters): void {
  for (const field of Object.values(FREE_PARAMETERS)) {
    const value = given[field];
    if (value === undefined || typeof value === 'string') continue;
    const isPositive = field === 'sigmaW2' || field === 'outputSigmaW2';
    if (compare(value, ZERO) < (isPositive ? 1 : 0))
      throw new FieldError(
        field,
        `found ${excerpt(formatRational(value))}; wanted a rational ${isPositive ? '>' : '>='} 0`,
      );
  }
}

/** A convention fixes its parameters: only what it leaves free may be given. */
function fromConvention(given: GivenParameters, convention: Convention): FamilyParameters {
  const { name } = convention;
  const own = new Map<string, Parameter | 'sigma_b2' | 'sigma_w2'>();
  for (const [symbol, field] of Object.entries(FREE_PARAMETERS)) {
    const value = given[field];
    if (value === undefined) continue;
    if (convention[field] !== 'free')
      throw new FieldError(field, `convention '${name}' fixes ${symbol}; leave it out, or the convention`);
    own.set(field, value);
  }
  for (const field of ['parametrization', 'outputActivation', 'outputBias'] as const)
    if (given[field] !== undefined)
      throw new FieldError(
        field,
        `convention '${name}' fixes the parametrization and the output layer; leave it out, or the convention`,
      );
  const { parametrization, sigmaW2, sigmaB2, biasGradient, outputSigmaW2 } = convention;
  const { outputBias, outputActivation, mu4 = GAUSSIAN_MU4 } = convention;
  return {
    ...{ parametrization, sigmaW2, sigmaB2, biasGradient, outputSigmaW2, outputBias, outputActivation, mu4 },
    ...Object.fromEntries(own),
  };
}

import type { Family, FamilyParameters, Parameter } from '../network/family.ts';
import { GAUSSIAN_MU4 } from '../network/weight-law.ts';
import { compare, type Rational, rational, ZERO } from '../rational/rational.ts';
import { formatRational } from '../rational/text.ts';
import { type Convention, FREE_PARAMETERS } from '../statement/convention.ts';
import { excerpt, InputError } from './error.ts';
import { FORMULAS, loadConventions, loadInexpressible } from './files.ts';
import type { ParameterFlags } from './parameter-flags.ts';
import { didYouMean } from './suggest.ts';

export const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The family that the flags describe; what a convention leaves free and no flag gives stays a symbol. Throws InputError. */
export function familyFromFlags(flags: ParameterFlags): Family {
  checkRanges(flags);
  const { gates } = flags;
  if (flags.conventions !== undefined && flags.convention === undefined)
    throw new InputError('--conventions: has rows for --convention; name one of them');
  if (flags.convention !== undefined) return { ...fromConvention(flags, flags.convention), gates };
  const parametrization = flags.parametrization ?? 'ntk';
  return {
    parametrization,
    sigmaW2: flags.sigmaW2 ?? rational(2),
    sigmaB2: flags.sigmaB2 ?? ZERO,
    biasGradient: flags.biasGradient ?? (parametrization === 'ntk' ? 'sigma_b2' : rational(1)),
    outputSigmaW2: flags.outputSigmaW2 ?? 'sigma_w2',
    outputBias: flags.outputBias,
    outputActivation: flags.outputActivation ?? 'linear',
    mu4: flags.mu4 ?? GAUSSIAN_MU4,
    gates,
  };
}

function checkRanges(flags: ParameterFlags): void {
  for (const field of Object.values(FREE_PARAMETERS)) {
    const value = flags[field];
    if (value === undefined || value === 'free') continue;
    const isPositive = field === 'sigmaW2' || field === 'outputSigmaW2';
    if (compare(value, ZERO) < (isPositive ? 1 : 0))
      throw new InputError(
        `--${kebab(field)}: found ${excerpt(formatRational(value))}; wanted a rational ${isPositive ? '>' : '>='} 0`,
      );
  }
}

/** A convention fixes its parameters: a flag may only give what it leaves free. */
function fromConvention(flags: ParameterFlags, name: string): FamilyParameters {
  const convention = conventionNamed(name, flags.conventions);
  const given: Partial<Record<(typeof FREE_PARAMETERS)[keyof typeof FREE_PARAMETERS], Rational>> = {};
  for (const [symbol, field] of Object.entries(FREE_PARAMETERS)) {
    const value: Parameter | undefined = flags[field];
    if (convention[field] !== 'free' && value)
      throw new InputError(
        `--${kebab(field)}: convention '${name}' fixes ${symbol}; leave the flag out, or the convention`,
      );
    if (value && value !== 'free') given[field] = value;
  }
  const fixed =
    (flags.parametrization && 'parametrization') ||
    (flags.outputActivation && 'output-activation') ||
    (!flags.outputBias && 'no-output-bias');
  if (fixed)
    throw new InputError(
      `--${fixed}: convention '${name}' fixes the parametrization and the output layer; leave the flag out, or the convention`,
    );
  const { parametrization, sigmaW2, sigmaB2, biasGradient, outputSigmaW2 } = convention;
  const { outputBias, outputActivation, mu4 = GAUSSIAN_MU4 } = convention;
  return {
    ...{ parametrization, sigmaW2, sigmaB2, biasGradient, outputSigmaW2, outputBias, outputActivation, mu4 },
    ...given,
  };
}

function conventionNamed(name: string, own: string | undefined): Convention {
  const conventions = loadConventions(FORMULAS, own);
  const found = conventions.get(name);
  if (found) return found;
  const other = loadInexpressible(FORMULAS).get(name);
  if (other)
    throw new InputError(
      `--convention: '${name}' cannot be expressed yet: ${other.missing}. Nearest: ${other.nearest}`,
    );
  const known = [...conventions.keys()];
  throw new InputError(
    `--convention: unknown '${excerpt(name)}'${didYouMean(name, known)}; known: ${known.join(', ')}`,
  );
}

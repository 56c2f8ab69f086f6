import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { MAX_WIDTH } from '../network/build.ts';
import type { Family } from '../network/family.ts';
import { compare, type Rational, rational, ZERO } from '../rational/rational.ts';
import { FREE_PARAMETERS } from '../statement/convention.ts';
import { excerpt, InputError } from './error.ts';
import { FORMULAS, loadConventions } from './files.ts';
import { integerFlag, rationalFlag } from './flag-values.ts';
import { didYouMean } from './suggest.ts';

/** A rational, or the word that keeps it a symbol. */
function parameterFlag(text: string): Rational | 'free' {
  if (text === 'free') return text;
  try {
    return rationalFlag(text);
  } catch {
    throw new InvalidArgumentError(`found '${excerpt(text)}'; wanted a rational such as 3/2, or free`);
  }
}

/** A command about all networks of a kind: the flags of `moments`, in which a parameter may stay a symbol. */
export function familyCommand(name: string) {
  return new Command(name)
    .option('--equal-widths', 'every hidden layer has the same width n')
    .option('--r <rational>', 'r = |x|²/n_0 (default: free, the symbol r)', parameterFlag)
    .option('--input-width <n0>', 'width of the input (default: the symbol n0)', integerFlag(1, MAX_WIDTH))
    .option('--convention <name>', 'a row of formulas/conventions.yaml; what it leaves free stays a symbol')
    .option('--sigma-w2 <rational>', 'σ_w², or free (default: 2)', parameterFlag)
    .option('--sigma-b2 <rational>', 'σ_b², or free (default: 0)', parameterFlag)
    .option('--bias-gradient <rational>', 'c_l, or free (default: σ_b² in ntk, 1 in standard)', parameterFlag)
    .option('--output-sigma-w2 <rational>', 'σ_w² of the last layer, or free (default: σ_w²)', parameterFlag)
    .option('--no-output-bias', 'the last layer has no bias')
    .addOption(
      new Option(
        '--parametrization <name>',
        'what a squared weight gradient counts: its variance, or 1 (default: ntk)',
      ).choices(['ntk', 'standard'] as const),
    )
    .addOption(
      new Option('--output-activation <name>', 'what stands on the output (default: linear)').choices([
        'linear',
        'relu',
      ] as const),
    )
    .addOption(
      new Option('--gates <rule>', 'gate of a pre-activation of exactly 0: closed, or a fair coin')
        .choices(['fair', 'relu'] as const)
        .default('relu' as const),
    );
}

export type FamilyFlags = ReturnType<ReturnType<typeof familyCommand>['opts']>;

/** The family that the flags describe. Throws InputError. */
export function familyFromFlags(flags: FamilyFlags): Family {
  const { gates } = flags;
  if (flags.convention !== undefined) return { ...fromConvention(flags, flags.convention), gates };
  const parametrization = flags.parametrization ?? 'ntk';
  const family: Family = {
    parametrization,
    sigmaW2: positive('sigma-w2', flags.sigmaW2) ?? rational(2),
    sigmaB2: notNegative('sigma-b2', flags.sigmaB2) ?? ZERO,
    biasGradient:
      notNegative('bias-gradient', flags.biasGradient) ??
      (parametrization === 'ntk' ? 'sigma_b2' : rational(1)),
    outputSigmaW2: positive('output-sigma-w2', flags.outputSigmaW2) ?? 'sigma_w2',
    outputBias: flags.outputBias,
    outputActivation: flags.outputActivation ?? 'linear',
    gates,
  };
  return family;
}

type Given = Rational | 'free' | undefined;

function notNegative(flag: string, value: Given): Given {
  if (value && value !== 'free' && compare(value, ZERO) < 0)
    throw new InputError(`--${flag}: found a negative number; wanted a rational >= 0, or free`);
  return value;
}

function positive(flag: string, value: Given): Given {
  if (value && value !== 'free' && compare(value, ZERO) <= 0)
    throw new InputError(
      `--${flag}: found ${value.num === 0n ? '0' : 'a negative number'}; wanted a rational > 0, or free`,
    );
  return value;
}

function fromConvention(flags: FamilyFlags, name: string): Omit<Family, 'gates'> {
  const conventions = loadConventions(FORMULAS);
  const convention = conventions.get(name);
  if (!convention) {
    const known = [...conventions.keys()];
    throw new InputError(
      `--convention: unknown '${excerpt(name)}'${didYouMean(name, known)}; known: ${known.join(', ')}`,
    );
  }
  const given: Record<string, Rational> = {};
  for (const [symbol, field] of Object.entries(FREE_PARAMETERS)) {
    const value = flags[field];
    const flag = field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (convention[field] !== 'free' && value)
      throw new InputError(
        `--${flag}: convention '${name}' fixes ${symbol}; leave the flag out, or the convention`,
      );
    const checked = symbol.endsWith('w2') ? positive(flag, value) : notNegative(flag, value);
    if (checked && checked !== 'free') given[field] = checked;
  }
  const fixed =
    (flags.parametrization && 'parametrization') ||
    (flags.outputActivation && 'output-activation') ||
    (!flags.outputBias && 'no-output-bias');
  if (fixed)
    throw new InputError(
      `--${fixed}: convention '${name}' fixes the parametrization and the output layer; leave the flag out, or the convention`,
    );
  const { parametrization, sigmaW2, sigmaB2, biasGradient, outputSigmaW2, outputBias, outputActivation } =
    convention;
  const own = {
    parametrization,
    sigmaW2,
    sigmaB2,
    biasGradient,
    outputSigmaW2,
    outputBias,
    outputActivation,
  };
  return { ...own, ...given };
}

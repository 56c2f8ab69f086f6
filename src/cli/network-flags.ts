import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { buildNetwork, MAX_DEPTH, NetworkError, type NetworkSettings } from '../network/build.ts';
import type { Network } from '../network/network.ts';
import { phase } from '../network/phase.ts';
import { ONE, type Rational, rational, ZERO } from '../rational/rational.ts';
import { formatRational, parseRational } from '../rational/text.ts';
import { type Conventions, FREE_PARAMETERS } from '../statement/convention.ts';
import { conventionSettings } from '../verify/architecture.ts';
import { InputError } from './error.ts';
import { FORMULAS, loadConventions } from './files.ts';

const SHOWN = 60;

/** An exact rational of the command line: `3/2` or `1.5`. */
export function rationalFlag(text: string): Rational {
  const value = parseRational(text);
  if (!value)
    throw new InvalidArgumentError(`found '${text.slice(0, SHOWN)}'; wanted a rational such as 3/2 or 1.5.`);
  return value;
}

export const integerFlag =
  (least: number, most: number) =>
  (text: string): number => {
    const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) {
      throw new InvalidArgumentError(
        `found '${text.slice(0, SHOWN)}'; wanted an integer from ${least} to ${most}.`,
      );
    }
    return value;
  };

function widthsFlag(text: string): number[] {
  const parts = text.split(',').map((part) => (/^\s*\d{1,16}\s*$/.test(part) ? Number(part) : Number.NaN));
  const bad = parts.findIndex(Number.isNaN);
  if (bad >= 0)
    throw new InvalidArgumentError(
      `found '${text.split(',')[bad]!.slice(0, SHOWN)}' at place ${bad}; wanted integers such as 3,4,5,1.`,
    );
  return parts;
}

/** The flags that describe a network, everywhere the same. */
export function networkCommand(name: string) {
  return new Command(name)
    .option('--widths <n0,…,nd>', 'all widths, input to output; the last is 1', widthsFlag)
    .option('--depth <d>', 'number of weight layers, with --width', integerFlag(1, MAX_DEPTH))
    .option(
      '--width <n>',
      'width of every hidden layer, with --depth',
      integerFlag(1, Number.MAX_SAFE_INTEGER),
    )
    .option(
      '--input-width <n0>',
      'width of the input, with --depth (default: 1)',
      integerFlag(1, Number.MAX_SAFE_INTEGER),
    )
    .option('--r <rational>', 'r = |x|²/n_0', rationalFlag, ONE)
    .option('--convention <name>', 'a row of formulas/conventions.yaml; sets the flags below')
    .option('--sigma-w2 <rational>', 'σ_w²; weights have variance σ_w²/fan-in (default: 2)', rationalFlag)
    .option('--sigma-b2 <rational>', 'σ_b², variance of the biases (default: 0)', rationalFlag)
    .option(
      '--bias-gradient <rational>',
      'c_l, what a squared bias gradient counts (default: σ_b² in ntk, 1 in standard)',
      rationalFlag,
    )
    .option('--output-sigma-w2 <rational>', 'σ_w² of the last layer (default: σ_w²)', rationalFlag)
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

export type NetworkFlags = ReturnType<ReturnType<typeof networkCommand>['opts']>;

export interface NetworkInput {
  readonly network: Network;
  readonly settings: NetworkSettings;
  readonly convention: string | null;
}

/** The network that the flags describe. Throws InputError. */
export function networkFromFlags(flags: NetworkFlags): NetworkInput {
  const own = { widths: widthsOf(flags), r: flags.r, gates: flags.gates };
  const settings: NetworkSettings = { ...own, ...parametersOf(flags) };
  try {
    return { network: buildNetwork(settings), settings, convention: flags.convention ?? null };
  } catch (error) {
    if (error instanceof NetworkError) throw new InputError(`--${kebab(error.field)}: ${error.message}`);
    throw error;
  }
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function widthsOf({ widths, depth, width, inputWidth }: NetworkFlags): number[] {
  if (widths) {
    if (depth !== undefined || width !== undefined || inputWidth !== undefined) {
      throw new InputError('--widths gives every width; leave out --depth, --width and --input-width');
    }
    return widths;
  }
  if (depth === undefined || (width === undefined && depth > 1)) {
    throw new InputError('no network: give --widths n0,…,nd (such as 3,4,5,1), or --depth D --width N');
  }
  return [inputWidth ?? 1, ...Array<number>(depth - 1).fill(width ?? 1), 1];
}

function parametersOf(flags: NetworkFlags): Omit<NetworkSettings, 'widths' | 'r' | 'gates'> {
  if (flags.convention !== undefined)
    return fromConvention(flags, flags.convention, loadConventions(FORMULAS));
  return {
    parametrization: flags.parametrization ?? 'ntk',
    sigmaW2: flags.sigmaW2 ?? rational(2),
    sigmaB2: flags.sigmaB2 ?? ZERO,
    ...(flags.biasGradient && { biasGradient: flags.biasGradient }),
    ...(flags.outputSigmaW2 && { outputSigmaW2: flags.outputSigmaW2 }),
    outputBias: flags.outputBias,
    outputActivation: flags.outputActivation ?? 'linear',
  };
}

/** A convention fixes its parameters: a flag may only give what it leaves free. */
function fromConvention(flags: NetworkFlags, name: string, conventions: Conventions) {
  const convention = conventions.get(name);
  if (!convention)
    throw new InputError(`--convention: unknown '${name}'; known: ${[...conventions.keys()].join(', ')}`);
  const values = new Map<string, Rational>();
  for (const [symbol, field] of Object.entries(FREE_PARAMETERS)) {
    const given = flags[field];
    if (convention[field] !== 'free' && given) {
      throw new InputError(
        `--${kebab(field)}: convention '${name}' fixes ${symbol}; leave the flag out, or the convention`,
      );
    }
    if (convention[field] === 'free' && !given)
      throw new InputError(`--${kebab(field)}: convention '${name}' leaves ${symbol} free; give it`);
    if (given) values.set(symbol, given);
  }
  if (flags.parametrization || flags.outputActivation || !flags.outputBias) {
    throw new InputError(
      `convention '${name}' fixes the parametrization and the output layer; leave those flags out, or the convention`,
    );
  }
  return conventionSettings(convention, values);
}

/** The network as the commands echo it. */
export function networkRecord({ settings, convention }: NetworkInput) {
  const { widths, parametrization, sigmaW2, sigmaB2, outputBias, outputActivation, gates } = settings;
  const c = settings.biasGradient ?? (parametrization === 'ntk' ? sigmaB2 : ONE);
  return {
    widths,
    depth: widths.length - 1,
    r: formatRational(settings.r),
    convention,
    parametrization,
    sigma_w2: formatRational(sigmaW2),
    sigma_b2: formatRational(sigmaB2),
    bias_gradient: formatRational(c),
    output_sigma_w2: formatRational(settings.outputSigmaW2 ?? sigmaW2),
    output_bias: outputBias,
    output_activation: outputActivation,
    gates,
    phase: phase(sigmaW2, sigmaB2),
  };
}

/** One line that says what network it is. */
export function networkLine(input: NetworkInput): string {
  const record = networkRecord(input);
  const widths =
    record.widths.length <= 12 ? record.widths.join(',') : `${record.widths.slice(0, 4).join(',')},…,1`;
  return `widths ${widths} (depth ${record.depth}), r = ${record.r}, ${record.parametrization} parametrization, σ_w² = ${record.sigma_w2}, σ_b² = ${record.sigma_b2}, bias gradient ${record.bias_gradient}, ${record.gates} gates: ${record.phase}`;
}

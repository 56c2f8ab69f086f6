import { buildNetwork, NetworkError, type NetworkSettings } from '../network/build.ts';
import type { Network } from '../network/network.ts';
import { type Rational, rational, ZERO } from '../rational/rational.ts';
import { type Conventions, FREE_PARAMETERS } from '../statement/convention.ts';
import { conventionSettings } from '../verify/architecture.ts';
import { excerpt, InputError } from './error.ts';
import { FORMULAS, loadConventions } from './files.ts';
import type { NetworkFlags } from './network-flags.ts';
import { didYouMean } from './suggest.ts';

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
  if (!convention) {
    const known = [...conventions.keys()];
    throw new InputError(
      `--convention: unknown '${excerpt(name)}'${didYouMean(name, known)}; known: ${known.join(', ')}`,
    );
  }
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
  const fixed =
    (flags.parametrization && 'parametrization') ||
    (flags.outputActivation && 'output-activation') ||
    (!flags.outputBias && 'no-output-bias');
  if (fixed) {
    throw new InputError(
      `--${fixed}: convention '${name}' fixes the parametrization and the output layer; leave the flag out, or the convention`,
    );
  }
  return conventionSettings(convention, values);
}

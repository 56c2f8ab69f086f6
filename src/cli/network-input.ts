import { InputError } from '../limits/error.ts';
import { buildNetwork, NetworkError, type NetworkSettings } from '../network/build.ts';
import { type Family, familySettings } from '../network/family.ts';
import type { Network } from '../network/network.ts';
import type { Rational } from '../rational/rational.ts';
import { FREE_PARAMETERS } from '../statement/convention.ts';
import { familyFromFlags, kebab } from './family-input.ts';
import type { NetworkFlags } from './network-flags.ts';

export interface NetworkInput {
  readonly network: Network;
  readonly settings: NetworkSettings;
  readonly convention: string | null;
}

/** The network that the flags describe; `mu4` is that of its weights, where a command names their law. Throws InputError. */
export function networkFromFlags(flags: NetworkFlags, mu4?: Rational): NetworkInput {
  const own = { widths: widthsOf(flags), r: flags.r, gates: flags.gates };
  const settings: NetworkSettings = { ...own, ...parametersOf(flags, mu4) };
  try {
    return { network: buildNetwork(settings), settings, convention: flags.convention ?? null };
  } catch (error) {
    if (error instanceof NetworkError) throw new InputError(`--${kebab(error.field)}: ${error.message}`);
    throw error;
  }
}

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

/** The part of the settings that flags or a convention decide; a single network leaves nothing free. */
function parametersOf(
  flags: NetworkFlags,
  mu4: Rational | undefined,
): Omit<NetworkSettings, 'widths' | 'r' | 'gates'> {
  const family: Family = { ...familyFromFlags(flags), ...(mu4 && { mu4 }) };
  for (const [symbol, field] of Object.entries(FREE_PARAMETERS)) {
    if (family[field] === 'free')
      throw new InputError(
        `--${kebab(field)}: convention '${flags.convention}' leaves ${symbol} free; give it`,
      );
  }
  return familySettings(family, new Map());
}

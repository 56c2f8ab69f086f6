import { buildNetwork, type NetworkSettings } from '../network/build.ts';
import { type FamilyParameters, familySettings } from '../network/family.ts';
import type { Network } from '../network/network.ts';
import { GAUSSIAN_MU4, isGaussian } from '../network/weight-law.ts';
import { ONE, type Rational, rational, ZERO } from '../rational/rational.ts';
import { formatRational } from '../rational/text.ts';
import { type Conventions, FREE_PARAMETERS } from '../statement/convention.ts';
import { type PhaseWords, phaseWords } from './phase-words.ts';

/** A network that samples may come from, and what it is called. */
export interface Candidate extends PhaseWords {
  /** Flags that describe it. */
  readonly flags: string;
  /** Conventions that it is, values of their free parameters chosen. */
  readonly conventions: readonly string[];
  readonly settings: NetworkSettings;
  readonly network: Network;
}

/** What is known of the network, whatever its convention. */
export type Shape = Pick<NetworkSettings, 'widths' | 'r' | 'gates'>;

/** Values that are tried for what a convention leaves free. */
export interface Grid {
  readonly sigmaW2: readonly Rational[];
  readonly sigmaB2: readonly Rational[];
}

export const GRID: Grid = {
  sigmaW2: [ONE, rational(3, 2), rational(2), rational(3)],
  sigmaB2: [ZERO, ONE],
};

/**
 * The networks of a shape that are tried: every convention with Gaussian weights, its free parameters from the grid, and beside
 * them both parametrizations with biases that are trained or not. Networks that are the same are one candidate.
 */
export function candidatesOf(shape: Shape, conventions: Conventions, grid: Grid = GRID): Candidate[] {
  const found = new Map<string, Candidate>();
  const add = (settings: NetworkSettings, flags: string, convention?: string): void => {
    const network = buildNetwork(settings);
    const key = keyOf(network);
    const known = found.get(key);
    const names = [...(known?.conventions ?? []), ...(convention === undefined ? [] : [convention])];
    found.set(key, {
      ...(known ?? { flags, settings, network, ...phaseWords(settings, network) }),
      conventions: [...new Set(names)],
    });
  };
  for (const { name, ...family } of conventions.values()) {
    for (const values of choices(family, grid)) {
      const settings = { ...shape, ...familySettings(family, values) };
      if (!isGaussian(settings)) continue;
      add(settings, flagsOf([['convention', name], ...values]), name);
    }
  }
  for (const parametrization of ['ntk', 'standard'] as const)
    for (const sigmaW2 of grid.sigmaW2)
      for (const sigmaB2 of grid.sigmaB2)
        for (const biasGradient of [ZERO, ONE])
          add(
            {
              ...shape,
              ...{ parametrization, sigmaW2, sigmaB2, biasGradient },
              ...{ outputBias: true, outputActivation: 'linear' },
            },
            flagsOf([
              ['parametrization', parametrization],
              ['sigma_w2', sigmaW2],
              ['sigma_b2', sigmaB2],
              ['bias_gradient', biasGradient],
            ]),
          );
  return [...found.values()];
}

/** All ways to choose what a family leaves free. */
function choices(family: FamilyParameters, grid: Grid): Map<string, Rational>[] {
  const values: Readonly<Record<keyof typeof FREE_PARAMETERS, readonly Rational[]>> = {
    sigma_w2: grid.sigmaW2,
    sigma_b2: grid.sigmaB2,
    bias_gradient: [ZERO, ONE],
    output_sigma_w2: grid.sigmaW2,
    mu_4: [GAUSSIAN_MU4],
  };
  let found = [new Map<string, Rational>()];
  for (const [symbol, field] of Object.entries(FREE_PARAMETERS)) {
    if (family[field] !== 'free') continue;
    const tried = values[symbol as keyof typeof FREE_PARAMETERS];
    found = found.flatMap((chosen) => tried.map((value) => new Map([...chosen, [symbol, value]])));
  }
  return found;
}

const flagsOf = (values: readonly (readonly [string, string | Rational])[]): string =>
  values
    .map(
      ([name, value]) =>
        `--${name.replaceAll('_', '-').replace('mu-4', 'mu4')} ${typeof value === 'string' ? value : formatRational(value)}`,
    )
    .join(' ');

/** Everything that the law of f and K depends on. */
function keyOf({ layers, outputActivation }: Network): string {
  const numbers = layers.flatMap(({ weightVariance, weightScale, biasVariance, biasScale }) =>
    [weightVariance, weightScale, biasVariance, biasScale].map(formatRational),
  );
  return [outputActivation, ...numbers].join();
}

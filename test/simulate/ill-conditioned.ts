import { buildNetwork, type NetworkSettings } from '../../src/network/build.ts';
import type { Network } from '../../src/network/network.ts';
import { type Rational, rational } from '../../src/rational/rational.ts';
import { KERNEL_PARTS, type KernelPart } from '../../src/simulate/sampler.ts';

/** A network, and what to tilt by. */
export interface Case {
  readonly settings: NetworkSettings;
  readonly network: Network;
  readonly power: number;
  readonly part: KernelPart;
}

const tenTo = (exponent: number): Rational =>
  exponent < 0 ? rational(1n, 10n ** BigInt(-exponent)) : rational(10n ** BigInt(exponent));

/**
 * Networks in which what is random beside one direction is tiny or huge: narrow, up to depth 30 a width, random biases
 * from none to far beyond the activations, inputs from 10^-12 to 10^12, all phases. The same ones for the same seed.
 */
export function illConditioned(count: number, seed = 1): Case[] {
  let state = seed;
  const below = (n: number): number => {
    state = (state * 48271) % 2147483647;
    return state % n;
  };
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  return Array.from({ length: count }, () => {
    const widest = pick([1, 2, 2, 3, 4]);
    const depth = 2 + below(Math.min(45, 30 * widest));
    const sigmaB2 = pick([
      rational(0),
      tenTo(-12),
      tenTo(-4),
      rational(1),
      rational(1),
      rational(30),
      tenTo(6),
    ]);
    const settings: NetworkSettings = {
      widths: [pick([1, 2, 5]), ...Array.from({ length: depth - 1 }, () => 1 + below(widest)), 1],
      r: tenTo(below(25) - 12),
      parametrization: pick(['ntk', 'standard'] as const),
      sigmaW2: rational(pick([1, 3, 10, 10, 20, 40, 90]), 5),
      sigmaB2,
      biasGradient: pick([rational(0), rational(1), sigmaB2]),
      outputBias: pick([true, false]),
      outputActivation: pick(['linear', 'linear', 'relu'] as const),
      gates: pick(['relu', 'fair'] as const),
    };
    return { settings, network: buildNetwork(settings), power: pick([2, 2, 3, 4]), part: pick(KERNEL_PARTS) };
  });
}

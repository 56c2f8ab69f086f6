import type { Network } from '../../src/network/network.ts';
import type { Rational } from '../../src/rational/rational.ts';
import { ones } from './alive.ts';
import { times } from './arithmetic.ts';
import type { Scales } from './gradient-scales.ts';
import {
  type Gated,
  inputMoments,
  outputGate,
  throughGates,
  throughWeights,
  type Ungated,
} from './layer-moments.ts';

/** The gated layers 0 … d-1 of a network, and its output. */
export interface Pass {
  readonly gated: readonly Gated[];
  readonly output: Ungated;
}

/** Runs the degree-two recursion with the kernel that counts gradients with these scales. */
export function kernelPass(network: Network, scales: Scales): Pass {
  const constants = ones(network);
  const gated = [inputMoments(times(network.r, network.widths[0]!))];
  const [last, ...hidden] = [...network.layers].reverse();
  for (const [index, layer] of hidden.reverse().entries()) {
    gated.push(throughGates(layer.width, throughWeights(layer, scales, gated[index]!, constants[index]!)));
  }
  return { gated, output: throughWeights(last!, scales, gated.at(-1)!, constants.at(-1)!) };
}

/** E f^2, E f^4, E K, E K^2 and E f^2 K of the kernel with these scales. */
export function outputMoments(
  network: Network,
  scales: Scales,
): Record<'ff' | 'ffff' | 'K' | 'KK' | 'ffK', Rational> {
  const { output } = kernelPass(network, scales);
  const gate = outputGate(network.outputActivation === 'relu');
  const read = (value: Rational): Rational => times(gate, value);
  return {
    ff: read(output.z1z1),
    ffff: read(output.z1z1z1z1),
    K: read(output.Θ11),
    KK: read(output.Θ11Θ11),
    ffK: read(output.Θ11z1z1),
  };
}

import type { Network } from '../../src/network/network.ts';
import { type Rational, rational, ZERO } from '../../src/rational/rational.ts';
import { plus, times } from './arithmetic.ts';
import { type Scales, weightScale } from './gradient-scales.ts';
import { kernelPass } from './kernel-recursion.ts';
import { outputGate } from './layer-moments.ts';

/**
 * E f Q, where the parameters of the kernel `steps` step and the kernel `moves` moves. With
 * dΘ_ij;k = Σ_p λ_p ∂_pΘ_ij ∂_p z_k, the gated invariants are X = Σ a_q dΘ_mm;q and Y = Σ a_m dΘ_mm';m'.
 */
export function driftMoment(network: Network, steps: Scales, moves: Scales): Rational {
  const stepping = kernelPass(network, steps).gated;
  const moving = kernelPass(network, moves).gated;
  let X = ZERO;
  let Y = ZERO;
  let output = ZERO;
  for (const [index, layer] of network.layers.entries()) {
    const v = layer.weightVariance;
    const h = rational(layer.width, 2);
    const g = rational(layer.width * (layer.width - 1), 4);
    const byStep = times(v, weightScale(layer, steps), moving[index]!.V);
    const byMove = times(v, weightScale(layer, moves), stepping[index]!.V);
    const z1dΘ11_1 = plus(times(2, plus(byStep, byMove)), times(v, v, plus(X, times(2, Y))));
    const z2dΘ11_2 = plus(times(2, byMove), times(v, v, X));
    const z1dΘ12_2 = plus(byStep, times(v, v, Y));
    X = plus(times(h, z1dΘ11_1), times(g, z2dΘ11_2));
    Y = plus(times(h, z1dΘ11_1), times(g, z1dΘ12_2));
    output = z1dΘ11_1;
  }
  return times(outputGate(network.outputActivation === 'relu'), output);
}

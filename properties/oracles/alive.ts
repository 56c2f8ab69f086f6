import type { Network } from '../../src/network/network.ts';
import {
  isZero,
  multiply,
  ONE,
  type Rational,
  rational,
  subtract,
  ZERO,
} from '../../src/rational/rational.ts';

/**
 * For each layer, what the constant 1 stands for in the expectations of its neurons: with relu'(0) = 0 and without
 * biases, a gated layer is closed when the one below is dead, so 1 becomes P(the layer below is alive).
 */
export function ones(network: Network): Rational[] {
  const { layers, gates, outputActivation, r } = network;
  let alive = isZero(r) ? ZERO : ONE;
  return layers.map(({ width, biasVariance }, index) => {
    const isGated = index < layers.length - 1 || outputActivation === 'relu';
    const below = isZero(biasVariance) ? alive : ONE;
    alive = multiply(below, subtract(ONE, rational(1n, 1n << BigInt(width))));
    return gates === 'relu' && isGated ? below : ONE;
  });
}

import type { Network } from '../network/network.ts';
import { isZero, multiply, ONE, type Rational, rational, subtract, ZERO } from '../rational/rational.ts';

/**
 * P(layer l has an open gate) under relu gates, as a function of l: 1 - 2^-n_l, times the same of the layer below where
 * layer l has no random biases. Layer 0 is the input, dead when it is 0.
 */
export function aliveProbability({ layers, r }: Network): (l: number) => Rational {
  const known = [isZero(r) ? ZERO : ONE];
  return (l) => {
    for (let i = known.length; i <= l; i++) {
      const { width, biasVariance } = layers[i - 1]!;
      const own = subtract(ONE, rational(1n, 1n << BigInt(width)));
      known.push(isZero(biasVariance) ? multiply(known[i - 1]!, own) : own);
    }
    return known[l]!;
  };
}

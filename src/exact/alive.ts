import type { Network } from '../network/network.ts';
import { isZero, ONE, type Rational, ZERO } from '../rational/rational.ts';

/**
 * P(layer l has an open gate) under relu gates, as a function of l: 1 - 2^-n_l, times the same of the layer below where
 * layer l has no random biases. Layer 0 is the input, dead when it is 0. Numerators are odd and denominators powers of two,
 * so that nothing needs to be reduced.
 */
export function aliveProbability({ layers, r }: Network): (l: number) => Rational {
  const known = [isZero(r) ? ZERO : ONE];
  return (l) => {
    for (let i = known.length; i <= l; i++) {
      const { width, biasVariance } = layers[i - 1]!;
      const below = isZero(biasVariance) ? known[i - 1]! : ONE;
      const shift = BigInt(width);
      const num = (below.num << shift) - below.num;
      known.push(isZero(below) ? ZERO : { num, den: below.den << shift });
    }
    return known[l]!;
  };
}

import fc from 'fast-check';
import type { Layer, Network } from '../../src/network/network.ts';
import { type Rational, rational, ZERO } from '../../src/rational/rational.ts';

export type Scales = Pick<Layer, 'weightVariance' | 'biasVariance' | 'weightScale' | 'biasScale'>;

/** A network from its widths and the scales of each layer as a function of the fan-in; r = 1/2. */
export function networkOf(
  widths: readonly number[],
  scales: (fanIn: number) => Scales,
  rest: Partial<Network> = {},
): Network {
  const layers = widths.slice(1).map((width, i) => ({ fanIn: widths[i]!, width, ...scales(widths[i]!) }));
  return { widths, r: rational(1, 2), layers, gates: 'relu', outputActivation: 'linear', ...rest };
}

/** He weights, trained biases that start at zero. */
export const he = (fanIn: number): Scales => ({
  weightVariance: rational(2, fanIn),
  biasVariance: ZERO,
  weightScale: rational(2, fanIn),
  biasScale: rational(1),
});

/** The same with random biases and other scales throughout, so that no two constants coincide. */
export const biased = (fanIn: number): Scales => ({
  weightVariance: rational(2, fanIn),
  biasVariance: rational(1, 3),
  weightScale: rational(3, 2),
  biasScale: rational(5, 7),
});

const fraction = (least: bigint): fc.Arbitrary<Rational> =>
  fc.bigInt({ min: least, max: 12n }).map((n) => rational(n, 5n));

/** Small networks of every kind: depth 1 to 4, widths to 6, own scales for each layer. */
export const smallNetworks: fc.Arbitrary<Network> = fc
  .record({
    widths: fc
      .array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 })
      .map((hidden) => [...hidden, 1]),
    scales: fc.array(
      fc.record({
        weightVariance: fraction(1n),
        biasVariance: fraction(0n),
        weightScale: fraction(0n),
        biasScale: fraction(0n),
      }),
      { minLength: 4, maxLength: 4 },
    ),
    gates: fc.constantFrom('relu', 'fair'),
    outputActivation: fc.constantFrom('linear', 'relu'),
    r: fraction(1n),
  })
  .map(({ scales, ...rest }) => {
    const layers = rest.widths.slice(1).map((width, i) => ({ fanIn: rest.widths[i]!, width, ...scales[i]! }));
    return { ...rest, layers };
  });

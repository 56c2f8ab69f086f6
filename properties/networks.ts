import fc from 'fast-check';
import { buildNetwork, type NetworkSettings } from '../src/network/build.ts';
import type { Gates, Layer, Network, OutputActivation } from '../src/network/network.ts';
import { ONE, type Rational, rational, ZERO } from '../src/rational/rational.ts';

/** Networks stay small: laws are about structure, and every width and depth obeys the same recursion. */
const MOST_HIDDEN_LAYERS = 5;

export const widths: fc.Arbitrary<number> = fc.integer({ min: 1, max: 5 });
export const inputWidths: fc.Arbitrary<number> = fc.integer({ min: 1, max: 4 });
const gates = fc.constantFrom<Gates>('fair', 'relu');
const outputActivations = fc.constantFrom<OutputActivation>('linear', 'relu');

/** p/q with p >= 0 and q small; shrinks towards 0. */
export const nonNegative: fc.Arbitrary<Rational> = fc
  .tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 4 }))
  .map(([num, den]) => rational(num, den));

/** p/q with p >= 1 and q small; shrinks towards 1. */
export const positive: fc.Arbitrary<Rational> = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 4 }))
  .map(([num, den]) => rational(num, den));

const below1: fc.Arbitrary<Rational> = fc.integer({ min: 1, max: 4 }).map((k) => rational(k, 5));

/** σ_w² and σ_b² of every phase: edge of chaos, critical with biases, ordered, chaotic. */
const variances: fc.Arbitrary<Pick<NetworkSettings, 'sigmaW2' | 'sigmaB2'>> = fc.oneof(
  fc.record({ sigmaW2: fc.constant(rational(2)), sigmaB2: fc.constant(ZERO) }),
  fc.record({ sigmaW2: fc.constant(rational(2)), sigmaB2: positive }),
  fc.record({ sigmaW2: below1.map((a) => rational(2n * a.num, a.den)), sigmaB2: nonNegative }),
  fc.record({
    sigmaW2: below1.map((a) => rational(2n * (a.num + a.den), a.den)),
    sigmaB2: nonNegative,
  }),
);

/** Settings of every kind, but for what is `fixed`. */
export function settings(fixed: Partial<NetworkSettings> = {}): fc.Arbitrary<NetworkSettings> {
  return fc
    .record(
      {
        widths: fc
          .tuple(inputWidths, fc.array(widths, { maxLength: MOST_HIDDEN_LAYERS }))
          .map(([first, hidden]) => [first, ...hidden, 1]),
        r: nonNegative,
        parametrization: fc.constantFrom('ntk' as const, 'standard' as const),
        variances,
        biasGradient: nonNegative,
        outputSigmaW2: fc.constant(ONE),
        outputBias: fc.boolean(),
        outputActivation: outputActivations,
        gates,
      },
      {
        requiredKeys: [
          'widths',
          'r',
          'parametrization',
          'variances',
          'outputBias',
          'outputActivation',
          'gates',
        ],
      },
    )
    .map(({ variances: { sigmaW2, sigmaB2 }, ...rest }) => ({ sigmaW2, sigmaB2, ...rest, ...fixed }));
}

/** Networks in the words of papers: the same σ_w², σ_b² and parametrization in all layers. */
const conventionalNetworks = (fixed: Partial<NetworkSettings> = {}): fc.Arbitrary<Network> =>
  settings(fixed).map(buildNetwork);

type FreeLayer = Omit<Layer, 'fanIn'>;

const freeLayer = (width: fc.Arbitrary<number>, biases: 'any' | 'none'): fc.Arbitrary<FreeLayer> =>
  fc.record({
    width,
    weightVariance: positive,
    weightScale: nonNegative,
    biasVariance: biases === 'none' ? fc.constant(ZERO) : nonNegative,
    biasScale: nonNegative,
  });

/** Networks with variances and gradient scales of their own in every layer. */
export function freeNetworks(biases: 'any' | 'none' = 'any'): fc.Arbitrary<Network> {
  return fc
    .record({
      inputWidth: inputWidths,
      hidden: fc.array(freeLayer(widths, biases), { maxLength: MOST_HIDDEN_LAYERS }),
      output: freeLayer(fc.constant(1), biases),
      r: nonNegative,
      gates,
      outputActivation: outputActivations,
    })
    .map(({ inputWidth, hidden, output, ...rest }) => withLayers(rest, inputWidth, [...hidden, output]));
}

/** The network of these layers, each of which reads the one before it. */
export function withLayers(
  rest: Omit<Network, 'widths' | 'layers'>,
  inputWidth: number,
  layers: readonly FreeLayer[],
): Network {
  const all = [inputWidth, ...layers.map(({ width }) => width)];
  return { ...rest, widths: all, layers: layers.map((layer, index) => ({ ...layer, fanIn: all[index]! })) };
}

/** Networks of every kind. */
export const networks: fc.Arbitrary<Network> = fc.oneof(conventionalNetworks(), freeNetworks());

/** Networks of every kind whose biases start at zero; they may be trained. */
export const unbiasedNetworks: fc.Arbitrary<Network> = fc.oneof(
  conventionalNetworks({ sigmaB2: ZERO }),
  conventionalNetworks({ sigmaB2: ZERO, biasGradient: ONE }),
  freeNetworks('none'),
);

/** The network with some of its layers changed. */
export const mapLayers = (
  network: Network,
  change: (layer: Layer, index: number) => Partial<Layer>,
): Network => ({
  ...network,
  layers: network.layers.map((layer, index) => ({ ...layer, ...change(layer, index) })),
});

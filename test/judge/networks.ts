import fc from 'fast-check';
import type { Layer, Network } from '../../src/network/network.ts';
import { divide, type Rational, rational } from '../../src/rational/rational.ts';

const ratio = (min: number, max: number): fc.Arbitrary<Rational> =>
  fc.record({ num: fc.integer({ min: min * 4, max: max * 4 }) }).map(({ num }) => rational(num, 4));

/** Mostly without random biases, so that dead layers matter; a third of the time with them. */
const biases = fc.oneof(
  { weight: 2, arbitrary: fc.constant(rational(0)) },
  { weight: 1, arbitrary: ratio(1, 2) },
);

const layers = (widths: readonly number[], phaseOf: Rational): fc.Arbitrary<Layer[]> =>
  fc
    .tuple(
      biases,
      fc.array(ratio(1, 3), { minLength: widths.length - 1, maxLength: widths.length - 1 }),
      ratio(1, 3),
    )
    .map(([biasVariance, scales, biasScale]) =>
      scales.map((weightScale, i) => ({
        fanIn: widths[i]!,
        width: widths[i + 1]!,
        weightVariance: divide(phaseOf, rational(widths[i]!)),
        weightScale,
        biasVariance,
        biasScale,
      })),
    );

/** σ_w²: ordered, edge of chaos, chaotic. */
const phases = fc.constantFrom(rational(1), rational(3, 2), rational(2), rational(5, 2), rational(3));

/** Small networks of every phase, gate rule and output, with unequal widths and free scales per layer. */
const networks: fc.Arbitrary<Network> = fc
  .record({
    hidden: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
    input: fc.integer({ min: 1, max: 3 }),
    phaseOf: phases,
    r: ratio(1, 3),
    gates: fc.constantFrom('fair' as const, 'relu' as const),
    outputActivation: fc.constantFrom('linear' as const, 'linear' as const, 'relu' as const),
  })
  .chain(({ hidden, input, phaseOf, r, gates, outputActivation }) => {
    const widths = [input, ...hidden, 1];
    return layers(widths, phaseOf).map((drawn) => ({ widths, r, layers: drawn, gates, outputActivation }));
  });

/** The same networks at every run. */
export const sampleNetworks = (count: number): Network[] =>
  fc.sample(networks, { seed: 20220901, numRuns: count });

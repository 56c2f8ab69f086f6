import fc from 'fast-check';
import { buildNetwork, type NetworkSettings } from '../../src/network/build.ts';
import type { Network } from '../../src/network/network.ts';
import { ONE, rational, ZERO } from '../../src/rational/rational.ts';

/** He weights and trained biases that start at zero, unless told otherwise. */
export const network = (widths: readonly number[], change: Partial<NetworkSettings> = {}): Network =>
  buildNetwork({
    widths,
    r: rational(2, 3),
    parametrization: 'ntk',
    sigmaW2: rational(2),
    sigmaB2: ZERO,
    biasGradient: ONE,
    outputBias: true,
    outputActivation: 'linear',
    gates: 'relu',
    ...change,
  });

/** Networks of at most 8 paths from the inputs under every convention, drawn biases or not. */
export const tinyNetworks: fc.Arbitrary<Network> = fc
  .record({
    widths: fc.constantFrom(
      [1, 1],
      [3, 1],
      [1, 2, 1],
      [2, 3, 1],
      [2, 1, 2, 1],
      [1, 2, 2, 1],
      [2, 2, 2, 1],
      [1, 1, 2, 1, 1],
    ),
    r: fc.constantFrom(ZERO, ONE, rational(2, 3)),
    parametrization: fc.constantFrom('ntk', 'standard'),
    sigmaW2: fc.constantFrom(ONE, rational(2), rational(5, 3)),
    sigmaB2: fc.constantFrom(ZERO, rational(1, 2)),
    biasGradient: fc.constantFrom(ZERO, ONE, rational(5, 7)),
    outputSigmaW2: fc.constantFrom(ONE, rational(2)),
    outputBias: fc.boolean(),
    outputActivation: fc.constantFrom('linear', 'relu'),
    gates: fc.constantFrom('fair', 'relu'),
  })
  .map((settings) => buildNetwork(settings as NetworkSettings));

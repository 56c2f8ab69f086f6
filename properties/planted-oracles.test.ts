import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Powers } from '../src/exact/moment.ts';
import type { Network } from '../src/network/network.ts';
import { add, HALF, multiply, ONE, type Rational, rational, ZERO } from '../src/rational/rational.ts';
import { biasGradientNeedsLiveLayers } from './laws/gates.ts';
import { integratesByPartsInEachLayer, integratesByPartsWithoutBiases } from './laws/integration-by-parts.ts';
import { outputReluHalves } from './laws/output.ts';
import { biasesDoNotMoveBiasPart, kernelSplits } from './laws/parts.ts';
import { satisfiesCauchySchwarz } from './laws/positivity.ts';
import type { MomentOracle } from './moment-oracle.ts';
import { mapLayers } from './networks.ts';
import { degreeTwo } from './oracles/degree-two.ts';

const planted = (
  name: string,
  moment: (truth: Rational, powers: Powers, network: Network) => Rational,
): MomentOracle => ({
  name,
  reach: degreeTwo.reach,
  moment: (network, powers) => moment(degreeTwo.moment(network, powers), powers, network),
});

const square = (x: Rational): Rational => multiply(x, x);

/** Oracles that are wrong on purpose, and a law that has to notice: the laws are worth what they refute. */
const PLANTED: readonly (readonly [MomentOracle, (oracle: MomentOracle) => fc.IProperty<unknown>])[] = [
  [
    planted('K_w is deterministic', (truth, { Kw }, network) =>
      Kw === 2 ? square(degreeTwo.moment(network, { Kw: 1 })) : truth,
    ),
    satisfiesCauchySchwarz,
  ],
  [
    planted('f is normal', (truth, { f }, network) =>
      f === 4 ? multiply(rational(3), square(degreeTwo.moment(network, { f: 2 }))) : truth,
    ),
    integratesByPartsInEachLayer,
  ],
  [
    planted('f^2 and K_w are independent', (truth, { f, Kw }, network) =>
      f === 2 && Kw
        ? multiply(degreeTwo.moment(network, { f: 2 }), degreeTwo.moment(network, { Kw }))
        : truth,
    ),
    kernelSplits,
  ],
  [planted('biases move K_b', (truth, { Qbb }) => (Qbb ? add(truth, ONE) : truth)), biasesDoNotMoveBiasPart],
  [
    planted('half of the drift', (truth, { Q, Qww, Qwb, Qbw }) =>
      Q || Qww || Qwb || Qbw ? multiply(HALF, truth) : truth,
    ),
    integratesByPartsWithoutBiases,
  ],
  [
    planted('no drift', (truth, { Q, Qww, Qwb, Qbw }) => (Q || Qww || Qwb || Qbw ? ZERO : truth)),
    integratesByPartsWithoutBiases,
  ],
  [
    planted('gates are always fair', (_, powers, network) =>
      degreeTwo.moment({ ...network, gates: 'fair' }, powers),
    ),
    biasGradientNeedsLiveLayers,
  ],
  [
    planted('the output is never gated', (_, powers, network) =>
      degreeTwo.moment({ ...network, outputActivation: 'linear' }, powers),
    ),
    outputReluHalves,
  ],
  [
    planted('biases are never drawn', (_, powers, network) =>
      degreeTwo.moment(
        mapLayers(network, () => ({ biasVariance: ZERO })),
        powers,
      ),
    ),
    integratesByPartsInEachLayer,
  ],
  [
    planted('K counts one more neuron', (truth, { K }, network) =>
      K ? multiply(truth, rational(network.widths[1]! + 1, network.widths[1]!)) : truth,
    ),
    kernelSplits,
  ],
];

test.each(PLANTED.map(([oracle, law]) => [oracle.name, oracle, law] as const))(
  'a law refutes: %s',
  (_, oracle, law) => {
    expect(fc.check(law(oracle), { seed: 1, numRuns: 100, endOnFailure: true }).failed).toBe(true);
  },
);

import fc from 'fast-check';
import { buildNetwork, type NetworkSettings } from '../../src/network/build.ts';
import { ZERO } from '../../src/rational/rational.ts';
import { expectEqual } from '../exactly.ts';
import { expectations, type MomentOracle, someProducts, within } from '../moment-oracle.ts';
import { freeNetworks, positive, settings, withLayers } from '../networks.ts';
import { isMadeOf } from '../products.ts';

/** These products do not change when hidden layers trade widths. */
const dependsOnWidthsOnly =
  (drawn: fc.Arbitrary<NetworkSettings>, products: readonly string[]) =>
  (oracle: MomentOracle): fc.IProperty<unknown> =>
    fc.property(
      drawn.chain((one) => {
        const hidden = one.widths.slice(1, -1);
        const shuffled = fc.shuffledSubarray(hidden, { minLength: hidden.length });
        return fc.tuple(fc.constant(one), shuffled);
      }),
      ([one, shuffled]) => {
        const E = expectations(oracle, buildNetwork(one));
        const changed = buildNetwork({ ...one, widths: [one.widths[0]!, ...shuffled, 1] });
        for (const product of within(oracle, products)) {
          expectEqual(`E(${product})`, expectations(oracle, changed)(product), E(product));
        }
      },
    );

/** No biases; under `standard`, σ_w² of the last layer as elsewhere: otherwise K_w weighs the last width differently. */
const withoutBiases = (fixed: Partial<NetworkSettings>): fc.Arbitrary<NetworkSettings> =>
  settings({ sigmaB2: ZERO, ...fixed }).map((drawn) => {
    const { outputSigmaW2: _, ...uniform } = drawn;
    return drawn.parametrization === 'ntk' ? drawn : uniform;
  });

/** Without biases, in both parametrizations and under both gate conventions. */
export const orderOfWidthsIsUnseenWithoutBiases = dependsOnWidthsOnly(withoutBiases({}), [
  ...['f^2', 'f^4', 'f^6', 'Kw', 'f^2*Kw', 'f^4*Kw'],
]);

/** The means of K and K_b too, when gates are fair. */
export const orderOfWidthsIsUnseenByMeans = dependsOnWidthsOnly(withoutBiases({ gates: 'fair' }), [
  'K',
  'Kb',
]);

const withBiases = (fixed: Partial<NetworkSettings>): fc.Arbitrary<NetworkSettings> =>
  fc.tuple(settings(fixed), positive).map(([drawn, sigmaB2]) => ({ ...drawn, sigmaB2, outputBias: true }));

/** With random biases, only in the mean. */
export const orderOfWidthsIsUnseenByBiasedMeans = dependsOnWidthsOnly(withBiases({}), ['f^2', 'Kb']);
export const orderOfWidthsIsUnseenByBiasedNtkMeans = dependsOnWidthsOnly(
  withBiases({ parametrization: 'ntk' }),
  ['f^2', 'Kb', 'Kw', 'K'],
);

const weightProducts = (oracle: MomentOracle) =>
  someProducts(oracle, (product) => isMadeOf(product, ['f', 'Kw', 'Qww']));

/**
 * Without biases, a network read from its output to its input is a network: the joint moments of f, K_w and Q_ww do
 * not change when the layers' widths, variances and scales come in the opposite order. All paths are the same paths.
 */
export const readsTheSameBackwards = (oracle: MomentOracle): fc.IProperty<unknown> =>
  fc.property(freeNetworks('none'), weightProducts(oracle), (network, products) => {
    const { widths, r, gates, outputActivation } = network;
    const [, ...outWidths] = [...widths].reverse();
    const layers = [...network.layers].reverse().map((layer, index) => ({
      ...layer,
      width: index < outWidths.length - 1 ? outWidths[index]! : 1,
    }));
    const backwards = withLayers({ r, gates, outputActivation }, widths[0]!, layers);
    for (const product of products) {
      expectEqual(
        `E(${product})`,
        expectations(oracle, backwards)(product),
        expectations(oracle, network)(product),
      );
    }
  });

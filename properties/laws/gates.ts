import fc from 'fast-check';
import type { Network } from '../../src/network/network.ts';
import { isZero, multiply, ONE, rational, subtract, ZERO } from '../../src/rational/rational.ts';
import { expectAtMost, expectEqual } from '../exactly.ts';
import { expectations, type MomentOracle, someProducts } from '../moment-oracle.ts';
import { mapLayers, networks, positive, unbiasedNetworks } from '../networks.ts';
import { contains, isMadeOf } from '../products.ts';

/** The same moment under both gate conventions, for those products that it is `about`. */
const sameUnderBothGates =
  (subjects: fc.Arbitrary<Network>, about: (product: string) => boolean) =>
  (oracle: MomentOracle): fc.IProperty<unknown> =>
    fc.property(subjects, someProducts(oracle, about), (network, products) => {
      const fair = expectations(oracle, { ...network, gates: 'fair' });
      const relu = expectations(oracle, { ...network, gates: 'relu' });
      for (const product of products) {
        expectEqual(`E(${product})`, relu(product), fair(product));
      }
    });

const biasedNetworks = networks.map((network) =>
  mapLayers(network, ({ biasVariance }) => ({ biasVariance: isZero(biasVariance) ? ONE : biasVariance })),
);

/** Where every layer draws biases no pre-activation is exactly zero, so that both conventions are one. */
export const gatesAgreeWithBiases = sameUnderBothGates(biasedNetworks, () => true);

/** f, K_w and Q_ww do not see the gates above a dead layer, whatever biases come after it. */
export const gatesAgreeOnWeightGradients = sameUnderBothGates(networks, (product) =>
  isMadeOf(product, ['f', 'Kw', 'Qww']),
);

/** Without biases f, K_w and Q vanish on a dead network, and with them every product they are a factor of. */
export const gatesAgreeOnLiveProducts = sameUnderBothGates(unbiasedNetworks, (product) =>
  contains(product, ['f', 'Kw', 'Q', 'Qww', 'Qwb', 'Qbw']),
);

const isNonNegative = (product: string): boolean => isMadeOf(product, ['f', 'K', 'Kw', 'Kb']);

/** Closing gates only lowers f² and K. */
export const reluIsAtMostFair = (oracle: MomentOracle): fc.IProperty<unknown> =>
  fc.property(networks, someProducts(oracle, isNonNegative), (network, products) => {
    const fair = expectations(oracle, { ...network, gates: 'fair' });
    const relu = expectations(oracle, { ...network, gates: 'relu' });
    for (const product of products) expectAtMost(`E(${product})`, relu(product), fair(product));
  });

/** Without biases and with r = 0 every layer is dead under `relu`: of K, only the last bias is left. */
export const deadInputLeavesLastBias = (oracle: MomentOracle): fc.IProperty<unknown> =>
  fc.property(unbiasedNetworks, (network) => {
    const E = expectations(oracle, { ...network, r: ZERO, gates: 'relu' });
    const lastBias = network.outputActivation === 'linear' ? network.layers.at(-1)!.biasScale : ZERO;
    expectEqual('E(K)', E('K'), lastBias);
    expectEqual('E(f^2)', E('f^2'), ZERO);
  });

/**
 * Without biases and with r > 0, counting the biases of layer l alone, K_b is |J^l|² up to a factor: under `relu` it
 * keeps, of its mean under `fair`, the probability Π (1 - 2^-n_k) that the layers below l are alive.
 */
export const biasGradientNeedsLiveLayers = (oracle: MomentOracle): fc.IProperty<unknown> =>
  fc.property(unbiasedNetworks, positive, fc.nat(), (network, r, choice) => {
    const chosen = choice % network.layers.length;
    const counted = {
      ...mapLayers(network, (_, index) => ({ biasScale: index === chosen ? ONE : ZERO })),
      r,
      outputActivation: 'relu' as const,
    };
    const fair = expectations(oracle, { ...counted, gates: 'fair' });
    const relu = expectations(oracle, { ...counted, gates: 'relu' });
    const alive = network.layers
      .slice(0, chosen)
      .map(({ width }) => subtract(ONE, rational(1n, 2n ** BigInt(width))))
      .reduce(multiply, ONE);
    expectEqual('E(Kb)', relu('Kb'), multiply(alive, fair('Kb')));
  });

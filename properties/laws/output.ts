import fc from 'fast-check';
import { HALF, isZero, multiply } from '../../src/rational/rational.ts';
import { expectEqual } from '../exactly.ts';
import { expectations, type MomentOracle, someProducts } from '../moment-oracle.ts';
import { networks } from '../networks.ts';

const withFairOutput = networks.map((network) =>
  isZero(network.layers.at(-1)!.biasVariance) ? { ...network, gates: 'fair' as const } : network,
);

/** A ReLU on the output halves every moment, when its gate is a fair coin: by convention, or since z^d has a bias. */
export const outputReluHalves = (oracle: MomentOracle): fc.IProperty<unknown> =>
  fc.property(withFairOutput, someProducts(oracle), (network, products) => {
    const linear = expectations(oracle, { ...network, outputActivation: 'linear' });
    const relu = expectations(oracle, { ...network, outputActivation: 'relu' });
    for (const product of products) {
      expectEqual(`E(${product})`, relu(product), multiply(HALF, linear(product)));
    }
  });

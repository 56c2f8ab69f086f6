import fc from 'fast-check';
import { ZERO } from '../../src/rational/rational.ts';
import { expectEqual } from '../exactly.ts';
import { expectations, type MomentOracle, within } from '../moment-oracle.ts';
import { networks } from '../networks.ts';
import { DEGREE_TWO } from '../products.ts';

/** Two oracles give the same rational for every moment that both reach. */
export const agreesWith =
  (reference: MomentOracle) =>
  (oracle: MomentOracle): fc.IProperty<unknown> =>
    fc.property(networks, (network) => {
      const E = expectations(oracle, network);
      const wanted = expectations(reference, network);
      for (const product of within(reference, ['1', ...DEGREE_TWO])) {
        expectEqual(`E(${product})`, E(product), wanted(product));
      }
    });

/** Moments that change sign with the last layer vanish when it is linear. */
export const oddMomentsVanish = (oracle: MomentOracle): fc.IProperty<unknown> =>
  fc.property(networks, (network) => {
    const E = expectations(oracle, { ...network, outputActivation: 'linear' });
    for (const product of ['f', 'f^3', 'f*K', 'Q', 'Qwb']) {
      expectEqual(`E(${product})`, E(product), ZERO);
    }
  });

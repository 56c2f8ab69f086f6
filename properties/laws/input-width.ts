import fc from 'fast-check';
import { buildNetwork, type NetworkSettings } from '../../src/network/build.ts';
import { expectEqual } from '../exactly.ts';
import { expectations, type MomentOracle, someProducts } from '../moment-oracle.ts';
import { inputWidths, settings } from '../networks.ts';
import { isMadeOf } from '../products.ts';

const sameForEveryInputWidth =
  (parametrization: NetworkSettings['parametrization'], about: (product: string) => boolean) =>
  (oracle: MomentOracle): fc.IProperty<unknown> =>
    fc.property(
      settings({ parametrization }),
      inputWidths,
      someProducts(oracle, about),
      (drawn, inputWidth, products) => {
        const [, ...others] = drawn.widths;
        const E = expectations(oracle, buildNetwork(drawn));
        const changed = expectations(oracle, buildNetwork({ ...drawn, widths: [inputWidth, ...others] }));
        for (const product of products) {
          expectEqual(`E(${product})`, changed(product), E(product));
        }
      },
    );

/** At equal r = |x|²/n_0, the NTK parametrization does not see n_0. */
export const inputWidthIsUnseen = sameForEveryInputWidth('ntk', () => true);

/** The standard one sees it in gradients of the first weights alone, which f and K_b have none of. */
export const inputWidthIsUnseenByBiases = sameForEveryInputWidth('standard', (product) =>
  isMadeOf(product, ['f', 'Kb']),
);

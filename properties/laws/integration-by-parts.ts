import fc from 'fast-check';
import { add, multiply, type Rational, rational, ZERO } from '../../src/rational/rational.ts';
import { expectEqual } from '../exactly.ts';
import { expectations, type MomentOracle } from '../moment-oracle.ts';
import { mapLayers, networks, unbiasedNetworks } from '../networks.ts';
import { degreeOf } from '../products.ts';

type Identity = readonly [product: string, combination: (E: (product: string) => Rational) => Rational];

const twice = (x: Rational): Rational => multiply(rational(2), x);
const thrice = (x: Rational): Rational => multiply(rational(3), x);

/**
 * f is homogeneous of degree one in the weights of layer l together with the biases of the layers l … d. So if K
 * counts these parameters, each by its variance, then f = Σ θ_p ∂_p f and E[θ_p g] = λ_p E[∂_p g] give
 * E[f g] = E[g_f K + <∇f, ∇g>] for g = f, f³, f K, … Biases, gates and output may be of any kind.
 */
const LAYER_IDENTITIES: readonly Identity[] = [
  ['f^2', (E) => E('K')],
  ['f^4', (E) => thrice(E('f^2*K'))],
  ['f^2*K', (E) => add(E('K^2'), E('f*Q'))],
  ['f^6', (E) => multiply(rational(5), E('f^4*K'))],
  ['f^4*K', (E) => add(thrice(E('f^2*K^2')), E('f^3*Q'))],
  ['f^2*K^2', (E) => add(E('K^3'), twice(E('f*Q*K')))],
];

export const integratesByPartsInEachLayer = (oracle: MomentOracle): fc.IProperty<unknown> =>
  fc.property(networks, fc.nat(), (network, choice) => {
    const chosen = choice % network.layers.length;
    const counted = mapLayers(network, ({ weightVariance, biasVariance }, index) => ({
      weightScale: index === chosen ? weightVariance : ZERO,
      biasScale: index >= chosen ? biasVariance : ZERO,
    }));
    const E = expectations(oracle, counted);
    for (const [product, combination] of LAYER_IDENTITIES) {
      if (degreeOf(product) <= oracle.reach) expectEqual(`E(${product})`, E(product), combination(E));
    }
  });

/** The sum of these over all layers, without biases; K_b may count trained biases that start at zero. */
const NETWORK_IDENTITIES: readonly Identity[] = [
  ['f^2', (E) => E('Kw')],
  ['f^4', (E) => thrice(E('f^2*Kw'))],
  ['f^2*Kw', (E) => add(E('Kw^2'), E('f*Qww'))],
  ['f^2*Kb', (E) => add(E('Kw*Kb'), E('f*Qwb'))],
  ['f^2*Kw^2', (E) => add(E('Kw^3'), twice(E('f*Qww*Kw')))],
  ['f^2*Kb^2', (E) => add(E('Kw*Kb^2'), twice(E('f*Qwb*Kb')))],
];

/** d·E[f g] = E[g_f K_w + <∇_w f, ∇_w g>] without biases, when each weight counts by its variance. */
export const integratesByPartsWithoutBiases = (oracle: MomentOracle): fc.IProperty<unknown> =>
  fc.property(unbiasedNetworks, (network) => {
    const counted = mapLayers(network, ({ weightVariance }) => ({ weightScale: weightVariance }));
    const E = expectations(oracle, counted);
    const depth = rational(network.layers.length);
    for (const [product, combination] of NETWORK_IDENTITIES) {
      if (degreeOf(product) > oracle.reach) continue;
      expectEqual(`d E(${product})`, multiply(depth, E(product)), combination(E));
    }
  });

import fc from 'fast-check';
import { buildNetwork, type Parametrization } from '../../src/network/build.ts';
import type { Observable } from '../../src/network/observables.ts';
import { multiply, ONE, power, type Rational, ZERO } from '../../src/rational/rational.ts';
import { expectEqual } from '../exactly.ts';
import { expectations, type MomentOracle, someProducts } from '../moment-oracle.ts';
import { mapLayers, networks, positive, settings, unbiasedNetworks } from '../networks.ts';
import { degreeOf, isMadeOf, weigh } from '../products.ts';

const scaled = (value: Rational, factor: Rational, exponent: number): Rational =>
  multiply(value, power(factor, exponent));

/**
 * Multiply v_l and u_l by t_l, and s_l and c_l by t_1⋯t_l: with P = t_1⋯t_d, f scales with √P, K and its parts
 * with P, Q and its parts with P^(3/2).
 */
export const scalesWithLayers = (oracle: MomentOracle): fc.IProperty<unknown> =>
  fc.property(networks, fc.infiniteStream(positive), someProducts(oracle), (network, factors, products) => {
    let total: Rational = ONE;
    const changed = mapLayers(network, ({ weightVariance, weightScale, biasVariance, biasScale }) => {
      const factor = factors.next().value as Rational;
      total = multiply(total, factor);
      return {
        weightVariance: multiply(weightVariance, factor),
        weightScale: multiply(weightScale, factor),
        biasVariance: multiply(biasVariance, total),
        biasScale: multiply(biasScale, total),
      };
    });
    for (const product of products) {
      const wanted = scaled(expectations(oracle, network)(product), total, degreeOf(product));
      expectEqual(`E(${product})`, expectations(oracle, changed)(product), wanted);
    }
  });

/** Multiply all gradient scales by t: K scales with t, Q with t². */
export const scalesWithGradients = (oracle: MomentOracle): fc.IProperty<unknown> =>
  fc.property(networks, positive, someProducts(oracle), (network, factor, products) => {
    const changed = mapLayers(network, ({ weightScale, biasScale }) => ({
      weightScale: multiply(weightScale, factor),
      biasScale: multiply(biasScale, factor),
    }));
    for (const product of products) {
      const exponent = weigh(product, (name) => ({ f: 0, K: 1, Q: 2 })[name[0] as 'f' | 'K' | 'Q']);
      const wanted = scaled(expectations(oracle, network)(product), factor, exponent);
      expectEqual(`E(${product})`, expectations(oracle, changed)(product), wanted);
    }
  });

const IN_INPUT: Partial<Record<Observable, number>> = { f: 1, Kw: 2, Kb: 0, Qww: 3, Qwb: 1, Qbw: 1 };
const inputProducts = (oracle: MomentOracle) =>
  someProducts(oracle, (product) => isMadeOf(product, Object.keys(IN_INPUT) as Observable[]));

/** Without biases, r > 0 multiplied by t: f scales with √t, K_w with t, K_b not at all, Q_ww with t^(3/2). */
export const scalesWithInput = (oracle: MomentOracle): fc.IProperty<unknown> =>
  fc.property(unbiasedNetworks, positive, positive, inputProducts(oracle), (network, r, factor, products) => {
    const E = expectations(oracle, { ...network, r });
    const changed = expectations(oracle, { ...network, r: multiply(r, factor) });
    for (const product of products) {
      const exponent = weigh(product, (name) => IN_INPUT[name]!) / 2;
      expectEqual(`E(${product})`, changed(product), scaled(E(product), factor, exponent));
    }
  });

const weightProducts = (oracle: MomentOracle) =>
  someProducts(oracle, (product) => isMadeOf(product, ['f', 'Kw', 'Qww']));

/** How f and K_w count the layers: σ_w² to the power d/2 and d, or d-1 where a gradient counts 1. */
const layersIn = (name: Observable, parametrization: Parametrization, depth: number): number => {
  if (name === 'f') return depth / 2;
  const free = { Kw: 1, Qww: 2 }[name as 'Kw' | 'Qww'];
  return (free === 1 ? depth : (3 * depth) / 2) - (parametrization === 'standard' ? free : 0);
};

/** Without biases, σ_w² multiplied by t: f scales with t^(d/2), K_w with t^d (`ntk`) or t^(d-1) (`standard`). */
export const scalesWithWeightVariance = (oracle: MomentOracle): fc.IProperty<unknown> =>
  fc.property(
    settings({ sigmaB2: ZERO }),
    positive,
    weightProducts(oracle),
    ({ outputSigmaW2: _, ...drawn }, factor, products) => {
      const E = expectations(oracle, buildNetwork(drawn));
      const changed = buildNetwork({ ...drawn, sigmaW2: multiply(drawn.sigmaW2, factor) });
      const depth = drawn.widths.length - 1;
      for (const product of products) {
        const exponent = weigh(product, (name) => layersIn(name, drawn.parametrization, depth));
        expectEqual(
          `E(${product})`,
          expectations(oracle, changed)(product),
          scaled(E(product), factor, exponent),
        );
      }
    },
  );

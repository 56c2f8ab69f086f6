import { degree, moments, type Powers } from '../../src/exact/moment.ts';
import type { Network } from '../../src/network/network.ts';
import { ZERO } from '../../src/rational/rational.ts';
import { toNumber } from '../../src/rational/text.ts';
import type { Mixture } from '../../src/simulate/tilt.ts';
import type { Bounds } from '../../src/statistics/bounded-mean.ts';

/** For each p, E T_l^p by the exact oracle: T_l is the K of the network whose other layers' gradients count for nothing. */
export function partMoments(network: Network, powers: readonly number[]): number[][] {
  const ofLayers = network.layers.map((_, l) => {
    const layers = network.layers.map((layer, i) =>
      i === l ? layer : { ...layer, weightScale: ZERO, biasScale: ZERO },
    );
    return moments(
      { ...network, layers },
      powers.map((power) => ({ K: power })),
    );
  });
  return powers.map((_, i) => ofLayers.map((ofLayer) => toNumber(ofLayer[i]!)));
}

/**
 * Between which K^p dP/dQ = (Σ T_l)^p / Σ (p_l/m_l) T_l^p lies. It is least where one T_l is all of K, and most, by
 * Hölder's inequality, where the T_l are as their moments are: the shares p_l are proportional to m_l^(1/p).
 */
export function weightBounds({ moments: m, shares }: Mixture, power: number): Bounds {
  const low = Math.min(...m.flatMap((moment, l) => (shares[l]! > 0 ? [moment / shares[l]!] : [])));
  const high = m.reduce((total, moment) => total + moment ** (1 / power), 0) ** power;
  return { low, high };
}

const scaled = (powers: Powers, factor: number): Powers =>
  Object.fromEntries(Object.entries(powers).map(([name, power]) => [name, factor * power]));

/**
 * Bounds on the variance under Q of g dP/dQ, for products g of observables, k of them parts of K: dP/dQ <= B/K^p makes
 * it at most E_P[g² dP/dQ] <= B E_P[g²/K^p]. The parts of K in g take as many powers of K as they can; K >= c_d,
 * wherever it is not 0, takes the rest.
 */
export function varianceBounds(
  network: Network,
  mixture: Mixture,
  power: number,
  products: readonly Powers[],
): number[] {
  const parts = products.map((powers) => {
    const inK = Object.entries(powers).filter(([name]) => name.startsWith('K'));
    const others = Object.fromEntries(Object.entries(powers).filter(([name]) => !name.startsWith('K')));
    const beyond = 2 * inK.reduce((total, [, exponent]) => total + exponent, 0) - power;
    return { beyond, square: { ...scaled(others, 2), ...(beyond > 0 && { K: beyond }) } as Powers };
  });
  const random = parts.map(({ square }) => square).filter((square) => degree(square) > 0);
  const expectations = moments(network, random);
  const { high } = weightBounds(mixture, power);
  const floor = toNumber(network.layers.at(-1)!.biasScale);
  return parts.map(({ beyond, square }) => {
    const expectation = degree(square) === 0 ? 1 : toNumber(expectations[random.indexOf(square)]!);
    return high * expectation * floor ** Math.min(0, beyond);
  });
}

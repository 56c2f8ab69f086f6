import type { Layer, Network } from '../network/network.ts';
import { GAUSSIAN_MU4 } from '../network/weight-law.ts';
import {
  add,
  HALF,
  multiply,
  ONE,
  power,
  type Rational,
  rational,
  subtract,
  ZERO,
} from '../rational/rational.ts';

/**
 * What is known of the gated activation a and the gated kernels A of group x and B of group y of one layer: 1, S = |a|²,
 * T = tr A, U = tr B, SS = S², F = Σ a_k⁴, ST, SU, V = aᵀA a, W = aᵀB a, G = Σ a_k² A_kk, H = Σ a_k² B_kk, TU,
 * R = tr A B, D = Σ A_kk B_kk.
 */
export const NAMES = ['1', 'S', 'T', 'U', 'SS', 'F', 'ST', 'SU', 'V', 'W', 'G', 'H', 'TU', 'R', 'D'] as const;
export type Name = (typeof NAMES)[number];

/** A linear combination of what is known of the layer below. */
export type Combination = Partial<Record<Name, Rational>>;

/** Which parameters a kernel counts. */
export type Group = 'K' | 'Kw' | 'Kb';

/** The expectation of each of a layer's values given the layer below; the derivation is at `anyLawMoments`. */
export function layerRows(
  layer: Layer,
  { mu4 = GAUSSIAN_MU4, outputActivation }: Pick<Network, 'mu4' | 'outputActivation'>,
  isOutput: boolean,
  [x, y]: readonly [Group, Group],
): Record<Name, Combination> {
  const { weightVariance: v, biasVariance: s } = layer;
  const kappa = subtract(mu4, rational(3));
  const vv = power(v, 2);
  const first = scalesOf(layer, x);
  const second = scalesOf(layer, y);
  const q: Combination = { S: v, '1': s };
  const qq: Combination = { SS: vv, S: multiply(rational(2), multiply(v, s)), '1': power(s, 2) };
  const theta: Combination = { S: first.u, '1': first.c, T: v };
  const other: Combination = { S: second.u, '1': second.c, U: v };
  const z4 = plus(scaled(rational(3), qq), { F: multiply(kappa, vv) });
  /** Θ_11 z_2², then Θ_11 z_1², for either group. */
  const mixed = ({ u, c }: Scales, [t, st, path, diagonal]: readonly [Name, Name, Name, Name]) => {
    const apart: Combination = {
      SS: multiply(u, v),
      S: add(multiply(u, s), multiply(c, v)),
      '1': multiply(c, s),
      [st]: vv,
      [t]: multiply(s, v),
    };
    return {
      apart,
      same: plus(apart, { [path]: multiply(rational(2), vv), [diagonal]: multiply(kappa, vv) }),
    };
  };
  const withFirst = mixed(first, ['T', 'ST', 'V', 'G']);
  const withSecond = mixed(second, ['U', 'SU', 'W', 'H']);
  /** Θ_11 Θ'_22, then Θ_11 Θ'_11. */
  const apart: Combination = {
    SS: multiply(first.u, second.u),
    S: add(multiply(first.u, second.c), multiply(first.c, second.u)),
    '1': multiply(first.c, second.c),
    SU: multiply(first.u, v),
    U: multiply(first.c, v),
    ST: multiply(second.u, v),
    T: multiply(second.c, v),
    TU: vv,
  };
  const same = plus(apart, { R: multiply(rational(2), vv), D: multiply(kappa, vv) });
  const { h, g } = gatesOf(layer.width, isOutput && outputActivation === 'linear');
  const both = (one: Combination, two: Combination): Combination => plus(scaled(h, one), scaled(g, two));
  return {
    '1': { '1': ONE },
    S: scaled(h, q),
    T: scaled(h, theta),
    U: scaled(h, other),
    SS: both(z4, qq),
    F: scaled(h, z4),
    ST: both(withFirst.same, withFirst.apart),
    SU: both(withSecond.same, withSecond.apart),
    V: both(withFirst.same, { V: vv }),
    W: both(withSecond.same, { W: vv }),
    G: scaled(h, withFirst.same),
    H: scaled(h, withSecond.same),
    TU: both(same, apart),
    R: both(same, { R: vv }),
    D: scaled(h, same),
  };
}

interface Scales {
  readonly u: Rational;
  readonly c: Rational;
}

const scalesOf = ({ weightScale, biasScale }: Layer, group: Group): Scales => ({
  u: group === 'Kb' ? ZERO : weightScale,
  c: group === 'Kw' ? ZERO : biasScale,
});

/** Expected numbers of open neurons, and of ordered pairs of distinct open neurons. */
const gatesOf = (width: number, isUngated: boolean): { readonly h: Rational; readonly g: Rational } =>
  isUngated
    ? { h: rational(width), g: rational(width * (width - 1)) }
    : { h: multiply(HALF, rational(width)), g: rational(BigInt(width) * BigInt(width - 1), 4n) };

const scaled = (factor: Rational, terms: Combination): Combination =>
  Object.fromEntries(Object.entries(terms).map(([name, entry]) => [name, multiply(factor, entry)]));

function plus(a: Combination, b: Combination): Combination {
  const total: Combination = { ...a };
  for (const [name, entry] of Object.entries(b) as [Name, Rational][])
    total[name] = add(total[name] ?? ZERO, entry);
  return total;
}

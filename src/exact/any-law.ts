import type { Layer, Network } from '../network/network.ts';
import { OBSERVABLES } from '../network/observables.ts';
import { GAUSSIAN_MU4 } from '../network/weight-law.ts';
import { gcd, isZero, multiply, ONE, power, type Rational, rational, ZERO } from '../rational/rational.ts';
import { formatRational } from '../rational/text.ts';
import { aliveProbability } from './alive.ts';
import { type Combination, type Group, layerRows, NAMES, type Name } from './any-law-layer.ts';
import { BeyondOracle } from './beyond.ts';
import type { Powers } from './moment.ts';
import { allowance, type Cost, type Permit } from './permit.ts';
import { runCost } from './run-cost.ts';

/**
 * Moments up to E K², E f⁴ and E f² K (with Kw, Kb for K too) of a network whose weights have any symmetric law of
 * fourth moment μ_4 v² and whose biases are Gaussian, exactly. The input is flat, x_i = √r.
 *
 * Derivation. Given the layer below, rows (W_i, b_i) are i.i.d., and changing the sign of one row shows that gates are
 * fair coins, as for Gaussian weights, wherever z_i ≠ 0 almost surely: the law has no atoms, or gates are fair. With
 * z = w·a + b, Θ_ij = δ_ij A_c + w_iᵀA w_j, A_c = u|a|² + c, q = v|a|² + s, and
 *
 *   E w_i w_j w_k w_l = v² (δ_ij δ_kl + δ_ik δ_jl + δ_il δ_jk + κ δ_ijkl),   κ = μ_4 - 3,
 *
 * Wick's sum over pairings gains one term, that of all indices equal (names of sums as in `NAMES`):
 *
 *   E z_1⁴        = 3 q² + κ v² F                        E z_1² z_2²   = q²
 *   E Θ_11 z_1²   = A_c q + v²(ST + 2V + κ G) + s v T    E Θ_11 z_2²   = (A_c + v T) q,   E Θ_12 z_1 z_2 = v² V
 *   E Θ_11 Θ'_11  = A_c A'_c + A_c v U + A'_c v T + v²(TU + 2R + κ D)
 *   E Θ_11 Θ'_22  = (A_c + v T)(A'_c + v U)              E Θ_12 Θ'_12  = v² R
 *
 * and F, G, D of the layer are h = n/2 times the first of each line: three more sums, and the recursion closes. Two
 * distinct neurons are open together g = n(n-1)/4 times. Dead layers as in `moments`: under relu gates and without
 * biases the constant 1 becomes the probability that the layer below lives.
 *
 * Throws TooCostly before work that is not permitted, BeyondOracle for other products, and for μ_4 = 1, signs, whose pre-activations are 0 with positive
 * probability, under relu gates.
 */
export function anyLawMoments(
  network: Network,
  products: readonly Powers[],
  permit: Permit = allowance(),
): Rational[] {
  const wanted = checkAnyLaw(network, products);
  permit.ask(costOf(network, wanted.length));
  return wanted.map((one) => (one ? run(network, one, permit) : ZERO));
}

/** A layer's entries are of degree two in its scalars, and have μ_4. */
function costOf(network: Network, outputs: number): Cost {
  const { mu4 = GAUSSIAN_MU4, gates, layers } = network;
  const needsAlive = gates === 'relu' && layers.some(({ biasVariance }) => isZero(biasVariance));
  const shape = { degree: 2, entries: ENTRIES, values: NAMES.length, outputs, needsAlive, own: mu4.den };
  const cost = runCost(shape, network);
  // Every layer's P(alive) is kept.
  const kept = needsAlive
    ? layers.reduce((sum, { width }, i) => sum + (width * (layers.length - i)) / 4, 0)
    : 0;
  return { ...cost, bytes: cost.bytes + kept };
}

/** Of a layer's matrix. */
const ENTRIES = 60;

interface Wanted {
  readonly target: Name;
  readonly groups: readonly Group[];
}

/** What each product is at the output, undefined where it vanishes. Throws BeyondOracle for what is not known. */
export function checkAnyLaw(network: Network, products: readonly Powers[]): (Wanted | undefined)[] {
  const { mu4 = GAUSSIAN_MU4, gates, layers } = network;
  if (mu4.num === mu4.den && gates === 'relu' && layers.some(({ biasVariance }) => isZero(biasVariance)))
    throw new BeyondOracle(
      'mu_4 = 1 is a law of signs, under which z = 0 has a probability; take fair gates',
    );
  return products.map((powers) => wantedOf(network, powers));
}

/** What stands for f^f times so many kernels at the output, where all indices are one neuron. */
const TARGETS: Readonly<Record<string, Name>> = {
  '0,0': '1',
  '2,0': 'S',
  '0,1': 'T',
  '4,0': 'F',
  '2,1': 'G',
  '0,2': 'D',
};

function wantedOf(network: Network, powers: Powers): Wanted | undefined {
  const { f = 0 } = powers;
  const groups = (['K', 'Kw', 'Kb'] as const).flatMap((name) => Array<Group>(powers[name] ?? 0).fill(name));
  const names = OBSERVABLES.filter((name) => powers[name]).map((name) =>
    powers[name] === 1 ? name : `${name}^${powers[name]}`,
  );
  const total = OBSERVABLES.reduce((sum, name) => sum + (powers[name] ?? 0), 0);
  if (total > f + groups.length || f + 2 * groups.length > 4)
    throw new BeyondOracle(
      `E(${names.join('*')}): of weights with mu_4 = ${formatRational(network.mu4 ?? GAUSSIAN_MU4)} the exact oracle knows degree 2 in f, K, Kw, Kb (f counts 1/2), and not Q`,
    );
  const target = TARGETS[`${f},${groups.length}`];
  if (target) return { target, groups };
  if (network.outputActivation === 'linear') return undefined;
  throw new BeyondOracle(`E(${names.join('*')}) is odd in f, and irrational under a ReLU output`);
}

/** Whole entries over one denominator, by row. */
interface IntegerMatrix {
  readonly rows: Readonly<Record<Name, readonly (readonly [Name, bigint])[]>>;
  readonly denominator: bigint;
}

type Row = Partial<Record<Name, bigint>>;

/**
 * From the output down: the target as a combination of what is known of ever lower layers. Fractions are reduced once at
 * the end, for the reason given at `runRecursion`.
 */
function run(network: Network, { target, groups: [x = 'K', y = x] }: Wanted, permit: Permit): Rational {
  const { layers, widths, r, gates, outputActivation } = network;
  const alive = gates === 'relu' ? aliveProbability(network) : () => ONE;
  // Powers of two of every P(alive).
  const powers = alive(layers.length).den;
  const matrices = new Map<string, IntegerMatrix>();
  /** What is known already, and what is known times `powers`, over the denominator. */
  let settled = 0n;
  let living = 0n;
  let row: Row = { [target]: 1n };
  let denominator = 1n;
  for (let l = layers.length; l >= 1; l--) {
    const layer = layers[l - 1]!;
    const isOutput = l === layers.length;
    const key = keyOf(layer, isOutput);
    const matrix = matrices.get(key) ?? integerMatrix(layerRows(layer, network, isOutput, [x, y]));
    matrices.set(key, matrix);
    settled = (settled + (row['1'] ?? 0n)) * matrix.denominator;
    living *= matrix.denominator;
    denominator *= matrix.denominator;
    row = times({ ...row, '1': 0n }, matrix);
    const isGated = !isOutput || outputActivation === 'relu';
    if (gates === 'relu' && isGated && isZero(layer.biasVariance) && row['1']) {
      const { num, den } = alive(l - 1);
      living += row['1'] * num * (powers / den);
      row = { ...row, '1': 0n };
    }
    permit.progress?.(((layers.length - l + 1) / layers.length) ** 2);
  }
  const square = multiply(r, rational(widths[0]!));
  const input: Combination = { '1': ONE, S: square, SS: power(square, 2), F: multiply(square, r) };
  const inputs = NAMES.flatMap((name) => (input[name] ? [[name, input[name]] as const] : []));
  const common = inputs.reduce((lcm, [, { den }]) => (lcm / gcd(lcm, den)) * den, 1n);
  const below = inputs.reduce(
    (sum, [name, { num, den }]) => sum + (row[name] ?? 0n) * num * (common / den),
    0n,
  );
  return rational((below + settled * common) * powers + living * common, denominator * common * powers);
}

function keyOf(layer: Layer, isOutput: boolean): string {
  const { weightVariance: v, biasVariance: s, weightScale: u, biasScale: c } = layer;
  return [isOutput, layer.width, ...[v, s, u, c].map(formatRational)].join(' ');
}

function integerMatrix(rows: Readonly<Record<Name, Combination>>): IntegerMatrix {
  const entries = NAMES.flatMap((name) => Object.values(rows[name]));
  const denominator = entries.reduce((lcm, { den }) => (lcm / gcd(lcm, den)) * den, 1n);
  const whole = NAMES.map((name) => {
    const terms = (Object.entries(rows[name]) as [Name, Rational][]).filter(([, entry]) => !isZero(entry));
    return [
      name,
      terms.map(([source, { num, den }]) => [source, num * (denominator / den)] as const),
    ] as const;
  });
  return { rows: Object.fromEntries(whole) as unknown as IntegerMatrix['rows'], denominator };
}

function times(row: Row, { rows }: IntegerMatrix): Row {
  const next: Row = {};
  for (const name of NAMES) {
    const value = row[name];
    if (value) for (const [source, entry] of rows[name]) next[source] = (next[source] ?? 0n) + value * entry;
  }
  return next;
}

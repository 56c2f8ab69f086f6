import { ORACLE_LIMITS } from '../limits/limits.ts';
import type { Layer, Network } from '../network/network.ts';
import { OBSERVABLES } from '../network/observables.ts';
import type { StandardMoments } from '../network/weight-law.ts';
import { add, isZero, multiply, ONE, power, type Rational, rational, ZERO } from '../rational/rational.ts';
import { aliveProbability } from './alive.ts';
import { BeyondOracle } from './beyond.ts';
import type { Powers } from './moment.ts';
import { type NamedState, named, type Pair } from './path-state.ts';
import { biasSteps, weightSteps } from './path-step.ts';

const MOST_PATHS = ORACLE_LIMITS.paths;

/**
 * Moments up to E f⁸, E K⁴ (f counts 1/2; K, Kw, Kb 1; no Q) of a network whose weights have any symmetric law with
 * moments μ_4, μ_6, μ_8 and whose biases start at 0, exactly. The input is flat, x_i = √r. It shares no step with
 * `moments`: a sum over all ways in which 8 paths can meet, layer by layer, from the output down.
 *
 * Derivation. f = Σ over paths γ of x Π W_e 1{γ open}; a kernel is Σ_e λ_e (∂_e f)², over two paths that both pass e (an
 * edge, or the bias of a neuron, where the paths start). So a product is a sum over 2k paths of products of weights and
 * gates. Rows of the top layer have even degree (2k, all in one row). Let the rows of a layer have even degree: then
 * changing the sign of a row shows that its gate is a fair coin, given everything below; the entries of a row are
 * independent and symmetric, so that each must occur to an even power; so the number of paths through every neuron of
 * the layer below is even, and so is the degree of its row. Hence every neuron passed is a factor 1/2, every edge a
 * factor μ_p v^(p/2), p the number of paths on it that are not differentiated there, and the law of where paths meet is
 * counted by falling factorials of the widths. Dead layers: under relu gates, where all pairs have ended in biases of
 * layers >= l, the layers below l must live; where paths go on to the input, a dead layer gives 0 by itself.
 *
 * All terms are non-negative, and increase with every μ. Throws BeyondOracle for other products, and for random biases.
 */
export function pathMoments(network: Network, law: StandardMoments, products: readonly Powers[]): Rational[] {
  if (network.layers.some(({ biasVariance }) => !isZero(biasVariance)))
    throw new BeyondOracle('sums over paths are of networks whose biases start at 0');
  return products.map((powers) => momentOf(network, law, powers));
}

function momentOf(network: Network, law: StandardMoments, powers: Powers): Rational {
  const { f = 0 } = powers;
  const pairs = (['K', 'Kb', 'Kw'] as const).flatMap((name) => Array<Pair>(powers[name] ?? 0).fill(name));
  const factors = OBSERVABLES.reduce((total, name) => total + (powers[name] ?? 0), 0);
  const isOdd = f % 2 === 1;
  if (
    factors > f + pairs.length ||
    f + 2 * pairs.length > MOST_PATHS ||
    (isOdd && network.outputActivation === 'relu')
  )
    throw new BeyondOracle(
      `sums over paths know products of f and K, Kw, Kb with at most ${MOST_PATHS} paths, even in f`,
    );
  if (isOdd) return ZERO;
  if (factors === 0) return ONE;
  return run(network, law, named({ pairs, blocks: [[f, ...pairs.map(() => 2)]] }));
}

type Weights = Map<string, { readonly state: NamedState; readonly weight: Rational }>;

function put(weights: Weights, state: NamedState, weight: Rational): void {
  if (isZero(weight)) return;
  weights.set(state.key, { state, weight: add(weights.get(state.key)?.weight ?? ZERO, weight) });
}

function run(network: Network, law: StandardMoments, output: NamedState): Rational {
  const { layers, widths, gates, outputActivation } = network;
  const alive = gates === 'relu' ? aliveProbability(network) : () => ONE;
  let total = ZERO;
  let states: Weights = new Map();
  put(states, output, outputActivation === 'relu' ? rational(1, 2) : ONE);
  for (let l = layers.length; l >= 1; l--) {
    const layer = layers[l - 1]!;
    const isGated = l < layers.length || outputActivation === 'relu';
    const going: Weights = new Map();
    for (const { state, weight } of states.values()) {
      for (const { ended, target } of biasSteps(state)) {
        const value = multiply(weight, power(layer.biasScale, ended));
        if (target.blocks.length > 0) put(going, target, value);
        else total = add(total, isGated ? multiply(value, alive(l - 1)) : value);
      }
    }
    const meeting = l > 1 ? meetings(widths[l - 1]!, 2) : meetings(widths[0]!, 1);
    const next: Weights = new Map();
    for (const { state, weight } of going.values())
      for (const step of weightSteps(state))
        put(next, step.target, [weight, edges(step, layer, law), meeting(step.neurons)].reduce(multiply));
    states = next;
  }
  for (const { state, weight } of states.values()) {
    if (state.pairs.length > 0) continue;
    const paths = state.blocks.reduce((sum, [single = 0]) => sum + single, 0);
    total = add(total, multiply(weight, power(network.r, paths / 2)));
  }
  return total;
}

/** Choices of distinct neurons, times the probability of their gates. */
const meetings =
  (width: number, sides: 1 | 2) =>
  (neurons: number): Rational => {
    let choices = 1n;
    for (let i = 0; i < neurons; i++) choices *= BigInt(width - i);
    return rational(choices, BigInt(sides) ** BigInt(neurons));
  };

function edges(
  { count, derived, halves, powers }: ReturnType<typeof weightSteps>[number],
  { weightVariance, weightScale }: Layer,
  law: StandardMoments,
): Rational {
  const moments = powers.map((times, i) => power(law[i]!, times));
  return [rational(count), power(weightScale, derived), power(weightVariance, halves), ...moments].reduce(
    multiply,
  );
}

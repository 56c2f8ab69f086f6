import type { Network } from '../network/network.ts';
import { GAUSSIAN_MU4 } from '../network/weight-law.ts';
import { add, multiply, power, type Rational, rational, ZERO } from '../rational/rational.ts';
import { checkCount, checkUnbiased, MAX_TUPLES } from './limit.ts';
import type { Pattern } from './meetings.ts';
import { isEven, multisetOf } from './multiset.ts';
import { pathCount } from './path.ts';

/** The even four-tuples of paths with one pattern of meetings. */
export interface Diagram {
  /** Ordered tuples (γ1, γ2, γ3, γ4) in which every edge has an even multiplicity. */
  readonly tuples: bigint;
  /**
   * The same, each edge that all four share counted μ₄ times (3 for Gaussian weights) and each hidden neuron that they
   * share 2 times (one gate instead of two).
   */
  readonly weight: Rational;
}

/** Four paths as far as a layer. */
interface Partial {
  /** Which of the layer's placements they are at. */
  readonly at: number;
  readonly pattern: Pattern;
  /** Edges so far that all four share. */
  readonly shared: number;
}

/** A way on from a placement along edges of even multiplicities. */
interface Step {
  readonly at: number;
  readonly together: boolean;
  readonly shared: 0 | 1;
}

/**
 * All even four-tuples of paths from the inputs to the output, by pattern: T where the four are at one neuron, A where
 * they are two and two apart. Grown layer by layer, evenness checked edge multiset by edge multiset.
 *
 * Hanin & Nica 2019, Figures 1 and 2, in our words: `A…A` is "no interaction", `…T A…A T…` has a loop. With μ₄ = 3
 * every meeting weighs 6 in all: 2 for the gate, and 3 for staying together along an edge or for the pairings in which to
 * part, so that the weight of a pattern is 3·6^(number of T) times its ordered pairs of paths, the first 3 for the
 * output's edge. A meeting has probability 1/n, so that a layer of n neurons contributes 1 + (2·3 - 1)/n: the factor 5.
 *
 * Throws PathLimit beyond MAX_TUPLES tuples.
 */
export function fourPathDiagrams(
  widths: readonly number[],
  mu4: Rational = GAUSSIAN_MU4,
): ReadonlyMap<Pattern, Diagram> {
  checkCount(3n * pathCount(widths) ** 2n, MAX_TUPLES, `four-tuples of paths at widths ${widths}`);
  let placements = [...evenPlacements(widths[0]!)];
  let grown: Partial[] = placements.map((_, at) => ({ at, pattern: '', shared: 0 }));
  for (let l = 1; l < widths.length; l++) {
    const hidden = l < widths.length - 1;
    const next = [...evenPlacements(widths[l]!)];
    const steps = placements.map((from) => stepsFrom(from, next, widths[l - 1]!, widths[l]!));
    grown = grown.flatMap(({ at: from, pattern, shared }) =>
      steps[from]!.map((step) => ({
        at: step.at,
        pattern: hidden ? pattern + (step.together ? 'T' : 'A') : pattern,
        shared: shared + step.shared,
      })),
    );
    placements = next;
  }
  const diagrams = new Map<Pattern, Diagram>();
  for (const [key, tuples] of counted(grown)) {
    const [pattern, shared] = key.split(' ') as [Pattern, string];
    const known = diagrams.get(pattern) ?? { tuples: 0n, weight: ZERO };
    const gates = 2n ** BigInt(pattern.replaceAll('A', '').length);
    const weight = multiply(rational(tuples * gates), power(mu4, Number(shared)));
    diagrams.set(pattern, { tuples: known.tuples + tuples, weight: add(known.weight, weight) });
  }
  return diagrams;
}

/** How many tuples there are of each pattern and number of shared edges. */
function counted(tuples: readonly Partial[]): ReadonlyMap<string, bigint> {
  const counts = new Map<string, number>();
  for (const { pattern, shared } of tuples) {
    const key = `${pattern} ${shared}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return new Map([...counts].map(([key, count]) => [key, BigInt(count)]));
}

/** The ways from four neurons of a layer of `left` to four of the next, of `right`. */
function stepsFrom(
  from: readonly number[],
  next: readonly (readonly number[])[],
  left: number,
  right: number,
): Step[] {
  return next.flatMap((to, at) => {
    const edges = to.map((neuron, i) => [from[i]!, neuron] as const);
    const multiset = multisetOf(left, right, edges);
    if (!isEven(multiset)) return [];
    const together = to.every((neuron) => neuron === to[0]);
    return [{ at, together, shared: multiset.multiplicity.includes(4) ? 1 : 0 }];
  });
}

/**
 * E f⁴ without biases, four-tuple of paths by four-tuple: any symmetric law of weights, inputs √r each. Two gates in
 * every hidden layer, but for those that `weight` takes back. Throws PathLimit as `fourPathDiagrams` does, and when the
 * network draws biases.
 */
export function fourPathMoment(network: Network): Rational {
  checkUnbiased(network);
  const { layers, widths, r, outputActivation, mu4 } = network;
  let moment = multiply(power(r, 2), rational(1, outputActivation === 'relu' ? 2 : 1));
  for (const { weightVariance } of layers) moment = multiply(moment, power(weightVariance, 2));
  for (let l = 1; l < layers.length; l++) moment = multiply(moment, rational(1, 4));
  let weight = ZERO;
  for (const diagram of fourPathDiagrams(widths, mu4).values()) weight = add(weight, diagram.weight);
  return multiply(moment, weight);
}

/** Four neurons of a layer, every one of them an even number of times. */
function* evenPlacements(width: number): Generator<number[]> {
  for (let a = 0; a < width; a++) {
    yield [a, a, a, a];
    for (let b = 0; b < width; b++)
      if (b !== a)
        yield* [
          [a, a, b, b],
          [a, b, a, b],
          [a, b, b, a],
        ];
  }
}

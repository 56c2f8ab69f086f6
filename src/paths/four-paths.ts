import { checkCount, MAX_TUPLES } from './limit.ts';
import type { Pattern } from './meetings.ts';
import { isEven, multisetOf } from './multiset.ts';
import { pathCount } from './path.ts';

/** The even four-tuples of paths with one pattern of meetings. */
export interface Diagram {
  /** Ordered tuples (γ1, γ2, γ3, γ4) in which every edge has an even multiplicity. */
  readonly tuples: bigint;
  /** The same, each edge that all four share counted 3 times (E g⁴ = 3) and each hidden neuron that they share 2 times (one gate instead of two). */
  readonly weight: bigint;
}

interface Partial {
  readonly at: readonly number[];
  readonly pattern: Pattern;
  readonly weight: bigint;
}

/**
 * All even four-tuples of paths from the inputs to the output, by pattern: T where the four are at one neuron, A where
 * they are two and two apart. Grown layer by layer, evenness checked edge multiset by edge multiset.
 *
 * Hanin & Nica 2019, Figures 1 and 2, in our words: `A…A` is "no interaction", `…T A…A T…` has a loop. Every meeting
 * weighs 6 in all: 2 for the gate, and 3 for staying together along an edge or for the pairings in which to part, so
 * that the weight of a pattern is 3·6^(number of T) times its ordered pairs of paths, the first 3 for the output's edge.
 *
 * `fourth` is the fourth moment instead of 3. Throws PathLimit beyond MAX_TUPLES tuples.
 */
export function fourPathDiagrams(widths: readonly number[], fourth = 3n): ReadonlyMap<Pattern, Diagram> {
  checkCount(3n * pathCount(widths) ** 2n, MAX_TUPLES, `four-tuples of paths at widths ${widths}`);
  let grown: Partial[] = [...evenPlacements(widths[0]!)].map((at) => ({ at, pattern: '', weight: 1n }));
  for (let l = 1; l < widths.length; l++) {
    const placements = [...evenPlacements(widths[l]!)];
    const hidden = l < widths.length - 1;
    grown = grown.flatMap((partial) =>
      placements.flatMap((at) => {
        const edges = at.map((to, i) => [partial.at[i]!, to] as const);
        const multiset = multisetOf(widths[l - 1]!, widths[l]!, edges);
        if (!isEven(multiset)) return [];
        const together = at.every((neuron) => neuron === at[0]);
        const weight =
          partial.weight * (multiset.multiplicity.includes(4) ? fourth : 1n) * (hidden && together ? 2n : 1n);
        const pattern = hidden ? partial.pattern + (together ? 'T' : 'A') : partial.pattern;
        return [{ at, pattern, weight }];
      }),
    );
  }
  const diagrams = new Map<Pattern, Diagram>();
  for (const { pattern, weight } of grown) {
    const known = diagrams.get(pattern) ?? { tuples: 0n, weight: 0n };
    diagrams.set(pattern, { tuples: known.tuples + 1n, weight: known.weight + weight });
  }
  return diagrams;
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

/** Stretches of layers in which the paths are apart between two hidden layers where they meet. */
export const loopsIn = (pattern: Pattern): number => pattern.match(/(?<=T)A+(?=T)/g)?.length ?? 0;

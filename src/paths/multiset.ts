/**
 * An unordered multiset of edges of the complete bipartite graph between `left` and `right` neurons.
 * Hanin & Nica 2019, Definition 3, in our notation.
 */
export interface EdgeMultiset {
  readonly left: number;
  readonly right: number;
  /** How often the edge (i, j) is in it, at index i·right + j. */
  readonly multiplicity: readonly number[];
}

/** Every multiset of `size` edges, one at a time: C(left·right + size - 1, size) of them. */
export function* edgeMultisets(left: number, right: number, size: number): Generator<EdgeMultiset> {
  for (const multiplicity of compositions(left * right, size)) yield { left, right, multiplicity };
}

/** Every way of writing `total` as an ordered sum of `parts` whole numbers. */
function* compositions(parts: number, total: number): Generator<number[]> {
  if (parts === 1) yield [total];
  else
    for (let first = total; first >= 0; first--)
      for (const rest of compositions(parts - 1, total - first)) yield [first, ...rest];
}

/** The multiset of the edges (from, to), in whatever order. */
export function multisetOf(
  left: number,
  right: number,
  edges: readonly (readonly [from: number, to: number])[],
): EdgeMultiset {
  const multiplicity = Array.from({ length: left * right }, () => 0);
  for (const [from, to] of edges) multiplicity[from * right + to]!++;
  return { left, right, multiplicity };
}

/** How often each left neuron is an endpoint. */
export const leftEndpoints = ({ left, right, multiplicity }: EdgeMultiset): number[] =>
  Array.from({ length: left }, (_, i) => total(multiplicity.slice(i * right, (i + 1) * right)));

/** How often each right neuron is an endpoint. */
export const rightEndpoints = ({ left, right, multiplicity }: EdgeMultiset): number[] =>
  Array.from({ length: right }, (_, j) =>
    total(Array.from({ length: left }, (_, i) => multiplicity[i * right + j]!)),
  );

/** Whether every edge is in it an even number of times. */
export const isEven = ({ multiplicity }: EdgeMultiset): boolean => multiplicity.every((m) => m % 2 === 0);

/** Number of ordered tuples of edges with this multiset: the multinomial coefficient size!/Π m!. */
export function orderings({ multiplicity }: EdgeMultiset): bigint {
  return multiplicity.reduce((count, m) => count / factorial(m), factorial(total(multiplicity)));
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0);
const factorial = (n: number): bigint => (n < 2 ? 1n : BigInt(n) * factorial(n - 1));

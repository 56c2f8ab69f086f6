/**
 * Monomials of the exact recursion are closed contraction graphs of three tensors of one layer, gated:
 *
 *   a_i        activation, one leg
 *   A^y_ij     tangent kernel of the pre-activations, symmetric; y says which parameters count
 *   D^xy_ij,k  Σ_p λ_p ∂_p A^y_ij ∂_p z_k over the parameters p of group x; symmetric in i, j only
 *
 * Each edge sums over one neuron index. For instance T(KK) = tr(A A) is a loop of two A's,
 * V(K) = aᵀA a a path between two a's. Two graphs are one monomial when they are isomorphic.
 */

/** Which parameters a kernel counts: weights, biases, or both. */
export type Group = 'w' | 'b' | 'K';

export type Tensor =
  | { readonly kind: 'a' }
  | { readonly kind: 'A'; readonly moves: Group }
  | { readonly kind: 'D'; readonly steps: Group; readonly moves: Group };

/** Leg `l` of node `i` is the half-edge `3 i + l`; `mate[h]` is the half-edge that `h` is joined to. */
export interface Graph {
  readonly nodes: readonly Tensor[];
  readonly mate: readonly number[];
}

/** A graph with its canonical name, equal for isomorphic graphs; `1` is the empty graph. */
export interface Monomial extends Graph {
  readonly key: string;
}

export const LEGS = { a: 1, A: 2, D: 3 } as const;

const nodeOf = (half: number): number => Math.floor(half / 3);

/** Names a closed graph by its sorted connected components. */
export function monomial(graph: Graph): Monomial {
  const seen = new Set<number>();
  const parts = [...paths(graph, seen), ...clusters(graph, seen), ...loops(graph, seen)];
  return { ...graph, key: parts.length === 0 ? '1' : parts.sort().join(' ') };
}

/** From a leg of an `a` or `D`, along A's, to the next leg of an `a` or `D`. */
function follow({ nodes, mate }: Graph, from: number): { word: string; end: number; passed: number[] } {
  let word = '';
  const passed: number[] = [];
  let half = mate[from]!;
  for (;;) {
    const index = nodeOf(half);
    const node = nodes[index]!;
    if (node.kind !== 'A') return { word, end: half, passed };
    word += node.moves;
    passed.push(index);
    half = mate[half % 3 === 0 ? half + 1 : half - 1]!;
  }
}

const reversed = (word: string): string => [...word].reverse().join('');
const least = (words: readonly string[]): string => words.reduce((a, b) => (b < a ? b : a));

/** V(word) = aᵀ A…A a. */
function* paths(graph: Graph, seen: Set<number>): Generator<string> {
  for (const [index, node] of graph.nodes.entries()) {
    if (node.kind !== 'a' || seen.has(index)) continue;
    const { word, end, passed } = follow(graph, 3 * index);
    if (graph.nodes[nodeOf(end)]!.kind !== 'a') continue;
    for (const i of [index, nodeOf(end), ...passed]) seen.add(i);
    yield `V(${least([word, reversed(word)])})`;
  }
}

/** T(word) = tr(A…A): the A's that no path or cluster has passed. */
function* loops({ nodes, mate }: Graph, seen: Set<number>): Generator<string> {
  for (const [index, node] of nodes.entries()) {
    if (node.kind !== 'A' || seen.has(index)) continue;
    let word = '';
    let half = 3 * index;
    do {
      const at = nodes[nodeOf(half)]!;
      word += at.kind === 'A' ? at.moves : '';
      seen.add(nodeOf(half));
      half = mate[half % 3 === 0 ? half + 1 : half - 1]!;
    } while (nodeOf(half) !== index);
    const turns = [...word].map((_, i) => word.slice(i) + word.slice(0, i));
    yield `T(${least([...turns, ...turns.map(reversed)])})`;
  }
}

/** Components that hold D's: the least description over orders of the D's and swaps of their symmetric legs. */
function* clusters(graph: Graph, seen: Set<number>): Generator<string> {
  for (const [index, node] of graph.nodes.entries()) {
    if (node.kind !== 'D' || seen.has(index)) continue;
    const members = [index];
    for (const member of members) {
      seen.add(member);
      for (const leg of [0, 1, 2]) {
        const { end, passed } = follow(graph, 3 * member + leg);
        const far = nodeOf(end);
        for (const i of passed) seen.add(i);
        if (graph.nodes[far]!.kind === 'a') seen.add(far);
        else if (!members.includes(far)) members.push(far);
      }
    }
    const names: string[] = [];
    for (const order of permutations(members)) {
      for (let swaps = 0; swaps < 1 << order.length; swaps++) names.push(describe(graph, order, swaps));
    }
    yield least(names);
  }
}

function describe(graph: Graph, order: readonly number[], swaps: number): string {
  const swapped = (place: number, leg: number): number => (leg < 2 && (swaps >> place) & 1 ? 1 - leg : leg);
  const tensors = order.map((index, place) => {
    const node = graph.nodes[index]!;
    const legs = [0, 1, 2].map((leg) => {
      const { word, end } = follow(graph, 3 * index + swapped(place, leg));
      const there = order.indexOf(nodeOf(end));
      return `${word}${there < 0 ? 'a' : `${there}${swapped(there, end % 3)}`}`;
    });
    return `D${node.kind === 'D' ? node.steps + node.moves : ''}[${legs.join(',')}]`;
  });
  return tensors.join('');
}

function permutations(items: readonly number[]): number[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}

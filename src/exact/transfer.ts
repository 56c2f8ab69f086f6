import { type Graph, type Group, LEGS, type Monomial, monomial, type Tensor } from './graph.ts';

/**
 * One term of the expectation of a monomial of layer l, given layer l-1:
 * coefficient · u^i v^j s^k c^h · E[m^loops] · source, m the number of open neurons of layer l.
 */
export interface TransferTerm {
  readonly coefficient: bigint;
  readonly u: number;
  readonly v: number;
  readonly s: number;
  readonly c: number;
  readonly loops: number;
  readonly source: Monomial;
}

/** A tensor of layer l written in tensors of layer l-1, weights G of layer l, and Kronecker deltas. */
interface Alternative {
  readonly factor: number;
  readonly u: number;
  readonly c: number;
  /** Pairs of this tensor's legs that are one neuron. */
  readonly deltas: readonly (readonly [number, number])[];
  /** Weights: from leg `leg` of this tensor to half-edge `to` of `old`; `isZ` marks a whole pre-activation (bias too). */
  readonly weights: readonly { readonly leg: number; readonly to: number; readonly isZ: boolean }[];
  readonly old: Graph;
}

const A = (moves: Group): Tensor => ({ kind: 'A', moves });
const a: Tensor = { kind: 'a' };
const NO_GRAPH: Graph = { nodes: [], mate: [] };
const SQUARED_NORM: Graph = { nodes: [a, a], mate: [3, -1, -1, 0] };
/** A^y a with one free leg, half-edge 0. */
const kernelTimesActivation = (moves: Group): Graph => ({ nodes: [A(moves), a], mate: [-1, 3, -1, 1] });
const countsWeights = (group: Group): boolean => group !== 'b';
const countsBiases = (group: Group): boolean => group !== 'w';

/**
 * The layer recursion, tensor by tensor (G the weights of the layer, a, A, D of the layer below, gated):
 *   z_i     = G_i·a + bias
 *   A^y_ij  = δ_ij (u|a|² [w in y] + c [b in y]) + G_i A^y G_j
 *   D^xy_ij,k = 2u δ_ij G_k A^x a [w in y] + u (δ_ik aᵀA^y G_j + δ_jk aᵀA^y G_i) [w in x] + Σ G_i G_j G_k D^xy
 */
function alternatives(tensor: Tensor): Alternative[] {
  const term = (rest: Partial<Alternative>): Alternative => ({
    factor: 1,
    u: 0,
    c: 0,
    deltas: [],
    weights: [],
    old: NO_GRAPH,
    ...rest,
  });
  const weight = (leg: number, to: number) => ({ leg, to, isZ: false });
  switch (tensor.kind) {
    case 'a':
      return [term({ weights: [{ leg: 0, to: 0, isZ: true }], old: { nodes: [a], mate: [-1] } })];
    case 'A': {
      const terms = [
        term({ weights: [weight(0, 0), weight(1, 1)], old: { nodes: [tensor], mate: [-1, -1] } }),
      ];
      if (countsWeights(tensor.moves)) terms.push(term({ u: 1, deltas: [[0, 1]], old: SQUARED_NORM }));
      if (countsBiases(tensor.moves)) terms.push(term({ c: 1, deltas: [[0, 1]] }));
      return terms;
    }
    case 'D': {
      const { steps, moves } = tensor;
      const through = [weight(0, 0), weight(1, 1), weight(2, 2)];
      const terms = [term({ weights: through, old: { nodes: [tensor], mate: [-1, -1, -1] } })];
      if (countsWeights(moves)) {
        const old = kernelTimesActivation(steps);
        terms.push(term({ factor: 2, u: 1, deltas: [[0, 1]], weights: [weight(2, 0)], old }));
      }
      if (countsWeights(steps)) {
        const old = kernelTimesActivation(moves);
        terms.push(term({ u: 1, deltas: [[0, 2]], weights: [weight(1, 0)], old }));
        terms.push(term({ u: 1, deltas: [[1, 2]], weights: [weight(0, 0)], old }));
      }
      return terms;
    }
  }
}

/** One way through a layer: an alternative for each tensor, and a pairing of their weights. */
interface Way {
  readonly coefficient: number;
  /** Place of what it makes among the expansion's forms. */
  readonly form: number;
  /** The leg that each leg of the new layer is one neuron with. */
  readonly joined: Int8Array;
}

/** All ways through a layer of some tensors: they do not depend on how the tensors' legs are joined. */
interface Expansion {
  readonly forms: readonly Omit<TransferTerm, 'coefficient' | 'loops'>[];
  readonly ways: readonly Way[];
}

/** What is made of tensors, once for all monomials of the same ones. */
export class Expansions {
  readonly #known = new Map<string, Expansion>();

  of(nodes: readonly Tensor[]): Expansion {
    const key = nodes.map(nameOf).join();
    const known = this.#known.get(key) ?? expansion(nodes);
    this.#known.set(key, known);
    return known;
  }
}

/**
 * E[target of layer l | layer l-1], by Wick's theorem: the weights G are i.i.d. Gaussian of variance v, biases of
 * variance s, so the expectation sums over all pairings of the G's; each closed loop of new neuron indices gives one
 * factor m. Exact for any number of legs. `pairings` says how many were summed; `cost.ts` predicts it.
 */
export function transfer(
  target: Monomial,
  expansions = new Expansions(),
): { readonly terms: readonly TransferTerm[]; readonly pairings: number } {
  const { nodes, mate } = inOrder(target);
  const { forms, ways } = expansions.of(nodes);
  const loopsOf = loopCounter(nodes, mate);
  const most = mate.length + 1;
  const sums = new Map<number, number>();
  for (const { coefficient, form, joined } of ways) {
    const key = form * most + loopsOf(joined);
    sums.set(key, (sums.get(key) ?? 0) + coefficient);
  }
  const terms = [...sums].map(([key, coefficient]) => ({
    ...forms[Math.floor(key / most)]!,
    coefficient: BigInt(coefficient),
    loops: key % most,
  }));
  return { terms, pairings: ways.length };
}

const nameOf = (tensor: Tensor): string =>
  tensor.kind === 'a' ? 'a' : tensor.kind === 'A' ? `A${tensor.moves}` : `D${tensor.steps}${tensor.moves}`;

/** The same graph with its tensors in the order of their names. */
function inOrder({ nodes, mate }: Graph): Graph {
  const order = nodes.map((_, i) => i).sort((i, j) => (nameOf(nodes[i]!) < nameOf(nodes[j]!) ? -1 : i - j));
  return subgraph({ nodes, mate }, order);
}

function expansion(target: readonly Tensor[]): Expansion {
  const ways: Way[] = [];
  const forms: Expansion['forms'][number][] = [];
  const places = new Map<string, number>();
  const sources = new Map<string, Monomial>();
  for (const choice of choices(target.map(alternatives))) {
    for (const { coefficient, joined, source: found, ...powers } of contract(target, choice)) {
      const source = sources.get(found.key) ?? found;
      sources.set(source.key, source);
      const key = `${powers.u},${powers.v},${powers.s},${powers.c} ${source.key}`;
      const form = places.get(key) ?? forms.push({ ...powers, source }) - 1;
      places.set(key, form);
      ways.push({ coefficient, form, joined });
    }
  }
  return { forms, ways };
}

function* choices(options: readonly (readonly Alternative[])[]): Generator<Alternative[]> {
  const [first, ...rest] = options;
  if (!first) return yield [];
  for (const tail of choices(rest)) for (const option of first) yield [option, ...tail];
}

interface Contraction extends Omit<TransferTerm, 'coefficient' | 'loops'> {
  readonly coefficient: number;
  readonly joined: Int8Array;
}

function* contract(target: readonly Tensor[], choice: readonly Alternative[]): Generator<Contraction> {
  const nodes: Tensor[] = [];
  const mate: number[] = [];
  const ends: { leg: number; half: number; isZ: boolean }[] = [];
  const partner = new Int8Array(3 * target.length); // among the new legs: by delta now, by pairing below
  for (const [index, option] of choice.entries()) {
    const offset = 3 * nodes.length;
    nodes.push(...option.old.nodes);
    for (const [half, other] of option.old.mate.entries())
      mate[offset + half] = other < 0 ? -1 : offset + other;
    for (const { leg, to, isZ } of option.weights)
      ends.push({ leg: 3 * index + leg, half: offset + to, isZ });
    for (const [left, right] of option.deltas) {
      partner[3 * index + left] = 3 * index + right;
      partner[3 * index + right] = 3 * index + left;
    }
  }
  const base = {
    coefficient: choice.reduce((product, option) => product * option.factor, 1),
    u: choice.reduce((total, option) => total + option.u, 0),
    c: choice.reduce((total, option) => total + option.c, 0),
  };
  for (const pairing of pairings(ends.map((_, i) => i))) {
    const joined = partner.slice();
    const closed = [...mate];
    const bothZ: [number, number][] = [];
    for (const [i, j] of pairing) {
      const left = ends[i]!;
      const right = ends[j]!;
      joined[left.leg] = right.leg;
      joined[right.leg] = left.leg;
      closed[left.half] = right.half;
      closed[right.half] = left.half;
      if (left.isZ && right.isZ) bothZ.push([left.half, right.half]);
    }
    // E z z' is v|a|² through the weights, or s through the biases.
    for (let biases = 0; biases < 1 << bothZ.length; biases++) {
      const dropped = new Set(
        bothZ
          .filter((_, i) => (biases >> i) & 1)
          .flat()
          .map((half) => half / 3),
      );
      const source = monomial(without({ nodes, mate: closed }, dropped));
      yield { ...base, v: pairing.length - dropped.size / 2, s: dropped.size / 2, joined, source };
    }
  }
}

/** Counts cycles of the new neuron indices: legs joined by the target's own edges, and by deltas or weights. */
function loopCounter(nodes: readonly Tensor[], mate: readonly number[]): (joined: Int8Array) => number {
  const legs = nodes.flatMap(({ kind }, index) =>
    Array.from({ length: LEGS[kind] }, (_, leg) => 3 * index + leg),
  );
  /** The round in which a leg was seen last. */
  const seen = new Uint32Array(3 * nodes.length);
  let round = 0;
  return (joined) => {
    round += 1;
    let loops = 0;
    for (const leg of legs) {
      if (seen[leg] === round) continue;
      loops += 1;
      let half = leg;
      while (seen[half] !== round) {
        const across = mate[half]!;
        seen[half] = round;
        seen[across] = round;
        half = joined[across]!;
      }
    }
    return loops;
  };
}

function without(graph: Graph, dropped: ReadonlySet<number>): Graph {
  if (dropped.size === 0) return graph;
  return subgraph(
    graph,
    graph.nodes.map((_, i) => i).filter((i) => !dropped.has(i)),
  );
}

/** The nodes that are kept, in this order; those that are left out are joined to each other alone. */
function subgraph({ nodes, mate }: Graph, kept: readonly number[]): Graph {
  const place = new Map(kept.map((index, at) => [index, at]));
  const renamed: number[] = [];
  for (const [at, index] of kept.entries()) {
    for (let leg = 0; leg < LEGS[nodes[index]!.kind]; leg++) {
      const other = mate[3 * index + leg]!;
      renamed[3 * at + leg] = 3 * place.get(Math.floor(other / 3))! + (other % 3);
    }
  }
  return { nodes: kept.map((index) => nodes[index]!), mate: renamed };
}

/** All perfect matchings of the items (none when their number is odd). */
function* pairings(items: readonly number[]): Generator<[number, number][]> {
  const [first, ...rest] = items;
  if (first === undefined) return yield [];
  for (const other of rest) {
    for (const tail of pairings(rest.filter((item) => item !== other))) yield [[first, other], ...tail];
  }
}

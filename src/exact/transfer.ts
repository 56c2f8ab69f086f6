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
  readonly factor: bigint;
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
    factor: 1n,
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
        terms.push(term({ factor: 2n, u: 1, deltas: [[0, 1]], weights: [weight(2, 0)], old }));
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

/**
 * E[target of layer l | layer l-1], by Wick's theorem: the weights G are i.i.d. Gaussian of variance v, biases of
 * variance s, so the expectation sums over all pairings of the G's; each closed loop of new neuron indices gives one
 * factor m. Exact for any number of legs; the cost is (legs - 1)!! pairings.
 */
export function transfer(target: Monomial): TransferTerm[] {
  const terms = new Map<string, TransferTerm>();
  for (const choice of choices(target.nodes.map(alternatives))) {
    for (const term of contract(target, choice)) {
      const key = `${term.u},${term.v},${term.s},${term.c},${term.loops} ${term.source.key}`;
      const before = terms.get(key);
      terms.set(key, before ? { ...before, coefficient: before.coefficient + term.coefficient } : term);
    }
  }
  return [...terms.values()];
}

function* choices(options: readonly (readonly Alternative[])[]): Generator<Alternative[]> {
  const [first, ...rest] = options;
  if (!first) return yield [];
  for (const tail of choices(rest)) for (const option of first) yield [option, ...tail];
}

function* contract(target: Monomial, choice: readonly Alternative[]): Generator<TransferTerm> {
  const nodes: Tensor[] = [];
  const mate: number[] = [];
  const ends: { leg: number; half: number; isZ: boolean }[] = [];
  const partner: number[] = []; // among the new legs: by delta now, by pairing below
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
    coefficient: choice.reduce((product, option) => product * option.factor, 1n),
    u: choice.reduce((total, option) => total + option.u, 0),
    c: choice.reduce((total, option) => total + option.c, 0),
  };
  for (const pairing of pairings(ends.map((_, i) => i))) {
    const joined = [...partner];
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
    const loops = countLoops(target, joined);
    // E z z' is v|a|² through the weights, or s through the biases.
    for (let biases = 0; biases < 1 << bothZ.length; biases++) {
      const dropped = new Set(
        bothZ
          .filter((_, i) => (biases >> i) & 1)
          .flat()
          .map((half) => half / 3),
      );
      const source = monomial(without({ nodes, mate: closed }, dropped));
      yield { ...base, v: pairing.length - dropped.size / 2, s: dropped.size / 2, loops, source };
    }
  }
}

/** Cycles of the new neuron indices: legs joined by the target's own edges, and by deltas or weights. */
function countLoops(target: Monomial, joined: readonly number[]): number {
  const seen = new Set<number>();
  let loops = 0;
  for (const [index, node] of target.nodes.entries()) {
    for (let leg = 0; leg < LEGS[node.kind]; leg++) {
      let half = 3 * index + leg;
      if (seen.has(half)) continue;
      loops += 1;
      while (!seen.has(half)) {
        const across = target.mate[half]!;
        seen.add(half).add(across);
        half = joined[across]!;
      }
    }
  }
  return loops;
}

function without({ nodes, mate }: Graph, dropped: ReadonlySet<number>): Graph {
  if (dropped.size === 0) return { nodes, mate };
  const kept = nodes.map((_, i) => i).filter((i) => !dropped.has(i));
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

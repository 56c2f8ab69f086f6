import { type Group, LEGS, type Monomial, type Tensor } from './graph.ts';

/**
 * What closing a recursion takes, counted without doing it.
 *
 * What `transfer` makes of a monomial depends on its tensors alone, and so does their number: the ways to choose an alternative
 * for each tensor, times the pairings of the legs, each pair of two pre-activations counted twice (through weights, or
 * through biases). And every graph of the same tensors is reached: where all legs go through, all pairings of them occur.
 * So the monomials are all graphs of every multiset of tensors that can be reached, graphs up to isomorphism, which
 * Burnside's lemma counts.
 */
export interface TransferCost {
  /** Monomials of the recursion: the order of its matrix. */
  readonly monomials: number;
  /** Pairings over all of them, whose loops are counted. */
  readonly pairings: number;
  /** Ways through a layer, over all multisets of tensors: the graphs that are made and named. */
  readonly ways: number;
}

/** How often each tensor occurs, by its name. */
type Content = ReadonlyMap<string, number>;

export function transferCost(targets: readonly Pick<Monomial, 'nodes'>[]): TransferCost {
  let monomials = 0;
  let pairings = 0;
  let ways = 0;
  for (const content of reached(targets.map(contentOf))) {
    const graphs = graphsOf(content);
    const own = pairingsOf(content);
    monomials += graphs;
    pairings += graphs * own;
    ways += own;
  }
  return { monomials, pairings, ways };
}

const nameOf = (tensor: Tensor): string =>
  tensor.kind === 'a' ? 'a' : tensor.kind === 'A' ? `A${tensor.moves}` : `D${tensor.steps}${tensor.moves}`;

function contentOf({ nodes }: Pick<Monomial, 'nodes'>): Content {
  const content = new Map<string, number>();
  for (const node of nodes) content.set(nameOf(node), (content.get(nameOf(node)) ?? 0) + 1);
  return content;
}

const kindOf = (name: string): Tensor['kind'] => name[0] as Tensor['kind'];
const countsWeights = (group: string | undefined): boolean => (group as Group) !== 'b';
const countsBiases = (group: string | undefined): boolean => (group as Group) !== 'w';

/** What one layer may put in the place of one tensor, beside the tensor itself; of `a`, two of them may go at once. */
function replacements(name: string): readonly (readonly string[])[] {
  const [kind, first, second] = name;
  if (kind === 'A')
    return [...(countsWeights(first) ? [['a', 'a']] : []), ...(countsBiases(first) ? [[]] : [])];
  if (kind === 'D')
    return [
      ...(countsWeights(second) ? [[`A${first}`, 'a']] : []),
      ...(countsWeights(first) ? [[`A${second}`, 'a']] : []),
    ];
  return [];
}

/** All multisets of tensors that the targets' lead to, themselves included. */
function reached(targets: readonly Content[]): Iterable<Content> {
  const found = new Map<string, Content>();
  const put = (content: Content): void => {
    const key = [...content]
      .map((entry) => entry.join(''))
      .sort()
      .join();
    if (!found.has(key)) found.set(key, content);
  };
  for (const target of targets) put(target);
  for (const content of found.values()) {
    if ((content.get('a') ?? 0) >= 2) put(changed(content, 'a', -2));
    for (const name of content.keys())
      for (const others of replacements(name))
        put(others.reduce((sum, other) => changed(sum, other, 1), changed(content, name, -1)));
  }
  return found.values();
}

function changed(content: Content, name: string, by: number): Content {
  const count = (content.get(name) ?? 0) + by;
  const next = new Map(content);
  if (count === 0) next.delete(name);
  else next.set(name, count);
  return next;
}

/** Σ over choices of an alternative for each tensor of the pairings of their legs. */
function pairingsOf(content: Content): number {
  let ends = 0;
  /** By the number of legs that are weights: the number of choices. */
  let choices = [1];
  for (const [name, count] of content) {
    if (name === 'a') ends = count;
    else for (let i = 0; i < count; i++) choices = product(choices, legsOf(name));
  }
  return choices.reduce((sum, ways, legs) => (ways === 0 ? sum : sum + ways * matchings(ends, legs)), 0);
}

/** By the number of legs that go on as weights: the alternatives of a tensor. */
function legsOf(name: string): number[] {
  const [kind, first, second] = name;
  if (kind === 'A') return [Number(countsWeights(first)) + Number(countsBiases(first)), 0, 1];
  return [0, Number(countsWeights(second)) + 2 * Number(countsWeights(first)), 0, 1];
}

function product(a: readonly number[], b: readonly number[]): number[] {
  const total = Array<number>(a.length + b.length - 1).fill(0);
  for (const [i, x] of a.entries()) for (const [j, y] of b.entries()) total[i + j]! += x * y;
  return total;
}

/** Perfect matchings of so many pre-activations and weights, where a pair of two pre-activations counts twice. */
function matchings(ends: number, legs: number): number {
  if (ends === 0) return legs % 2 === 1 ? 0 : oddFactorial(legs - 1);
  const own = ends > 1 ? 2 * (ends - 1) * matchings(ends - 2, legs) : 0;
  return own + (legs > 0 ? legs * matchings(ends - 1, legs - 1) : 0);
}

/** k!! for odd k. */
const oddFactorial = (k: number): number => (k <= 1 ? 1 : k * oddFactorial(k - 2));

/** Cycles of a permutation: how many have each length. */
type Cycles = ReadonlyMap<number, number>;
/** Permutations by their cycles: each with the share of the group that has them. */
type CycleIndex = readonly { readonly cycles: Cycles; readonly share: number }[];

/** Graphs of these tensors up to isomorphism: orbits of the perfect matchings of their legs. */
function graphsOf(content: Content): number {
  let index: CycleIndex = [{ cycles: new Map(), share: 1 }];
  for (const [name, count] of content) index = times(index, symmetric(kindOf(name), count));
  // Shares are rounded; a number of orbits is whole.
  return Math.round(index.reduce((sum, { cycles, share }) => sum + share * fixedMatchings(cycles), 0));
}

/** Perfect matchings that a permutation leaves as they are. */
function fixedMatchings(cycles: Cycles): number {
  let total = 1;
  for (const [length, count] of cycles) {
    let ways = 0;
    // A cycle of even length may be joined to itself; two of one length are joined in as many ways as they are long.
    for (let pairs = 0; 2 * pairs <= count; pairs++)
      if (length % 2 === 0 || 2 * pairs === count)
        ways += choose(count, 2 * pairs) * oddFactorial(2 * pairs - 1) * length ** pairs;
    total *= ways;
  }
  return total;
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 0; i < k; i++) ways = (ways * (n - i)) / (i + 1);
  return ways;
}

/** Of one tensor's own symmetries on its legs. */
function ownSymmetries(kind: Tensor['kind']): CycleIndex {
  const still = { cycles: new Map([[1, LEGS[kind]]]), share: kind === 'a' ? 1 : 1 / 2 };
  if (kind === 'a') return [still];
  const swap = new Map(
    kind === 'A'
      ? [[2, 1]]
      : [
          [2, 1],
          [1, 1],
        ],
  ) as Cycles;
  return [still, { cycles: swap, share: 1 / 2 }];
}

/**
 * Of `count` equal tensors in any order: Z_m = (1/m) Σ_k Z_own(cycles k times as long) Z_(m-k), where k of the tensors go
 * round among themselves.
 */
function symmetric(kind: Tensor['kind'], count: number): CycleIndex {
  const known: CycleIndex[] = [[{ cycles: new Map(), share: 1 }]];
  for (let m = 1; m <= count; m++) {
    const parts = Array.from({ length: m }, (_, i) =>
      times(stretched(ownSymmetries(kind), i + 1), known[m - i - 1]!),
    );
    known.push(collected(parts.flat().map(({ cycles, share }) => ({ cycles, share: share / m }))));
  }
  return known[count]!;
}

const stretched = (index: CycleIndex, by: number): CycleIndex =>
  index.map(({ cycles, share }) => ({
    cycles: new Map([...cycles].map(([length, count]) => [by * length, count])),
    share,
  }));

function times(a: CycleIndex, b: CycleIndex): CycleIndex {
  return collected(
    a.flatMap((x) =>
      b.map((y) => {
        const cycles = new Map(x.cycles);
        for (const [length, count] of y.cycles) cycles.set(length, (cycles.get(length) ?? 0) + count);
        return { cycles, share: x.share * y.share };
      }),
    ),
  );
}

function collected(index: CycleIndex): CycleIndex {
  const found = new Map<string, { cycles: Cycles; share: number }>();
  for (const { cycles, share } of index) {
    const key = [...cycles].sort(([a], [b]) => a - b).join();
    found.set(key, { cycles, share: share + (found.get(key)?.share ?? 0) });
  }
  return [...found.values()];
}

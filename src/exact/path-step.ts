import { type NamedState, named, type Pair, partitions } from './path-state.ts';

/** count ways from a state at one layer to `target` at the layer below. */
export interface PathTerm {
  readonly count: bigint;
  /** Neurons of the layer below that are passed. */
  readonly neurons: number;
  /** Pairs that were differentiated by a weight: a factor u each. */
  readonly derived: number;
  /** Powers of distinct weights that are left, 4, 6 and 8: a factor μ_4, … each. */
  readonly powers: readonly [number, number, number];
  /** Half the number of weights that are left: a factor v each. */
  readonly halves: number;
  readonly target: NamedState;
}

/** One path at a neuron: single (-1), or of a pair. */
type Path = number;

/** Paths of one neuron that come along one edge, and the pairs that are differentiated by its weight. */
interface Cell {
  readonly paths: readonly Path[];
  readonly derived: readonly number[];
}

const known = new Map<string, readonly PathTerm[]>();

/**
 * All ways of a state through the weights of one layer. Paths of one neuron that go on to one neuron share an edge.
 * Weights are independent and symmetric, so that what is left of each, after differentiation, must be an even power:
 * only edges with an even number of paths count.
 */
export function weightSteps(state: NamedState): readonly PathTerm[] {
  const before = known.get(state.key);
  if (before) return before;
  const found = new Map<string, PathTerm>();
  for (const cells of cellChoices(state.blocks.map((block) => waysOf(block, state.pairs)))) {
    const term = termOf(cells.flat(), state.pairs);
    for (const sources of mergers(cells)) {
      const target = targetOf(sources, state.pairs, term.gone);
      const { derived, powers, halves } = term;
      const key = [target.key, sources.length, derived, powers].join(' ');
      const count = (found.get(key)?.count ?? 0n) + 1n;
      found.set(key, { count, neurons: sources.length, derived, powers, halves, target });
    }
  }
  const terms = [...found.values()];
  known.set(state.key, terms);
  return terms;
}

/** One neuron's paths in all ways over edges, with all choices of pairs that are differentiated there. */
function waysOf(block: readonly number[], pairs: readonly Pair[]): Cell[][] {
  const paths = block.flatMap((count, i) => Array<Path>(count).fill(i - 1));
  return partitionsOf(paths)
    .filter((edges) => edges.every((edge) => edge.length % 2 === 0))
    .flatMap((edges) => cellChoices(edges.map((edge) => derivations(edge, pairs))));
}

/** Paths are told apart by their place: equal ones are counted as often as there are. */
function partitionsOf(paths: readonly Path[]): Path[][][] {
  const places = paths.map((_, i) => i);
  return partitions(places).map((parts) => parts.map((part) => part.map((i) => paths[i]!)));
}

function derivations(paths: readonly Path[], pairs: readonly Pair[]): Cell[] {
  const able = pairs.flatMap((pair, i) =>
    pair !== 'Kb' && paths.filter((path) => path === i).length === 2 ? [i] : [],
  );
  return Array.from({ length: 1 << able.length }, (_, chosen) => ({
    paths,
    derived: able.filter((_, bit) => (chosen >> bit) & 1),
  }));
}

function termOf(cells: readonly Cell[], pairs: readonly Pair[]) {
  const powers: [number, number, number] = [0, 0, 0];
  const gone = new Set<number>();
  let halves = 0;
  for (const { paths, derived } of cells) {
    const left = paths.length - 2 * derived.length;
    if (left >= 4) powers[left / 2 - 2]! += 1;
    halves += left / 2;
    for (const pair of derived) gone.add(pair);
  }
  return { powers, gone, halves, derived: pairs.filter((_, i) => gone.has(i)).length };
}

/** Edges end at neurons of the layer below, those of one neuron at distinct ones. */
function mergers(cells: readonly (readonly Cell[])[]): Cell[][][] {
  return cells.reduce<Cell[][][]>(
    (ways, own) => ways.flatMap((sources) => placed(sources, own, new Set())),
    [[]],
  );
}

function placed(sources: Cell[][], [cell, ...rest]: readonly Cell[], taken: ReadonlySet<number>): Cell[][][] {
  if (!cell) return [sources];
  return [...sources, []].flatMap((source, at) =>
    taken.has(at)
      ? []
      : placed(
          at < sources.length ? sources.with(at, [...source, cell]) : [...sources, [cell]],
          rest,
          new Set([...taken, at]),
        ),
  );
}

function targetOf(
  sources: readonly (readonly Cell[])[],
  pairs: readonly Pair[],
  gone: ReadonlySet<number>,
): NamedState {
  const kept = pairs.flatMap((_, i) => (gone.has(i) ? [] : [i]));
  const blocks = sources.map((cells) => {
    const paths = cells.flatMap((cell) => cell.paths);
    const single = paths.filter((path) => path < 0 || gone.has(path)).length;
    return [single, ...kept.map((i) => paths.filter((path) => path === i).length)];
  });
  return named({ pairs: kept.map((i) => pairs[i]!), blocks });
}

/** All ways of taking one item of each list. */
function cellChoices<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((rows, list) => rows.flatMap((row) => list.map((item) => [...row, item])), [[]]);
}

/**
 * All ways of ending pairs in the biases of a layer: both paths of such a pair are at one neuron, whose bias they are
 * differentiated by, a factor c each, and go no further.
 */
export function biasSteps(
  state: NamedState,
): readonly { readonly ended: number; readonly target: NamedState }[] {
  const { pairs, blocks } = state;
  const able = pairs.flatMap((pair, i) =>
    pair !== 'Kw' && blocks.some((block) => block[i + 1] === 2) ? [i] : [],
  );
  return Array.from({ length: 1 << able.length }, (_, chosen) => {
    const ended = new Set(able.filter((_, bit) => (chosen >> bit) & 1));
    const isKept = (_: unknown, i: number): boolean => i === 0 || !ended.has(i - 1);
    const left = blocks
      .map((block) => block.filter(isKept))
      .filter((block) => block.some((count) => count > 0));
    return {
      ended: ended.size,
      target: named({ pairs: pairs.filter((_, i) => !ended.has(i)), blocks: left }),
    };
  });
}

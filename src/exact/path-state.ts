/**
 * Where the paths behind a product stand at one layer. f is a sum over one path each, from the output down to the input;
 * a kernel over pairs of paths that share an edge at which both are differentiated. A block is one neuron: how many
 * single paths pass it, and how many of each pair that is not yet differentiated. After that a pair is two single paths.
 */
export interface PathState {
  /** What each of the pairs may be differentiated by: weights, biases, or both. */
  readonly pairs: readonly Pair[];
  /** Of each neuron: single paths, then paths of each pair. All of these sums are even. */
  readonly blocks: readonly (readonly number[])[];
}

export type Pair = 'K' | 'Kw' | 'Kb';

/** The state with its name: states that differ in the order of blocks, and of pairs of one kind, are one. */
export interface NamedState extends PathState {
  readonly key: string;
}

/** The name is the least description over orders of the pairs of each kind. */
export function named({ pairs, blocks }: PathState): NamedState {
  let best: NamedState | undefined;
  for (const order of permutations(pairs.map((_, i) => i))) {
    const kinds = order.map((i) => pairs[i]!);
    if (kinds.some((kind, i) => i > 0 && kind < kinds[i - 1]!)) continue;
    const rows = blocks.map(([single = 0, ...halves]) => [single, ...order.map((i) => halves[i]!)]);
    rows.sort((a, b) => (a.join() < b.join() ? -1 : 1));
    const key = `${kinds.join()}|${rows.map((row) => row.join('')).join()}`;
    if (!best || key < best.key) best = { key, pairs: kinds, blocks: rows };
  }
  return best!;
}

function permutations(items: readonly number[]): number[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}

/** All set partitions of the items. */
export function partitions<T>(items: readonly T[]): T[][][] {
  const [first, ...rest] = items;
  if (first === undefined) return [[]];
  return partitions(rest).flatMap((parts) => [
    [[first], ...parts],
    ...parts.map((part, i) => parts.with(i, [first, ...part])),
  ]);
}

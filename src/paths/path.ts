import { checkCount, MAX_PATHS } from './limit.ts';

/**
 * A path in the computational graph: one neuron in each of the layers `start`, `start` + 1, …, d (layer 0 holds the
 * inputs, layer d the output). A path of the output starts at an input (`start` = 0), a bias path at the neuron
 * whose bias it carries. Hanin & Nica 2019, Definition 1, in our notation.
 */
export interface Path {
  readonly start: number;
  /** γ(start), …, γ(d): indices from 0. */
  readonly neurons: readonly number[];
}

/** The weight W^l_{to,from}, between neuron `from` of layer l-1 and `to` of layer l. */
export interface Edge {
  readonly layer: number;
  readonly from: number;
  readonly to: number;
}

/** Number of paths from layer `start` to the output: n_start … n_d. */
export const pathCount = (widths: readonly number[], start = 0): bigint =>
  widths.slice(start).reduce((product, width) => product * BigInt(width), 1n);

/**
 * Every path from layer `start` to the output, in lexicographic order, one at a time.
 * Throws PathLimit when there are more than MAX_PATHS.
 */
export function paths(widths: readonly number[], start = 0): Iterable<Path> {
  checkCount(pathCount(widths, start), MAX_PATHS, `paths at widths ${widths.slice(start)}`);
  return pathsFrom(widths, start);
}

function* pathsFrom(widths: readonly number[], start: number): Generator<Path> {
  const sizes = widths.slice(start);
  const neurons = sizes.map(() => 0);
  for (;;) {
    yield { start, neurons: [...neurons] };
    let place = sizes.length - 1;
    while (place >= 0 && neurons[place] === sizes[place]! - 1) neurons[place--] = 0;
    if (place < 0) return;
    neurons[place]!++;
  }
}

/** The neuron of a path at a layer, or undefined below its start. */
export const neuronAt = (path: Path, layer: number): number | undefined => path.neurons[layer - path.start];

/** The edges of a path, from the lowest layer up; d - start of them. */
export const edgesOf = ({ start, neurons }: Path): Edge[] =>
  neurons.slice(1).map((to, i) => ({ layer: start + i + 1, from: neurons[i]!, to }));

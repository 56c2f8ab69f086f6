import { OutOfRange } from '../limits/error.ts';
import type { Network } from '../network/network.ts';
import { type Seed, seedWords, streamWord } from '../random/stream.ts';
import { describe, fitting, instantiate, MOST_ROWS } from './kernel.ts';
import type { Sampler } from './sampler.ts';

/** Which networks are drawn, and the inputs between which their kernel matrix is wanted. */
export interface GramRequest {
  /** Its r is not read: the inputs say it. */
  readonly network: Network;
  /** x_1 … x_k, n_0 coordinates each; k from 1 to `MOST_INPUTS`. They may be equal, collinear or 0. */
  readonly inputs: readonly (readonly number[])[];
  readonly seed: Seed;
  /** Sets of samples that are independent under one seed are told apart by this 32-bit number; 0 by default. */
  readonly stream?: number | undefined;
}

/** Inputs of a kernel matrix at most. */
export const MOST_INPUTS = 16;

/** Numbers in a row for k inputs: f(x_i), then K_w(x_i, x_j) for i <= j, row by row, then K_b(x_i, x_j) likewise. */
export const gramRowLength = (k: number): number => k + k * (k + 1);

/** Where K_w(x_i, x_j) and K_b(x_i, x_j) stand in a row for k inputs; i and j count from 0, in either order. */
export function gramPlaces(k: number, i: number, j: number): { readonly Kw: number; readonly Kb: number } {
  const [low, high] = i < j ? [i, j] : [j, i];
  const Kw = k + low * k - (low * (low - 1)) / 2 + high - low;
  return { Kw, Kb: Kw + (k * (k + 1)) / 2 };
}

/**
 * Samples one network at k inputs: outputs and both parts of the matrix K(x_i, x_j) = <grad f(x_i), grad f(x_j)>, rows of
 * `gramRowLength(k)` numbers. Exact in law; O(n k²) a layer, whatever the width before it.
 *
 * Throws an OutOfRange for a bad seed, stream or input, and for a network that does not fit into 4 GiB.
 */
export function gramSampler({ network, inputs, seed, stream = 0 }: GramRequest): Sampler {
  checkInputs(inputs, network.widths[0]!);
  const kernel = instantiate();
  const length = gramRowLength(inputs.length);
  const rows = fitting(() => {
    describe(kernel, { network });
    kernel.setSeed(...seedWords(seed), streamWord(stream));
    const at = kernel.prepareGram(inputs.length);
    const out = kernel.allocate(8 * length * MOST_ROWS);
    for (const [i, x] of inputs.entries())
      new Float64Array(kernel.memory.buffer, at + i * kernel.gramStride(), x.length).set(x);
    return out;
  });
  return {
    fill(from, count, out) {
      for (let done = 0; done < count; done += MOST_ROWS) {
        const some = Math.min(MOST_ROWS, count - done);
        kernel.fillGram(from + done, some, rows, 8 * length);
        out.set(new Float64Array(kernel.memory.buffer, rows, some * length), done * length);
      }
    },
  };
}

function checkInputs(inputs: readonly (readonly number[])[], n0: number): void {
  if (!(inputs.length >= 1 && inputs.length <= MOST_INPUTS))
    throw new OutOfRange(`${inputs.length} inputs; wanted 1 to ${MOST_INPUTS}`);
  for (const [i, x] of inputs.entries()) {
    if (x.length !== n0) throw new OutOfRange(`input ${i + 1} has ${x.length} coordinates, expected ${n0}`);
    const bad = x.find((coordinate) => !Number.isFinite(coordinate));
    if (bad !== undefined) throw new OutOfRange(`input ${i + 1} has a coordinate ${bad}`);
  }
}

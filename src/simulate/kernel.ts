import { OutOfRange } from '../limits/error.ts';
import { seedWords, streamWord } from '../random/stream.ts';
import { ZIGGURAT } from '../random/ziggurat.ts';
import { toNumber } from '../rational/text.ts';
import { inputOf } from './input.ts';
import { KERNEL_BINARY } from './kernel-binary.ts';
import { checkLaw } from './parameters.ts';
import { METHODS, ROW, type Sampler, type SamplerRequest } from './sampler.ts';
import type { Mixture } from './tilt.ts';

/** What src/simulate/kernel/index.ts exports; addresses are byte offsets into `memory`. */
export interface Exports {
  readonly memory: WebAssembly.Memory;
  allocate(bytes: number): number;
  ziggurat(): number;
  setSeed(low: number, high: number, stream: number): void;
  setNetwork(d: number, n0: number, square: number, fair: boolean, relu: boolean): number;
  setLayer(l: number, width: number, v: number, s: number, u: number, c: number): void;
  prepare(
    method: number,
    needsQ: boolean,
    skipsInactive: boolean,
    power: number,
    weights: boolean,
    biases: boolean,
  ): number;
  fill(from: number, count: number, rows: number): void;
  prepareGram(inputs: number): number;
  gramStride(): number;
  fillGram(from: number, count: number, rows: number, bytes: number): void;
}

/** Samples drawn at once. */
export const MOST_ROWS = 256;
const MEMORY = 'the network does not fit in the memory of the kernel (4 GiB)';

let compiled: WebAssembly.Module | undefined;

/**
 * A sampler in WebAssembly. Throws an OutOfRange for a bad seed or input, and for a network that does not fit into the
 * 4 GiB that it can address.
 */
export function kernelSampler(request: SamplerRequest): Sampler & { readonly mixture: Mixture | undefined } {
  const { method = 'dense', needsQ = true, skipsInactive = false, power = 2, part = 'K' } = request;
  const kernel = instantiate();
  const { rows, tilt } = fitting(() => {
    describe(kernel, request);
    kernel.setSeed(...seedWords(request.seed), streamWord(request.stream ?? 0));
    const at = kernel.prepare(
      METHODS.indexOf(method),
      needsQ,
      skipsInactive,
      power,
      part !== 'Kb',
      part !== 'Kw',
    );
    return { rows: kernel.allocate(8 * ROW.length * MOST_ROWS), tilt: at };
  });
  return {
    mixture: tilt === 0 ? undefined : mixtureAt(kernel, tilt, request),
    fill(from, count, out) {
      for (let done = 0; done < count; done += MOST_ROWS) {
        const some = Math.min(MOST_ROWS, count - done);
        kernel.fill(from + done, some, rows);
        out.set(new Float64Array(kernel.memory.buffer, rows, some * ROW.length), done * ROW.length);
      }
    },
  };
}

function mixtureAt(kernel: Exports, at: number, { network, part = 'K' }: SamplerRequest): Mixture {
  const depth = network.layers.length;
  const rows = new Float64Array(kernel.memory.buffer, at, 4 * depth);
  const column = (which: number): number[] => Array.from({ length: depth }, (_, l) => rows[4 * l + which]!);
  const [moments, shares, groups] = [column(0), column(1), column(2)];
  if (![...moments, ...shares].every(Number.isFinite))
    throw new OutOfRange(`laws tilted by powers of ${part} leave the range of doubles, or it is always 0`);
  return { moments, shares, groups };
}

export function instantiate(): Exports {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNEL_BINARY), (c) => c.charCodeAt(0)));
  const abort = (): never => {
    throw new OutOfRange(MEMORY);
  };
  const kernel = new WebAssembly.Instance(compiled, { env: { abort } }).exports as unknown as Exports;
  const { edges, heights } = ZIGGURAT;
  new Float64Array(kernel.memory.buffer, kernel.ziggurat(), edges.length + heights.length).set([
    ...edges,
    ...heights,
  ]);
  return kernel;
}

export function describe(
  kernel: Exports,
  { network, input }: Pick<SamplerRequest, 'network' | 'input'>,
): void {
  const { widths, layers, gates, outputActivation } = network;
  checkLaw(network, 'gaussian');
  const x = inputOf(network, input);
  const square = x.reduce((total, one) => total + one * one, 0);
  const at = kernel.setNetwork(
    layers.length,
    widths[0]!,
    square,
    gates === 'fair',
    outputActivation === 'relu',
  );
  for (const [i, { width, weightVariance, biasVariance, weightScale, biasScale }] of layers.entries()) {
    const [v, s, u, c] = [weightVariance, biasVariance, weightScale, biasScale].map(toNumber);
    kernel.setLayer(i + 1, width, v!, s!, u!, c!);
  }
  new Float64Array(kernel.memory.buffer, at, x.length).set(x);
}

/** A kernel out of memory traps. */
export function fitting<T>(prepare: () => T): T {
  try {
    return prepare();
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw new OutOfRange(MEMORY, { cause: error });
    throw error;
  }
}

import type { Network } from '../network/network.ts';
import type { WeightLaw } from '../random/laws.ts';
import { Stream } from '../random/stream.ts';
import { DriftPass } from './drift.ts';
import { inputOf } from './input.ts';
import { allocateParameters, type Parameters, parameterDraw } from './parameters.ts';
import { Pass } from './pass.ts';
import { RAW, ROW, type Sampler, type SamplerRequest } from './sampler.ts';

export interface DenseOptions {
  /** Law of the weights, up to scale, with the network's mu_4; Gaussian by default. Biases are Gaussian always. */
  readonly law?: WeightLaw | undefined;
  /** The n_0 coordinates of x, with |x|²/n_0 = r; by default each is √r. */
  readonly input?: readonly number[] | undefined;
  /** Whether Q is wanted (the default). Without it the draws are the same and the parts of Q are NaN. */
  readonly needsQ?: boolean | undefined;
}

/**
 * The definition in code: draws W and b, goes forward, propagates back, sums squared gradients. It knows no
 * formula. Built once per network; its memory is reused from sample to sample.
 */
export class DenseSampler {
  /** Overwritten by every `sample`. */
  readonly parameters: Parameters;
  /** What the last evaluation left behind. */
  readonly pass: Pass;
  readonly #draw: (stream: Stream, parameters: Parameters) => void;
  readonly #drift: DriftPass | undefined;

  /** Throws an OutOfRange when `options.input` has not n_0 coordinates, or |x|²/n_0 is not r to 1e-9 of it. */
  constructor(network: Network, options: DenseOptions = {}) {
    this.parameters = allocateParameters(network);
    this.pass = new Pass(network, inputOf(network, options.input));
    this.#draw = parameterDraw(network, options.law);
    this.#drift = (options.needsQ ?? true) ? new DriftPass(network) : undefined;
  }

  /** Draws one network from `stream` and writes its observables to `out`, in the order of `RAW`. */
  sample(stream: Stream, out: Float64Array): void {
    this.#draw(stream, this.parameters);
    this.evaluate(this.parameters, stream, out);
  }

  /**
   * Writes the observables of the network with these `parameters` to `out`, in the order of `RAW`. `stream` is
   * used only for `fair` gates at pre-activations that are exactly zero.
   */
  evaluate(parameters: Parameters, stream: Stream, out: Float64Array): void {
    this.pass.run(parameters, stream, out);
    if (this.#drift) this.#drift.run(this.pass, parameters, out);
    else out.fill(Number.NaN, 3, RAW.length);
  }
}

/** The reference as a sampler: the kernel's `dense` draws the same bits and gives the same values, to rounding. */
export function denseReference(request: SamplerRequest): Sampler {
  const sampler = new DenseSampler(request.network, request);
  const stream = new Stream(request.seed, 0, request.stream);
  const raw = new Float64Array(RAW.length);
  return {
    fill(from, count, rows) {
      for (let k = 0; k < count; k++) {
        stream.restart(from + k);
        sampler.sample(stream, raw);
        rows.set(raw, k * ROW.length);
        rows[k * ROW.length + RAW.length] = 1;
      }
    },
  };
}

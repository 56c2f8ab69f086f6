import type { Network } from '../network/network.ts';
import type { Stream } from '../random/stream.ts';
import { toNumber } from '../rational/text.ts';
import { addTransposeTimes, rowTimes, squaredNorm } from './linear.ts';
import type { Parameters } from './parameters.ts';

/** u_l and c_l: how much squared weight and bias gradients of a layer count. */
interface LayerScales {
  readonly weight: number;
  readonly bias: number;
}

/**
 * One forward and one backward pass through a network at explicit parameters, and all they leave behind.
 * Layer l is at index l-1, except in `activations`, where a^l is at index l and a^0 is the input.
 */
export class Pass {
  readonly scales: readonly LayerScales[];
  /** a^0 … a^{d-1}. */
  readonly activations: readonly Float64Array[];
  /** z^1 … z^d. */
  readonly preActivations: readonly Float64Array[];
  /** 1 where a gate is open, else 0; the last one is the output's, always open when it is linear. */
  readonly gates: readonly Uint8Array[];
  /** J^1 … J^d, J^l = df/dz^l. */
  readonly sensitivities: readonly Float64Array[];
  readonly #network: Network;

  /** `input`: the n_0 coordinates of x; copied. */
  constructor(network: Network, input: readonly number[]) {
    const vectors = (): Float64Array[] => network.layers.map((layer) => new Float64Array(layer.width));
    this.#network = network;
    this.scales = network.layers.map((layer) => ({
      weight: toNumber(layer.weightScale),
      bias: toNumber(layer.biasScale),
    }));
    this.activations = [Float64Array.from(input), ...vectors().slice(0, -1)];
    this.preActivations = vectors();
    this.gates = network.layers.map((layer) => new Uint8Array(layer.width));
    this.sensitivities = vectors();
  }

  /**
   * Goes forward and backward at `parameters` and writes f, K_w, K_b to `out[0..2]`. `stream` is used only for
   * the coins of `fair` gates at pre-activations that are exactly zero.
   */
  run(parameters: Parameters, stream: Stream, out: Float64Array): void {
    out[0] = this.#forward(parameters, stream);
    this.#backward(parameters);
    let weightPart = 0;
    let biasPart = 0;
    for (let l = 0; l < this.scales.length; l++) {
      const squaredSensitivity = squaredNorm(this.sensitivities[l]!);
      weightPart += this.scales[l]!.weight * squaredNorm(this.activations[l]!) * squaredSensitivity;
      biasPart += this.scales[l]!.bias * squaredSensitivity;
    }
    out[1] = weightPart;
    out[2] = biasPart;
  }

  /** f. */
  #forward({ weights, biases }: Parameters, stream: Stream): number {
    const { gates: rule, outputActivation } = this.#network;
    const last = this.scales.length - 1;
    for (let l = 0; l <= last; l++) {
      const input = this.activations[l]!;
      const z = this.preActivations[l]!;
      const open = this.gates[l]!;
      const output = this.activations[l + 1];
      const gated = l < last || outputActivation === 'relu';
      for (let i = 0; i < z.length; i++) {
        const value = rowTimes(weights[l]!, i, input) + biases[l]![i]!;
        z[i] = value;
        open[i] = !gated || value > 0 || (value === 0 && rule === 'fair' && stream.coin()) ? 1 : 0;
        if (output) output[i] = open[i] === 1 ? value : 0;
      }
    }
    return this.gates[last]![0] === 1 ? this.preActivations[last]![0]! : 0;
  }

  #backward({ weights }: Parameters): void {
    const last = this.scales.length - 1;
    this.sensitivities[last]![0] = this.gates[last]![0]!;
    for (let l = last - 1; l >= 0; l--) {
      const sensitivity = this.sensitivities[l]!;
      sensitivity.fill(0);
      addTransposeTimes(weights[l + 1]!, this.sensitivities[l + 1]!, sensitivity);
      close(sensitivity, this.gates[l]!);
    }
  }
}

/** Sets to zero every coordinate whose gate is closed. */
export function close(vector: Float64Array, gates: Uint8Array): void {
  for (let i = 0; i < vector.length; i++) if (gates[i] === 0) vector[i] = 0;
}

import { OutOfRange } from '../limits/error.ts';
import type { Network } from '../network/network.ts';
import type { Stream } from '../random/stream.ts';
import { dot } from '../simulate/linear.ts';
import { allocateParameters, type Parameters, parameterDraw } from '../simulate/parameters.ts';
import { Pass } from '../simulate/pass.ts';
import type { Example } from './data.ts';

/**
 * Gradient descent on all of L = ½ Σ_i (f(x_i) - y_i)² at once, in doubles:
 *
 *   W^l ← W^l - η u_l Σ_i (f(x_i) - y_i) J^l(x_i) a^{l-1}(x_i)ᵀ     b^l ← b^l - η c_l Σ_i (f(x_i) - y_i) J^l(x_i)
 *
 * u_l and c_l, which say how much squared gradients count in K, are the parameters' learning rates, so that outputs
 * move by df = -η K (f - y) to first order under every convention. They come from how parameters are written: a weight
 * W = √u ω has ∂L/∂ω = √u ∂L/∂W, and a plain step of ω, -η ∂L/∂ω, is the step -η u ∂L/∂W of W. With c_l = 0 biases are not trained.
 *
 * Built once per network and data; its memory is reused from draw to draw.
 */
export class GradientDescent {
  readonly parameters: Parameters;
  /** A pass for each input, at the parameters as they are. */
  readonly passes: readonly Pass[];
  /** f(x_i). */
  readonly outputs: Float64Array;
  readonly #labels: readonly number[];
  readonly #draw: (stream: Stream, parameters: Parameters) => void;
  /** f, K_w, K_b of a pass. */
  readonly #observables = new Float64Array(3);

  /**
   * Throws an OutOfRange without examples, for one that has not n_0 coordinates, for `fair` gates, which are no function of the
   * parameters, and for weights that are not Gaussian.
   */
  constructor(network: Network, examples: readonly Example[]) {
    const { widths, gates, mu4 } = network;
    if (gates !== 'relu') throw new OutOfRange("found gates 'fair'; networks in training need 'relu'");
    if (mu4 && mu4.num !== 3n * mu4.den) throw new OutOfRange('networks in training have Gaussian weights');
    if (examples.length === 0) throw new OutOfRange('no examples; wanted at least one');
    const wrong = examples.findIndex(({ input }) => input.length !== widths[0]);
    if (wrong >= 0)
      throw new OutOfRange(
        `example ${wrong + 1} has ${examples[wrong]!.input.length} coordinates, expected ${widths[0]}`,
      );
    this.parameters = allocateParameters(network);
    this.passes = examples.map(({ input }) => new Pass(network, input));
    this.outputs = new Float64Array(examples.length);
    this.#labels = examples.map(({ label }) => label);
    this.#draw = parameterDraw(network);
  }

  /** Starts anew from parameters drawn from `stream`: those that the dense samplers draw. */
  draw(stream: Stream): void {
    this.#draw(stream, this.parameters);
    this.evaluate();
  }

  /** Goes forward and backward at `parameters`, after they were changed from outside. */
  evaluate(): void {
    for (const [i, pass] of this.passes.entries()) {
      pass.run(this.parameters, NO_COINS, this.#observables);
      this.outputs[i] = this.#observables[0]!;
    }
  }

  /** L. */
  loss(): number {
    let total = 0;
    for (const [i, label] of this.#labels.entries()) total += (this.outputs[i]! - label) ** 2;
    return total / 2;
  }

  /** One step at learning rate η = `rate`. */
  step(rate: number): void {
    for (const [i, label] of this.#labels.entries())
      this.#descend(this.passes[i]!, rate * (this.outputs[i]! - label));
    this.evaluate();
  }

  /** The part of a step that is one example's. */
  #descend(pass: Pass, factor: number): void {
    for (const [l, { weight, bias }] of pass.scales.entries()) {
      const sensitivity = pass.sensitivities[l]!;
      const activation = pass.activations[l]!;
      const weights = this.parameters.weights[l]!;
      const biases = this.parameters.biases[l]!;
      const width = activation.length;
      for (let i = 0; i < sensitivity.length; i++) {
        const slope = factor * sensitivity[i]!;
        if (slope === 0) continue;
        biases[i]! -= bias * slope;
        const start = i * width;
        for (let j = 0; j < width; j++) weights[start + j]! -= weight * slope * activation[j]!;
      }
    }
  }

  /** The matrix K(x_i, x_j) = Σ_l (u_l a^{l-1}(x_i)·a^{l-1}(x_j) + c_l) J^l(x_i)·J^l(x_j), row by row. */
  gram(): Float64Array {
    const size = this.passes.length;
    const matrix = new Float64Array(size * size);
    for (const [i, one] of this.passes.entries()) {
      for (let j = 0; j <= i; j++) {
        const value = kernel(one, this.passes[j]!);
        matrix[i * size + j] = value;
        matrix[j * size + i] = value;
      }
    }
    return matrix;
  }
}

function kernel(one: Pass, other: Pass): number {
  let total = 0;
  for (const [l, { weight, bias }] of one.scales.entries()) {
    const counted = weight * dot(one.activations[l]!, other.activations[l]!) + bias;
    total += counted * dot(one.sensitivities[l]!, other.sensitivities[l]!);
  }
  return total;
}

/** Gates of `relu` networks toss no coins. */
const NO_COINS = {
  coin(): never {
    throw new Error('a gate asked for a coin');
  },
} as unknown as Stream;

import type { Network } from '../network/network.ts';
import { addTransposeTimes, dot, squaredNorm } from './linear.ts';
import type { Parameters } from './parameters.ts';
import { close, type Pass } from './pass.ts';

/**
 * Q = <grad f, grad K> in its parts Qxy (x the parameters that step, y the part of K that moves): the derivative
 * of K_w and K_b along the step Ẇ^l = u_l J^l (a^{l-1})ᵀ, or along the step ḃ^l = c_l J^l, by forward-mode
 * differentiation of both passes with the gates held (they are constant almost everywhere):
 *
 *   ż^l = Ẇ^l a^{l-1} + W^l ȧ^{l-1} + ḃ^l     J̇^l = gate (Ẇ^{l+1 T} J^{l+1} + W^{l+1 T} J̇^{l+1}),  J̇^d = 0
 *
 * Steps have rank one, so Ẇ^l a = u_l |a|² J^l and Ẇ^T J = u_l |J|² a need no matrix. Along ḃ, J̇ = 0: the
 * sensitivities depend on biases through the gates alone, so Q_bb is 0 exactly.
 */
export class DriftPass {
  /** ȧ^0 … ȧ^{d-1} as the weights step; ȧ^0 = 0. */
  readonly #weightStep: readonly Float64Array[];
  /** The same as the biases step. */
  readonly #biasStep: readonly Float64Array[];
  /** J̇^1 … J̇^d as the weights step. */
  readonly #sensitivityStep: readonly Float64Array[];

  constructor(network: Network) {
    const inputs = (): Float64Array[] => network.layers.map((layer) => new Float64Array(layer.fanIn));
    this.#weightStep = inputs();
    this.#biasStep = inputs();
    this.#sensitivityStep = network.layers.map((layer) => new Float64Array(layer.width));
  }

  /** Writes Qww, Qwb, Qbw, Qbb to `out[3..6]` for what `pass` left behind at the same `parameters`. */
  run(pass: Pass, parameters: Parameters, out: Float64Array): void {
    this.#forward(pass, parameters);
    this.#backward(pass, parameters);
    let ww = 0;
    let wb = 0;
    let bw = 0;
    for (const [l, { weight: u, bias: c }] of pass.scales.entries()) {
      const a = pass.activations[l]!;
      const j = pass.sensitivities[l]!;
      const squaredSensitivity = squaredNorm(j);
      const turned = dot(j, this.#sensitivityStep[l]!);
      ww += 2 * u * (dot(a, this.#weightStep[l]!) * squaredSensitivity + squaredNorm(a) * turned);
      wb += 2 * c * turned;
      bw += 2 * u * dot(a, this.#biasStep[l]!) * squaredSensitivity;
    }
    out[3] = ww;
    out[4] = wb;
    out[5] = bw;
    out[6] = 0;
  }

  #forward(pass: Pass, { weights }: Parameters): void {
    for (let l = 0; l < pass.scales.length - 1; l++) {
      const { weight, bias } = pass.scales[l]!;
      const gates = pass.gates[l]!;
      const j = pass.sensitivities[l]!;
      const byWeights = this.#weightStep[l]!;
      const byBiases = this.#biasStep[l]!;
      const nextByWeights = this.#weightStep[l + 1]!;
      const nextByBiases = this.#biasStep[l + 1]!;
      const factor = weight * squaredNorm(pass.activations[l]!);
      const matrix = weights[l]!;
      const width = byWeights.length;
      for (let i = 0; i < gates.length; i++) {
        let fromWeights = 0;
        let fromBiases = 0;
        if (gates[i] === 1) {
          // Both directions in one reading of the row.
          fromWeights = factor * j[i]!;
          fromBiases = bias * j[i]!;
          const start = i * width;
          for (let k = 0; k < width; k++) {
            const entry = matrix[start + k]!;
            fromWeights += entry * byWeights[k]!;
            fromBiases += entry * byBiases[k]!;
          }
        }
        nextByWeights[i] = fromWeights;
        nextByBiases[i] = fromBiases;
      }
    }
  }

  #backward(pass: Pass, { weights }: Parameters): void {
    for (let l = pass.scales.length - 2; l >= 0; l--) {
      const step = this.#sensitivityStep[l]!;
      const a = pass.activations[l + 1]!;
      const factor = pass.scales[l + 1]!.weight * squaredNorm(pass.sensitivities[l + 1]!);
      for (let i = 0; i < step.length; i++) step[i] = factor * a[i]!;
      addTransposeTimes(weights[l + 1]!, this.#sensitivityStep[l + 1]!, step);
      close(step, pass.gates[l]!);
    }
  }
}

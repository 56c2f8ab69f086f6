import type { Network } from '../../src/network/network.ts';
import type { Stream } from '../../src/random/stream.ts';
import { toNumber } from '../../src/rational/text.ts';
import type { DenseSampler } from '../../src/simulate/dense.ts';
import type { Parameters } from '../../src/simulate/parameters.ts';
import { RAW } from '../../src/simulate/sampler.ts';

/** λ_p ∂f/∂p for each parameter, by central differences (f is piecewise linear in each parameter alone). */
export function weightedGradient(network: Network, sampler: DenseSampler, stream: Stream) {
  const out = new Float64Array(RAW.length);
  const slopes = (vector: Float64Array, scale: number): Float64Array =>
    vector.map((at, p) => {
      const h = 1e-4;
      vector[p] = at + h;
      sampler.evaluate(sampler.parameters, stream, out);
      const above = out[0]!;
      vector[p] = at - h;
      sampler.evaluate(sampler.parameters, stream, out);
      vector[p] = at;
      return (scale * (above - out[0]!)) / (2 * h);
    });
  const { weights, biases } = sampler.parameters;
  return {
    weights: weights.map((w, l) => slopes(w, toNumber(network.layers[l]!.weightScale))),
    biases: biases.map((b, l) => slopes(b, toNumber(network.layers[l]!.biasScale))),
  };
}

/** All gates of the last evaluation in one string. */
export const gatePattern = (sampler: DenseSampler): string =>
  sampler.pass.gates.map((gates) => gates.join('')).join(' ');

/** `parameters` moved by `size` times a step, its weights or its biases only. */
export function moved(
  parameters: Parameters,
  step: Parameters,
  group: 'weights' | 'biases',
  size: number,
): Parameters {
  const vectors = parameters[group].map((vector, l) => vector.map((x, p) => x + size * step[group][l]![p]!));
  return { ...parameters, [group]: vectors };
}

import type { Network } from '../../src/network/network.ts';
import { toNumber } from '../../src/rational/text.ts';
import type { Example } from '../../src/training/data.ts';

/**
 * Training written down anew: parameters in one list (W^1 by rows, b^1, W^2, ...), f by its definition, every derivative by
 * central differences. Nothing is propagated back.
 */
export const flat = (parameters: {
  readonly weights: readonly Float64Array[];
  readonly biases: readonly Float64Array[];
}): number[] => parameters.weights.flatMap((weights, l) => [...weights, ...parameters.biases[l]!]);

/** λ of every parameter: u_l for weights, c_l for biases. */
export const ratesOf = (network: Network): number[] =>
  network.layers.flatMap((layer) => [
    ...new Array<number>(layer.width * layer.fanIn).fill(toNumber(layer.weightScale)),
    ...new Array<number>(layer.width).fill(toNumber(layer.biasScale)),
  ]);

export function outputOf(network: Network, parameters: readonly number[], input: readonly number[]): number {
  let a = [...input];
  let at = 0;
  for (const [l, { width, fanIn }] of network.layers.entries()) {
    const z = Array.from({ length: width }, (_, i) =>
      a.reduce(
        (sum, value, j) => sum + parameters[at + i * fanIn + j]! * value,
        parameters[at + width * fanIn + i]!,
      ),
    );
    at += width * fanIn + width;
    const linear = l === network.layers.length - 1 && network.outputActivation === 'linear';
    a = linear ? z : z.map((value) => Math.max(0, value));
  }
  return a[0]!;
}

export const lossOf = (
  network: Network,
  parameters: readonly number[],
  examples: readonly Example[],
): number =>
  examples.reduce(
    (sum, { input, label }) => sum + (outputOf(network, parameters, input) - label) ** 2 / 2,
    0,
  );

/** The gradient of `value` by central differences; f is piecewise polynomial, so that only a kink within h matters. */
export function gradientOf(parameters: readonly number[], value: (p: readonly number[]) => number): number[] {
  const h = 1e-6;
  return parameters.map((parameter, i) => {
    const up = parameters.with(i, parameter + h);
    const down = parameters.with(i, parameter - h);
    return (value(up) - value(down)) / (2 * h);
  });
}

/** Σ_p λ_p ∂_p f(x_i) ∂_p f(x_j), row by row. */
export function gramOf(
  network: Network,
  parameters: readonly number[],
  examples: readonly Example[],
): number[] {
  const rates = ratesOf(network);
  const gradients = examples.map(({ input }) => gradientOf(parameters, (p) => outputOf(network, p, input)));
  return gradients.flatMap((a) =>
    gradients.map((b) => rates.reduce((sum, rate, p) => sum + rate * a[p]! * b[p]!, 0)),
  );
}

/** Plain gradient descent of ω, where every parameter is √λ ω: no learning rate but η. Parameters with λ = 0 stay. */
export function descend(
  network: Network,
  start: readonly number[],
  examples: readonly Example[],
  eta: number,
  steps: number,
): number[] {
  const roots = ratesOf(network).map(Math.sqrt);
  const parametersAt = (omega: readonly number[]): number[] =>
    omega.map((value, p) => (roots[p] === 0 ? start[p]! : roots[p]! * value));
  let omega = start.map((value, p) => (roots[p] === 0 ? 0 : value / roots[p]!));
  for (let step = 0; step < steps; step++) {
    const gradient = gradientOf(omega, (one) => lossOf(network, parametersAt(one), examples));
    omega = omega.map((value, p) => value - eta * gradient[p]!);
  }
  return parametersAt(omega);
}

import type { Layer, Network } from '../network/network.ts';
import type { Stream } from '../random/stream.ts';
import { add, multiply, type Rational, rational, ZERO } from '../rational/rational.ts';

/** A network with rational parameters and its gates. Layer l is at index l-1. */
export interface DrawnNetwork {
  readonly network: Network;
  /** x_1 … x_{n_0}. */
  readonly input: readonly Rational[];
  /** W^l as rows: weights[l-1][to][from]. */
  readonly weights: readonly (readonly (readonly Rational[])[])[];
  readonly biases: readonly (readonly Rational[])[];
  /** Which gates are open; those of a linear output are. */
  readonly gates: readonly (readonly boolean[])[];
}

/** What a network is drawn with: everything but its gates, which follow. */
export type DrawnParameters = Omit<DrawnNetwork, 'gates'>;

/**
 * A network with rational inputs, weights and biases, zeros among them: not the law of the network, whose variances and r
 * are left out, as identities between its parameters do not depend on it. Biases of variance 0 are 0. No input is 0.
 */
export function drawNetwork(network: Network, stream: Stream): DrawnNetwork {
  const { layers, widths } = network;
  const many = <T>(count: number, draw: () => T): T[] => Array.from({ length: count }, draw);
  const number = (): Rational => rational((stream.uint32() % 13) - 6, 1 + (stream.uint32() % 3));
  const parameters: DrawnParameters = {
    network,
    input: many(widths[0]!, () => rational(1 + (stream.uint32() % 5), stream.coin() ? 2 : -3)),
    weights: layers.map(({ fanIn, width }) => many(width, () => many(fanIn, number))),
    biases: layers.map(({ width, biasVariance }) => many(width, () => (biasVariance.num ? number() : ZERO))),
  };
  return withGates(parameters, stream);
}

/** The gates of a forward pass. `stream` tosses the coins of `fair` gates where a pre-activation is 0. */
export function withGates(parameters: DrawnParameters, stream: Stream): DrawnNetwork {
  const { network, weights, biases } = parameters;
  const isOpen = (z: Rational): boolean =>
    z.num > 0n || (z.num === 0n && network.gates === 'fair' && stream.coin());
  let activations = parameters.input;
  const gates = network.layers.map((_: Layer, i) => {
    const z = weights[i]!.map((row, to) =>
      row.reduce((sum, w, from) => add(sum, multiply(w, activations[from]!)), biases[i]![to]!),
    );
    const gated = i < network.layers.length - 1 || network.outputActivation === 'relu';
    const open = z.map((value) => !gated || isOpen(value));
    activations = z.map((value, to) => (open[to] ? value : ZERO));
    return open;
  });
  return { ...parameters, gates };
}

import { OutOfRange } from '../limits/error.ts';
import type { Network } from '../network/network.ts';
import { GAUSSIAN_MU4, STANDARD_MOMENTS } from '../network/weight-law.ts';
import { WEIGHT_LAWS, type WeightLaw } from '../random/laws.ts';
import type { Stream } from '../random/stream.ts';
import { equals } from '../rational/rational.ts';
import { formatRational, toNumber } from '../rational/text.ts';

/** The parameters of one network, layer l at index l-1. */
export interface Parameters {
  /** W^l: n_l × n_{l-1}, row by row. */
  readonly weights: readonly Float64Array[];
  /** b^l: n_l numbers. */
  readonly biases: readonly Float64Array[];
}

/** Room for the parameters of `network`, all zero. */
export function allocateParameters(network: Network): Parameters {
  return {
    weights: network.layers.map((layer) => new Float64Array(layer.width * layer.fanIn)),
    biases: network.layers.map((layer) => new Float64Array(layer.width)),
  };
}

/** Throws an OutOfRange when weights of `law` are not those of the network: it says their fourth moment. */
export function checkLaw({ mu4 = GAUSSIAN_MU4 }: Pick<Network, 'mu4'>, law: WeightLaw): void {
  const [own] = STANDARD_MOMENTS[law];
  if (!equals(own, mu4))
    throw new OutOfRange(
      `${law} weights have mu_4 = ${formatRational(own)}, and the network's have ${formatRational(mu4)}`,
    );
}

/**
 * A function that overwrites `parameters` with a draw: layer by layer, W^l column by column as √v_l times a draw of
 * `law`, then b^l as √s_l times standard normals. Where s_l = 0 the biases are 0 and use up no randomness.
 */
export function parameterDraw(
  network: Network,
  law: WeightLaw = 'gaussian',
): (stream: Stream, parameters: Parameters) => void {
  checkLaw(network, law);
  const { fill } = WEIGHT_LAWS[law];
  const layers = network.layers.map((layer) => ({
    ...layer,
    weightDeviation: Math.sqrt(toNumber(layer.weightVariance)),
    biasDeviation: Math.sqrt(toNumber(layer.biasVariance)),
    columns: new Float64Array(layer.width * layer.fanIn),
  }));
  return (stream, parameters) => {
    for (const [l, { width, fanIn, weightDeviation, biasDeviation, columns }] of layers.entries()) {
      for (let j = 0; j < fanIn; j++) fill(stream, columns.subarray(j * width, (j + 1) * width));
      const weights = parameters.weights[l]!;
      for (let i = 0; i < width; i++) {
        for (let j = 0; j < fanIn; j++) weights[i * fanIn + j] = weightDeviation * columns[j * width + i]!;
      }
      const biases = parameters.biases[l]!;
      if (biasDeviation === 0) biases.fill(0);
      else {
        stream.normals(biases);
        for (let i = 0; i < width; i++) biases[i]! *= biasDeviation;
      }
    }
  };
}

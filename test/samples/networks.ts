import { buildNetwork, type NetworkSettings } from '../../src/network/build.ts';
import type { Network } from '../../src/network/network.ts';
import type { WeightLaw } from '../../src/random/laws.ts';
import { ONE, rational, ZERO } from '../../src/rational/rational.ts';
import type { Samples } from '../../src/samples/samples.ts';
import { simulateColumns } from '../../src/simulate/run.ts';
import type { Method } from '../../src/simulate/sampler.ts';

/** A network of equal widths at the edge of chaos without biases, but for what is changed. */
export function networkOf(depth: number, width: number, changes: Partial<NetworkSettings> = {}): Network {
  return buildNetwork({
    widths: [width, ...Array<number>(depth - 1).fill(width), 1],
    r: ONE,
    parametrization: 'ntk',
    sigmaW2: rational(2),
    sigmaB2: ZERO,
    outputBias: true,
    outputActivation: 'linear',
    gates: 'relu',
    ...changes,
  });
}

/** The code published with a paper: plain gradients, biases that start at zero. */
export const standard = (depth: number, width: number, sigmaW2: number): Network =>
  networkOf(depth, width, { parametrization: 'standard', sigmaW2: rational(sigmaW2) });

/** Samples of a network, drawn weight by weight unless said, in single precision as other programs do. */
export function samplesOf(
  network: Network,
  count: number,
  { seed = 1, method = 'dense' as Method, of = 'Kf', law = 'gaussian' as WeightLaw } = {},
): Samples {
  const K = new Float64Array(count);
  const f = new Float64Array(count);
  simulateColumns({ network, seed, method, law, needsQ: false }, 0, count, (from, some, columns) => {
    for (let i = 0; i < some; i++) {
      K[from + i] = Math.fround(columns[1]![i]!);
      f[from + i] = Math.fround(columns[0]![i]!);
    }
  });
  return { count, K: of.includes('K') ? K : undefined, f: of.includes('f') ? f : undefined };
}

/** Lots of so many samples, one after the other. */
export function lotsOf({ count, K, f }: Samples, size: number): Samples[] {
  return Array.from({ length: Math.floor(count / size) }, (_, i) => {
    const part = (values: Float64Array | undefined) => values?.slice(i * size, (i + 1) * size);
    return { count: size, K: part(K), f: part(f) };
  });
}

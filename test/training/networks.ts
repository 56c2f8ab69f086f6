import { buildNetwork, type NetworkSettings } from '../../src/network/build.ts';
import type { Network } from '../../src/network/network.ts';
import { rational, ZERO } from '../../src/rational/rational.ts';

/** A network with hidden widths that differ, σ_w² = 2, r = 1; `rest` says otherwise. */
export const networkWith = (rest: Partial<NetworkSettings> = {}): Network =>
  buildNetwork({
    widths: [3, 5, 4, 1],
    r: rational(1),
    parametrization: 'ntk',
    sigmaW2: rational(2),
    sigmaB2: rational(1, 2),
    outputBias: true,
    outputActivation: 'linear',
    gates: 'relu',
    ...rest,
  });

/** The same without biases, drawn or trained. */
export const withoutBiases = (rest: Partial<NetworkSettings> = {}): Network =>
  networkWith({ sigmaB2: ZERO, biasGradient: ZERO, outputBias: false, ...rest });

/** One of each convention. */
export const CONVENTIONS: readonly (readonly [string, Network])[] = [
  ['NTK parametrization with biases', networkWith()],
  ['NTK parametrization without biases', withoutBiases()],
  ['standard parametrization', networkWith({ parametrization: 'standard' })],
  ['biases that start at 0 and are trained', networkWith({ sigmaB2: ZERO, biasGradient: rational(1) })],
  ['a ReLU on the output', networkWith({ outputActivation: 'relu' })],
];

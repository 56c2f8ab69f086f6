import type { Network } from '../../src/network/network.ts';
import { rational, ZERO } from '../../src/rational/rational.ts';
import { biased, he, networkOf, type Scales } from './networks.ts';

/** NTK parametrization: u = v, c = s. */
const ntk =
  (sigmaW2: number, sigmaB2: number) =>
  (fanIn: number): Scales => ({
    weightVariance: rational(sigmaW2, fanIn),
    biasVariance: rational(sigmaB2, 2),
    weightScale: rational(sigmaW2, fanIn),
    biasScale: rational(sigmaB2, 2),
  });

/** Standard parametrization: u = c = 1. */
const standard =
  (sigmaW2: number, sigmaB2: number) =>
  (fanIn: number): Scales => ({
    weightVariance: rational(sigmaW2, fanIn),
    biasVariance: rational(sigmaB2, 2),
    weightScale: rational(1),
    biasScale: rational(1),
  });

/** Bias gradients that outweigh those of the weights. */
const trained = (fanIn: number): Scales => ({
  ...biased(fanIn),
  weightScale: rational(1, 10),
  biasScale: rational(2),
});

/** Random biases in every other layer: dead layers come back to life. */
function revived(network: Network): Network {
  const layers = network.layers.map((layer, i) => (i % 2 === 0 ? { ...layer, biasVariance: ZERO } : layer));
  return { ...network, layers };
}

const late = networkOf([3, 2, 1, 2, 1], trained, { r: ZERO });
const revivedLate: Network = {
  ...late,
  layers: late.layers.map((layer, i) => (i === 1 ? layer : { ...layer, biasVariance: ZERO })),
};

/** Networks of every kind: phases, parametrizations, gates, outputs, biases, widths, depths, inputs. */
export const KINDS: readonly (readonly [string, Network])[] = [
  ['ordered, NTK parametrization, random biases', networkOf([3, 5, 4, 1], ntk(1, 1))],
  ['critical, He weights, trained biases that start at zero', networkOf([2, 5, 4, 6, 1], he)],
  ['chaotic, standard parametrization, random biases', networkOf([4, 6, 6, 1], standard(3, 1))],
  ['chaotic, standard parametrization, no random biases', networkOf([4, 3, 3, 1], standard(3, 0))],
  ['random biases that outweigh the weights', networkOf([3, 3, 3, 3, 3, 1], standard(1, 6))],
  ['unequal widths', networkOf([7, 2, 9, 3, 1], biased)],
  ['ReLU on the output', networkOf([3, 4, 5, 1], biased, { outputActivation: 'relu' })],
  ['width 1', networkOf([3, 1, 1, 1], he)],
  ['width 1, fair gates', networkOf([3, 1, 1, 1], he, { gates: 'fair' })],
  ['width 1, random biases', networkOf([1, 1, 1, 1], biased)],
  ['dead layers', networkOf([3, 2, 1, 2, 1], he)],
  ['dead layers, fair gates', networkOf([3, 2, 1, 2, 1], he, { gates: 'fair' })],
  ['dead layers, ReLU on the output', networkOf([3, 2, 2, 1], he, { outputActivation: 'relu' })],
  [
    'dead layers, fair gates, ReLU on the output',
    networkOf([3, 1, 2, 1], he, { gates: 'fair', outputActivation: 'relu' }),
  ],
  ['dead layers that random biases revive', revived(networkOf([3, 1, 2, 1, 1], trained))],
  ['the same with fair gates', revived(networkOf([3, 1, 2, 1, 1], trained, { gates: 'fair' }))],
  [
    'the same with a ReLU on the output',
    revived(networkOf([3, 2, 1, 1], trained, { outputActivation: 'relu' })),
  ],
  ['zero input, random biases from the second layer on', revivedLate],
  ['zero input, random biases', networkOf([3, 4, 3, 1], biased, { r: ZERO })],
  ['zero input, fair gates', networkOf([3, 2, 3, 1], he, { r: ZERO, gates: 'fair' })],
  ['zero input, dead throughout', networkOf([3, 2, 3, 1], he, { r: ZERO })],
  ['depth 1', networkOf([4, 1], biased)],
  ['depth 2', networkOf([4, 3, 1], he)],
];

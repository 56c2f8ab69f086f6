import { buildNetwork, rational } from '../../dist/index.js';
import { NTK_FAMILY } from './networks.mjs';

const network = (widths, settings) =>
  buildNetwork({ ...NTK_FAMILY, widths, biasGradient: rational(1), ...settings });
const even = [2, ...Array(7).fill(6), 1];
const narrow = [1, ...Array(19).fill(2), 1];
const ordered = { sigmaW2: rational(1), sigmaB2: rational(1) };
const critical = { sigmaW2: rational(2), sigmaB2: rational(1) };

/** Networks that strain intervals: each phase, deep and narrow ones, random biases and inputs of any size. */
export const STRAINED = [
  { name: 'ordered', network: network(even, ordered) },
  { name: 'edge of chaos', network: network(even, { sigmaB2: rational(0) }) },
  { name: 'chaotic', network: network(even, { sigmaW2: rational(3), sigmaB2: rational(1, 10) }) },
  { name: 'r = 10^-12', network: network(even, { ...ordered, r: rational(1n, 10n ** 12n) }) },
  { name: 'r = 10^12', network: network(even, { ...critical, r: rational(10n ** 12n) }) },
  { name: 'biases of 10^6', network: network(even, { sigmaB2: rational(10n ** 6n) }) },
  { name: 'deep, narrow, biased', isDeep: true, network: network(narrow, critical) },
  {
    name: 'deep, narrow, biased, r = 10^12',
    isDeep: true,
    network: network(narrow, { ...critical, sigmaW2: rational(3), r: rational(10n ** 12n) }),
  },
  {
    name: 'deep, narrow, r = 10^-12',
    isDeep: true,
    isMostlyDead: true,
    network: network(narrow, {
      sigmaB2: rational(0),
      biasGradient: rational(0),
      r: rational(1n, 10n ** 12n),
    }),
  },
  {
    name: 'width 1, ReLU on the output',
    isMostlyDead: true,
    network: network([1, 1, 1, 1], { ...critical, outputActivation: 'relu' }),
  },
];

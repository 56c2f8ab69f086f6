import { buildNetwork, rational } from '../../dist/index.js';

/** Equal widths, input included, at the edge of chaos without biases: u_l = 2/n, c_l = 0, r = 1. */
export const ntk = ({ width, depth }) => ({
  width,
  depth,
  u: 2 / width,
  c: 0,
  r: 1,
  network: build(width, depth),
});

/** The same with plain gradients, those of biases too: u_l = c_l = 1. `r` is a fraction. */
export const standard = ({ width, depth, r: [num, den] }) => ({
  width,
  depth,
  u: 1,
  c: 1,
  r: num / den,
  network: build(width, depth, { parametrization: 'standard', r: rational(BigInt(num), BigInt(den)) }),
});

/** WIDTH DEPTH U C R, as the peers take them. */
export const networkArguments = ({ width, depth, u, c, r }) => [width, depth, u, c, r];

/** The family of the first of these, for closed forms: without widths. */
export const NTK_FAMILY = {
  r: rational(1),
  parametrization: 'ntk',
  sigmaW2: rational(2),
  sigmaB2: rational(0),
  outputBias: true,
  outputActivation: 'linear',
  gates: 'relu',
};

const build = (width, depth, settings = {}) =>
  buildNetwork({ ...NTK_FAMILY, widths: [...Array(depth).fill(width), 1], ...settings });

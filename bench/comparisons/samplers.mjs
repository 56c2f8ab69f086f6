// The sides that simulate networks; each is given its settings, made in harness/networks.mjs.
import { denseReference, OBSERVABLES, ROW, simulate } from '../../dist/index.js';
import { checked } from '../harness/checked.mjs';
import { c, python } from '../harness/peer.mjs';
import { own } from '../harness/side.mjs';

const K = OBSERVABLES.indexOf('K');

/** One of our own samplers, with the sums that a mean of K is made of. */
export const ntkcheck =
  (method, rest = {}) =>
  ({ network }) => {
    let from = 0;
    const name = ['ntkcheck simulate', method, ...Object.keys(rest)].join(', ');
    return own(name, (count) => {
      simulate({
        network,
        seed: 1,
        method,
        ...rest,
        from,
        to: from + count,
        statistics: [(o) => o[K]],
        needsQ: false,
      });
      from += count;
    });
  };

/** The same draws in plain TypeScript. */
export const ntkcheckReference = ({ network }) => {
  const row = new Float64Array(ROW.length);
  const sampler = denseReference({ network, seed: 1, needsQ: false });
  let from = 0;
  return own('ntkcheck, plain TypeScript', (count) => {
    for (let i = 0; i < count; i++) sampler.fill(from++, 1, row);
  });
};

export const cDense = (settings) => checked((args) => c('C', 'dense.c', [...args, 1]), settings);

export const numpyDense = (generator) => (settings) =>
  checked((args) => python(`numpy ${generator}`, 'numpy', 'numpy_dense.py', [...args, generator]), settings);

export const torchDense = (type) => (settings) =>
  checked((args) => python(`PyTorch ${type}`, 'torch', 'torch_dense.py', [...args, type]), settings);

/** Networks one after the other, their gradients from autodiff, in single precision. */
export const torchAutodiff = (settings) =>
  checked((args) => python('PyTorch autodiff', 'torch', 'torch_autodiff.py', args), settings);

export const jaxAutodiff = (settings) =>
  checked((args) => python('JAX autodiff', 'jax', 'jax_autodiff.py', args), settings);

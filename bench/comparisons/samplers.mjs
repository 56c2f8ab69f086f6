// The sides that simulate networks; each is given its settings, made in harness/networks.mjs.
import { OBSERVABLES, simulate } from '../../dist/index.js';
import { checked } from '../harness/checked.mjs';
import { c, python } from '../harness/peer.mjs';
import { own } from '../harness/side.mjs';

const K = OBSERVABLES.indexOf('K');

export const ntkcheckDense = ({ network }) => {
  let from = 0;
  return own('ntkcheck simulate, dense', (count) => {
    simulate({ network, seed: 1, from, to: from + count, statistics: [(o) => o[K]], needsQ: false });
    from += count;
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

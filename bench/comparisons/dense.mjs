import { ntk } from '../harness/networks.mjs';
import { cDense, ntkcheck, ntkcheckReference, numpyDense, torchDense } from './samplers.mjs';

const PEERS = [
  ntkcheckReference,
  cDense,
  numpyDense('PCG64'),
  numpyDense('SFC64'),
  torchDense('float64'),
  torchDense('float32'),
];

const SIZES = [
  { width: 100, depth: 50 },
  { width: 32, depth: 16 },
];

export const dense = {
  name: 'dense',
  title: 'Dense simulation: every weight drawn, one thread',
  rows: SIZES.map(({ width, depth }) => {
    const settings = ntk({ width, depth });
    return {
      what: `K of one network, width ${width}, depth ${depth}`,
      ours: ntkcheck('dense')(settings),
      peers: PEERS.map((peer) => peer(settings)),
    };
  }),
};

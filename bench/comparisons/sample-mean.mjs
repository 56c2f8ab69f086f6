// The plain approach of experiments such as Seleznova and Kutyniok's (2022): draw networks, differentiate, average K². Their
// widths, their plain gradients, biases that start at zero, inputs of length 1.
import { moment, moments, toNumber } from '../../dist/index.js';
import { standard } from '../harness/networks.mjs';
import { extrapolated, own } from '../harness/side.mjs';
import { cDense, jaxAutodiff, numpyDense, torchAutodiff } from './samplers.mjs';

const PEERS = [jaxAutodiff, torchAutodiff, numpyDense('SFC64'), cDense];
const WIDTH = 100;
const PRECISION = 1e-3;

export const sampleMean = {
  name: 'sample-mean',
  title:
    'E(K²) against sample means with a standard error of 0.1% (peers extrapolated from networks per second)',
  rows: [10, 30, 50].map((depth) => {
    const settings = standard({ width: WIDTH, depth, r: [1, WIDTH] });
    const networks = networksNeeded(settings.network);
    return {
      what: `E(K²), width ${WIDTH}, depth ${depth}: ${networks.toPrecision(3)} networks (extrapolated)`,
      ours: own('ntkcheck moment, exact', (count) => {
        for (let i = 0; i < count; i++) moment(settings.network, { K: 2 });
      }),
      peers: PEERS.map((peer) => extrapolated(peer(settings), networks)),
    };
  }),
};

/** For a standard error of `PRECISION` of E(K²), from the exact variance of K². */
function networksNeeded(network) {
  const [second, fourth] = moments(network, [{ K: 2 }, { K: 4 }]).map(toNumber);
  return (fourth / second ** 2 - 1) / PRECISION ** 2;
}

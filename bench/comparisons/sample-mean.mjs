// The plain approach of experiments such as Seleznova and Kutyniok's (2022): draw networks, differentiate, average K². Their
// widths, their plain gradients, biases that start at zero, inputs of length 1.
import { moment, moments, simulate, toNumber } from '../../dist/index.js';
import { standard } from '../harness/networks.mjs';
import { extrapolated, own } from '../harness/side.mjs';
import { cDense, jaxAutodiff, ntkcheck, numpyDense, torchAutodiff } from './samplers.mjs';

const PEERS = [jaxAutodiff, torchAutodiff, numpyDense('SFC64'), cDense];
const WIDTH = 100;
const PRECISION = 1e-3;

export const sampleMean = {
  name: 'sample-mean',
  title:
    'E(K²) against sample means with a standard error of 0.1% (peers extrapolated from networks per second)',
  rows: [10, 30, 50].flatMap((depth) => {
    const settings = standard({ width: WIDTH, depth, r: [1, WIDTH] });
    const networks = networksNeeded(settings.network);
    const tilted = tiltedNeeded(settings.network);
    const simulated = {
      what: `the same, simulated from tilted laws: ${tilted.toPrecision(3)} networks`,
      ours: extrapolated(ntkcheck('tilted-collapsed')(settings), tilted),
      peers: PEERS.map((peer) => extrapolated(peer(settings), networks)),
    };
    const exactly = {
      what: `E(K²), width ${WIDTH}, depth ${depth}: ${networks.toPrecision(3)} networks (extrapolated)`,
      ours: own('ntkcheck moment, exact', (count) => {
        for (let i = 0; i < count; i++) moment(settings.network, { K: 2 });
      }),
      peers: PEERS.map((peer) => extrapolated(peer(settings), networks)),
    };
    return [exactly, simulated];
  }),
};

/** For the same standard error from tilted laws: their variance is bounded, and a sample tells it. */
function tiltedNeeded(network) {
  const request = { network, seed: 1, method: 'tilted-collapsed', needsQ: false };
  const sums = simulate({ ...request, from: 0, to: 20_000, statistics: [(o) => o[1] ** 2] });
  return Math.ceil(sums.variance(0) / sums.mean(0) ** 2 / PRECISION ** 2);
}

/** For a standard error of `PRECISION` of E(K²), from the exact variance of K². */
function networksNeeded(network) {
  const [second, fourth] = moments(network, [{ K: 2 }, { K: 4 }]).map(toNumber);
  return (fourth / second ** 2 - 1) / PRECISION ** 2;
}

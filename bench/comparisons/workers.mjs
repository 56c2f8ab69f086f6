// What a second thread is worth, with its start and the merging of blocks.
import { jobOf } from '../../dist/jobs/job.js';
import { PartialResult } from '../../dist/jobs/partial.js';
import { simulateHere } from '../../dist/parallel/threads.js';
import { NTK_FAMILY } from '../harness/networks.mjs';
import { own } from '../harness/side.mjs';

const WIDTH = 100;
const DEPTH = 50;
const { outputActivation, outputBias, parametrization, r, sigmaB2, sigmaW2 } = NTK_FAMILY;
const settings = {
  ...{ outputActivation, outputBias, parametrization, r, sigmaB2, sigmaW2 },
  widths: [...Array(DEPTH).fill(WIDTH), 1],
  gates: 'relu',
};

const withWorkers = (workers, method, samples) =>
  own(`ntkcheck simulate, ${method}, ${workers} worker${workers > 1 ? 's' : ''}`, async (count) => {
    const job = jobOf({
      version: 'bench',
      settings,
      convention: null,
      method,
      weightLaw: 'gaussian',
      seed: 1,
      quantities: ['E(K)'],
      samples: count * samples,
    });
    await simulateHere(PartialResult.empty(job), { from: 0, to: job.samples }, { workers });
  });

const rowOf = (method, samples) => ({
  what: `${samples} networks, width ${WIDTH}, depth ${DEPTH}`,
  ours: withWorkers(2, method, samples),
  peers: [withWorkers(1, method, samples)],
});

export const workers = {
  name: 'workers',
  title: 'Two workers against one, start included',
  rows: [rowOf('dense', 12_000), rowOf('collapsed', 8_000_000)],
};

import type { Network } from '../network/network.ts';
import type { Method } from '../simulate/sampler.ts';
import { drawsWeights } from './abilities.ts';
import { compileJob, weightsOf } from './compile.ts';
import type { Job } from './job.ts';
import type { Range, Ranges } from './ranges.ts';

/** A second of a core at most, on the machines of today. */
const WORK_PER_BLOCK = 2 ** 26;
/** What else there is, in weights: for a sample, each of its statistics, a neuron or a layer that is drawn as a whole. */
const WORK = { sample: 32, statistic: 64, neuron: 4, layer: 24 } as const;

/**
 * Samples of an ordinary block. From the job alone, not from a clock or the number of workers, so that a run can be
 * repeated as it was; the result is the same for any size.
 */
export function blockSamples(job: Job): number {
  const { network, statistics } = compileJob(job);
  const work = WORK.sample + WORK.statistic * statistics.length + workOf(network, job.method);
  return Math.ceil(WORK_PER_BLOCK / work);
}

function workOf(network: Network, method: Method): number {
  if (drawsWeights(method)) return weightsOf(network);
  const neurons = network.layers.reduce((total, { width }) => total + width, 0);
  return method === 'vector' ? WORK.neuron * neurons : WORK.layer * network.layers.length;
}

/** What a queue has of them in a block of its own: some seconds, so that its server is no bottleneck. */
const BLOCKS_OF_A_QUEUE = 32;
/** A small job has so many blocks at least, or it would not be spread. */
const LEAST_BLOCKS = 128;

/** Samples of a block of the queue. */
export const queueBlockSamples = (job: Job): number =>
  Math.min(mostBlockSamples(job), Math.ceil(job.samples / LEAST_BLOCKS));

/** Samples that a block may have at most: a worker that was given more would be lost for too long. */
export const mostBlockSamples = (job: Job): number => BLOCKS_OF_A_QUEUE * blockSamples(job);

/** The blocks of some samples, in order, one by one: there may be more than fit in memory. */
export function* blocksOf(ranges: Ranges, size: number): Generator<Range, void> {
  for (const { from, to } of ranges) {
    for (let start = from; start < to; start += size) yield { from: start, to: Math.min(to, start + size) };
  }
}

/** Which samples are those of shard `index` (from 1) of `count`. */
export function shardOf(job: Job, { index, count }: Shard): Range {
  const start = (i: number): number => Number((BigInt(job.samples) * BigInt(i)) / BigInt(count));
  return { from: start(index - 1), to: start(index) };
}

export interface Shard {
  readonly index: number;
  readonly count: number;
}

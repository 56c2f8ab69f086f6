import type { Network } from '../../src/network/network.ts';
import { gramRowLength, gramSampler } from '../../src/simulate/gram.ts';

/** Inputs of a network, by their coordinates. */
export type Inputs = readonly (readonly number[])[];

/** The first rows of the sampler. */
export function gramRows(network: Network, inputs: Inputs, seed: number, count: number): Float64Array {
  const rows = new Float64Array(count * gramRowLength(inputs.length));
  gramSampler({ network, inputs, seed }).fill(0, count, rows);
  return rows;
}

import { OutOfRange } from '../limits/error.ts';
import type { Network } from '../network/network.ts';
import { OBSERVABLES } from '../network/observables.ts';
import { Accumulator } from './accumulator.ts';
import { fillColumns, fillObservables } from './observables.ts';
import { POSTERIORS, ROW, type SamplerRequest } from './sampler.ts';
import { samplerOf } from './samplers.ts';

/** A number made of the observables of one network, which come in the order of `OBSERVABLES`; it is multiplied by dP/dQ. */
export type Statistic = (observables: Float64Array) => number;

/** Which networks are simulated, how, and what is summed over them. */
export interface SimulationRequest extends SamplerRequest {
  /** Samples from, from + 1, …, to - 1: each has its own stream, addressed by (seed, its index). */
  readonly from: number;
  readonly to: number;
  readonly statistics: readonly Statistic[];
  /** Statistics are multiplied by 2^-exponent, so that sums stay in the range where they are exact; 0 by default. */
  readonly exponent?: number | undefined;
  /** Called with each sample's index, statistics times dP/dQ and observables, which it must not keep. */
  readonly visit?: Visit | undefined;
}

export type Visit = (index: number, values: Float64Array, observables: Float64Array, drawn: Drawn) => void;

/** What a sampler knows of a network beside its observables; see `ROW`. */
export interface Drawn {
  readonly weight: number;
  readonly posteriors: Float64Array;
}

/** Where a simulation in steps reports, and what can stop it. */
export interface StepOptions {
  /** Called after each step with the number of samples done and wanted. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** Stops the simulation at the next step. */
  readonly signal?: AbortSignal | undefined;
}

/** What a simulation in steps has when it ends. */
export interface SteppedSimulation {
  readonly accumulator: Accumulator;
  /** Samples done, counted from `from`. */
  readonly samples: number;
  /** Whether all of them were: never treat the rest as if it had been seen. */
  readonly complete: boolean;
}

/**
 * Simulates networks from..to-1 and adds their statistics to `accumulator` (a new one by default), which it
 * returns. However a range is split, merged results are identical to the bit.
 *
 * Throws an OutOfRange for a bad seed, range or input, for a sample whose statistic is not finite or too large to be
 * summed exactly, and for one of a tilted law that doubles do not reach.
 *
 * It holds its thread until it is done; `simulateInSteps` lets go between steps.
 *
 * @param request the network, the seed, the range of samples, and the statistics of the observables that are summed
 * @param accumulator what they are added to
 * @example
 * ```js
 * const [two, zero, one] = [2, 0, 1].map((x) => rational(x));
 * const network = buildNetwork({
 *   ...{ widths: [3, 4, 5, 1], r: rational(1, 2), parametrization: 'ntk', sigmaW2: two, sigmaB2: zero },
 *   ...{ biasGradient: one, outputBias: true, outputActivation: 'linear', gates: 'relu' },
 * });
 * const K = OBSERVABLES.indexOf('K');
 * const sums = simulate({ network, method: 'dense', seed: 1, from: 0, to: 1000, statistics: [(row) => row[K]] });
 * console.log(sums.count); // 1000
 * console.log(Math.abs(sums.mean(0) - 95 / 16) < 1); // true
 * ```
 */
export function simulate(request: SimulationRequest, accumulator = newAccumulator(request)): Accumulator {
  const addSamples = sampleAdder(request, accumulator);
  addSamples(request.from, request.to);
  return accumulator;
}

/**
 * The same in steps of a fixed number of samples, with the event loop let in between them: for progress and
 * interruption. An aborted simulation returns what it has, with `complete: false`.
 */
export async function simulateInSteps(
  request: SimulationRequest,
  { onProgress, signal }: StepOptions = {},
  accumulator = newAccumulator(request),
): Promise<SteppedSimulation> {
  const { from, to } = request;
  const addSamples = sampleAdder(request, accumulator);
  const step = samplesPerStep(request.network);
  let next = from;
  while (next < to && !signal?.aborted) {
    const end = Math.min(to, next + step);
    addSamples(next, end);
    next = end;
    onProgress?.(next - from, to - from);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { accumulator, samples: next - from, complete: next === to };
}

/** Observables of some samples in a row: a column each, in the order of `OBSERVABLES`, of which the first `count` rows count. */
export type VisitColumns = (from: number, count: number, columns: readonly Float64Array[]) => void;

/**
 * Simulates networks from..to-1 of a law that is not tilted and hands on their observables, column by column: for sums over many
 * samples of many statistics. Throws an OutOfRange for a bad seed or input; what is not finite is for the sums to find.
 */
export function simulateColumns(
  request: SamplerRequest,
  from: number,
  to: number,
  visit: VisitColumns,
): void {
  const sampler = samplerOf(request);
  const rows = new Float64Array(MOST_ROWS * ROW.length);
  const columns = OBSERVABLES.map(() => new Float64Array(MOST_ROWS));
  for (let start = from; start < to; start += MOST_ROWS) {
    const count = Math.min(MOST_ROWS, to - start);
    sampler.fill(start, count, rows);
    fillColumns(rows, count, ROW.length, columns);
    visit(start, count, columns);
  }
}

/** Samples that a sampler is asked for at once. */
export const MOST_ROWS = 256;

const newAccumulator = (request: SimulationRequest): Accumulator =>
  new Accumulator(request.statistics.length);

/** About a million weights, a twentieth of a second: a count, since a clock would make runs differ. */
function samplesPerStep(network: Network): number {
  const weights = network.layers.reduce((total, layer) => total + layer.width * layer.fanIn, 0);
  return Math.min(4096, Math.ceil(2 ** 20 / weights));
}

function sampleAdder(
  request: SimulationRequest,
  accumulator: Accumulator,
): (from: number, to: number) => void {
  const { from, to, statistics, visit, exponent = 0 } = request;
  const scale = 2 ** -exponent;
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || to < from) {
    throw new OutOfRange(`samples go from one whole number up to another, got from = ${from}, to = ${to}`);
  }
  const sampler = samplerOf(request);
  const rows = new Float64Array(MOST_ROWS * ROW.length);
  const observables = new Float64Array(OBSERVABLES.length);
  const values = new Float64Array(statistics.length);
  const drawn = { weight: 1, posteriors: new Float64Array(POSTERIORS.length) };
  const place = ROW.indexOf(POSTERIORS[0]);
  return (first, end) => {
    for (let start = first; start < end; start += MOST_ROWS) {
      const count = Math.min(MOST_ROWS, end - start);
      sampler.fill(start, count, rows);
      for (let k = 0; k < count; k++) {
        const weight = fillObservables(rows, k * ROW.length, observables);
        for (let i = 0; i < values.length; i++) values[i] = statistics[i]!(observables) * (weight * scale);
        try {
          if (Number.isNaN(weight)) throw new OutOfRange('its density is beyond double arithmetic');
          accumulator.add(values);
          if (!visit) continue;
          drawn.weight = weight;
          for (let i = 0; i < POSTERIORS.length; i++) drawn.posteriors[i] = rows[k * ROW.length + place + i]!;
          visit(start + k, values, observables, drawn);
        } catch (cause) {
          if (!(cause instanceof OutOfRange)) throw cause;
          throw new OutOfRange(`sample ${start + k}: ${cause.message}`, { cause });
        }
      }
    }
  };
}

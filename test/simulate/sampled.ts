import type { Powers } from '../../src/exact/moment.ts';
import { OBSERVABLES } from '../../src/network/observables.ts';
import { fillObservables } from '../../src/simulate/observables.ts';
import { ROW, type SamplerRequest } from '../../src/simulate/sampler.ts';
import { samplerOf } from '../../src/simulate/samplers.ts';

/** Samples asked for at once. */
const ROWS = 256;

/** Shows the observables (in the order of `OBSERVABLES`) and the weight of the first `count` samples. */
export function eachSample(
  request: SamplerRequest,
  count: number,
  visit: (observables: Float64Array, weight: number, index: number) => void,
): void {
  const sampler = samplerOf(request);
  const rows = new Float64Array(ROWS * ROW.length);
  const observables = new Float64Array(OBSERVABLES.length);
  for (let index = 0; index < count; index++) {
    if (index % ROWS === 0) sampler.fill(index, ROWS, rows);
    const weight = fillObservables(rows, (index % ROWS) * ROW.length, observables);
    visit(observables, weight, index);
  }
}

/** The product of observables with these powers. */
export function productOf(powers: Powers): (observables: Float64Array) => number {
  const factors = OBSERVABLES.flatMap((name, i) => Array<number>(powers[name] ?? 0).fill(i));
  return (observables) => {
    let value = 1;
    for (const factor of factors) value *= observables[factor]!;
    return value;
  };
}

export const needsQ = (powers: Powers): boolean =>
  OBSERVABLES.some((name) => name.startsWith('Q') && powers[name]);

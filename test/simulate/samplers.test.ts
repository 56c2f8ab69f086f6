import { expect, test } from 'vitest';
import { kernelSampler } from '../../src/simulate/kernel.ts';
import { METHODS, ROW, type SamplerRequest } from '../../src/simulate/sampler.ts';
import { biased, he, networkOf } from './networks.ts';
import { describeSamplers } from './samplers-suite.ts';

describeSamplers({ dense: 6000, others: 15_000, compared: 30_000 });

const rowsOf = (request: SamplerRequest, pieces: readonly number[]): Float64Array[] => {
  const sampler = kernelSampler(request);
  let from = 7;
  return pieces.map((count) => {
    const rows = new Float64Array(count * ROW.length);
    sampler.fill(from, count, rows);
    from += count;
    return rows;
  });
};
const bits = (pieces: readonly Float64Array[]): bigint[] =>
  pieces.flatMap((rows) => [...new BigUint64Array(rows.buffer)]);

test.each(METHODS)('%s: however a range is split, the same bits', (method) => {
  for (const outputActivation of ['linear', 'relu'] as const)
    for (const gates of ['fair', 'relu'] as const)
      for (const scales of [he, biased])
        for (const skipsInactive of [false, true]) {
          const network = networkOf([3, 2, 5, 3, 1], scales, { outputActivation, gates });
          const request = { network, seed: 4, method, skipsInactive };
          const whole = bits(rowsOf(request, [600]));
          expect(bits(rowsOf(request, [1, 0, 255, 2, 256, 86]))).toEqual(whole);
          expect(bits(rowsOf(request, Array<number>(600).fill(1)))).toEqual(whole);
        }
});

test('without inactive weights the draws are others', () => {
  const network = networkOf([3, 5, 4, 1], biased);
  const [all] = rowsOf({ network, seed: 5 }, [50]);
  const [fewer] = rowsOf({ network, seed: 5, skipsInactive: true }, [50]);
  for (let k = 0; k < 50; k++) expect(fewer![k * ROW.length]).not.toBe(all![k * ROW.length]);
});

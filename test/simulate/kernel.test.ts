import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Network } from '../../src/network/network.ts';
import { denseReference } from '../../src/simulate/dense.ts';
import { kernelSampler } from '../../src/simulate/kernel.ts';
import { ROW, type Sampler, type SamplerRequest } from '../../src/simulate/sampler.ts';
import { biased, he, networkOf, smallNetworks } from './networks.ts';

const rowsOf = (sampler: Sampler, from: number, count: number): number[][] => {
  const rows = new Float64Array(count * ROW.length);
  sampler.fill(from, count, rows);
  return Array.from({ length: count }, (_, k) => [...rows.subarray(k * ROW.length, (k + 1) * ROW.length)]);
};

/** Equal to rounding, which is relative to the largest value of its kind in the row. */
function expectSame(request: SamplerRequest, from: number, count: number): void {
  const found = rowsOf(kernelSampler(request), from, count);
  for (const [k, row] of rowsOf(denseReference(request), from, count).entries()) {
    const scale = Math.abs(row[0]!) + row[1]! + row[2]!;
    const drift = row.slice(3, 7).reduce((total, part) => total + Math.abs(part), 0);
    for (const [i, value] of row.entries()) {
      const tolerance = 1e-11 * (i < 3 ? scale : i < 7 ? drift : 0);
      expect(Math.abs(found[k]![i]! - value), `sample ${from + k}, ${ROW[i]}`).toBeLessThanOrEqual(tolerance);
    }
  }
}

test('the kernel draws the bits of the reference: all observables are equal to rounding', () => {
  const property = fc.property(
    smallNetworks,
    fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    fc.nat(2 ** 32 - 1),
    fc.nat(2 ** 45),
    (network, seed, stream, from) => expectSame({ network, seed, stream }, from, 20),
  );
  fc.assert(property, { numRuns: 200, seed: 1 });
});

test.each([
  ['wide', networkOf([40, 67, 33, 100, 1], he)],
  ['with random biases', networkOf([10, 31, 32, 33, 1], biased)],
  ['dead layers, fair gates', networkOf([2, 1, 1, 1, 1], he, { gates: 'fair' })],
  ['zero input', networkOf([2, 3, 2, 1], he, { gates: 'fair', r: { num: 0n, den: 1n } })],
] as [string, Network][])('so does it in networks that are %s', (_, network) => {
  expectSame({ network, seed: 2 }, 0, 500);
});

test('a given input is used', () => {
  const network = networkOf([3, 4, 1], he, { r: { num: 3n, den: 1n } });
  expectSame({ network, seed: 3, input: [0, 3, 0] }, 0, 50);
  expect(() => kernelSampler({ network, seed: 3, input: [1, 1, 1] })).toThrow('expected r = 3');
  expect(() => kernelSampler({ network, seed: 3, input: [3] })).toThrow('expected 3');
});

test('without Q its parts are NaN and the rest is the same', () => {
  const network = networkOf([3, 5, 4, 1], biased);
  const [row] = rowsOf(kernelSampler({ network, seed: 4, needsQ: false }), 9, 1);
  const [full] = rowsOf(kernelSampler({ network, seed: 4 }), 9, 1);
  expect(row).toEqual([
    ...full!.slice(0, 3),
    Number.NaN,
    Number.NaN,
    Number.NaN,
    Number.NaN,
    ...full!.slice(7),
  ]);
});

test('bad seeds and streams are refused, and networks that no memory holds', () => {
  const network = networkOf([3, 5, 1], he);
  expect(() => kernelSampler({ network, seed: -1 })).toThrow('got -1');
  expect(() => kernelSampler({ network, seed: 0, stream: 2 ** 32 })).toThrow(`got ${2 ** 32}`);
  expect(() => kernelSampler({ network: networkOf([100_000, 100_000, 1], he), seed: 0 })).toThrow('4 GiB');
});

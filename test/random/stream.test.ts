import fc from 'fast-check';
import { expect, test } from 'vitest';
import { philox4x32 } from '../../src/random/philox.ts';
import { Stream } from '../../src/random/stream.ts';

const seeds = fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.maxSafeNat());
const indices = fc.maxSafeNat();
const calls = fc.array(fc.constantFrom('uint32', 'uniform', 'normal', 'coin'), { maxLength: 20 });

test('the words of a stream are the Philox blocks (block, 0, sample low, sample high) under the seed', () => {
  fc.assert(
    fc.property(seeds, indices, (seed, index) => {
      const stream = new Stream(seed, index);
      const out = new Int32Array(4);
      for (let block = 0; block < 3; block++) {
        const key = BigInt(seed);
        const low = Number(BigInt(index) & 0xffffffffn);
        const high = Number(BigInt(index) >> 32n);
        philox4x32(block, 0, low, high, Number(key & 0xffffffffn), Number(key >> 32n), out);
        const drawn = Int32Array.from({ length: 4 }, () => stream.uint32());
        expect(drawn).toEqual(out);
      }
    }),
  );
});

test('a restarted stream equals a new one, whatever was drawn before', () => {
  fc.assert(
    fc.property(seeds, indices, indices, calls, calls, (seed, first, second, before, after) => {
      const used = new Stream(seed, first);
      for (const call of before) used[call]();
      used.restart(second);
      const fresh = new Stream(seed, second);
      expect(after.map((call) => used[call]())).toEqual(after.map((call) => fresh[call]()));
    }),
  );
});

test('streams of other seeds or samples differ', () => {
  const start = (seed: number | bigint, index: number) => {
    const stream = new Stream(seed, index);
    return `${stream.uint32()} ${stream.uint32()}`;
  };
  const starts = [start(0, 0), start(1, 0), start(2n ** 32n, 0), start(0, 1), start(0, 2 ** 32)];
  expect(new Set(starts).size).toBe(5);
  expect(start(7, 3)).toBe(start(7n, 3));
});

test.each([-1, 0.5, Number.NaN, 2 ** 53, -1n, 2n ** 64n])('a seed of %s is refused', (seed) => {
  expect(() => new Stream(seed)).toThrow(RangeError);
});

test.each([-1, 0.5, Number.NaN, 2 ** 53])('a sample index of %s is refused', (index) => {
  expect(() => new Stream(1).restart(index)).toThrow(`got ${index}`);
});

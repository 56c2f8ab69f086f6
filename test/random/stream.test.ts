import fc from 'fast-check';
import { expect, test } from 'vitest';
import { philox4x32 } from '../../src/random/philox.ts';
import { Stream } from '../../src/random/stream.ts';
import { ZIGGURAT } from '../../src/random/ziggurat.ts';

const seeds = fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.maxSafeNat());
const indices = fc.maxSafeNat();
const calls = fc.array(fc.constantFrom('uint32', 'uniform', 'normal', 'coin'), { maxLength: 20 });

const M64 = 2n ** 64n - 1n;
const rotl = (x: bigint, by: bigint): bigint => ((x << by) | (x >> (64n - by))) & M64;

/** SFC64 as its author prints it, on the Philox blocks `block` and `block + 1`. */
function wordsOf(seed: bigint, stream: number, sample: bigint, block: number): () => bigint {
  const out = new Int32Array(4);
  const halves = [0, 1].flatMap((i) => {
    const [low, high] = [Number(sample & 0xffffffffn), Number(sample >> 32n)];
    philox4x32(block + i, stream, low, high, Number(seed & 0xffffffffn), Number(seed >> 32n), out);
    return [...out].map((half) => BigInt(half >>> 0));
  });
  let [a, b, c, counter] = [0, 1, 2, 3].map((i) => halves[2 * i]! | (halves[2 * i + 1]! << 32n)) as [
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  return () => {
    const result = (a + b + counter++) & M64;
    a = b ^ (b >> 11n);
    b = (c + (c << 3n)) & M64;
    c = (rotl(c, 24n) + result) & M64;
    return result;
  };
}

test('single draws are SFC64 on the Philox blocks 0 and 1 of (stream, sample) under the seed', () => {
  const streams = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  fc.assert(
    fc.property(seeds, streams, indices, (seed, number, index) => {
      const stream = new Stream(seed, index, number);
      const next = wordsOf(BigInt(seed), number, BigInt(index), 0);
      const coins = wordsOf(BigInt(seed), number, BigInt(index), 10);
      for (let i = 0; i < 5; i++) {
        expect(stream.uint32()).toBe(Number(next() >> 32n));
        expect(stream.uniform()).toBe((Number(next() >> 12n) + 0.5) * 2 ** -52);
        expect(stream.coin()).toBe(coins() >> 63n === 1n);
      }
    }),
  );
});

test('normals take turns on four lanes; the common case is word times edge', () => {
  const stream = new Stream(3n, 7);
  const out = new Float64Array(4003);
  stream.normals(out);
  const lanes = [2, 4, 6, 8].map((block) => wordsOf(3n, 0, 7n, block));
  let common = 0;
  for (const [i, x] of out.entries()) {
    const word = lanes[i % 4]!();
    const layer = Number((word >> 3n) & 1023n);
    const u = (Number(word >> 12n) - 2 ** 51) * 2 ** -51;
    const candidate = u * ZIGGURAT.edges[layer]!;
    if (Math.abs(candidate) >= ZIGGURAT.edges[layer + 1]!) continue;
    expect(x).toBe(candidate);
    common++;
  }
  expect(common).toBeGreaterThan(0.99 * out.length);
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

test.each([-1, 0.5, Number.NaN, 2 ** 32])('a stream number of %s is refused', (number) => {
  expect(() => new Stream(1, 0, number)).toThrow(`got ${number}`);
});

test.each([-1, 0.5, Number.NaN, 2 ** 53])('a sample index of %s is refused', (index) => {
  expect(() => new Stream(1).restart(index)).toThrow(`got ${index}`);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gcd } from '../../src/rational/rational.ts';

function euclid(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

const bits = (most: number): fc.Arbitrary<bigint> =>
  fc
    .integer({ min: 0, max: most })
    .chain((size) => fc.bigInt({ min: -(1n << BigInt(size)), max: 1n << BigInt(size) }));

describe('gcd', () => {
  test('is that of Euclid, for numbers of any two lengths', () => {
    fc.assert(
      fc.property(bits(600), bits(600), (a, b) => gcd(a, b) === euclid(a, b)),
      { seed: 1, numRuns: 5000 },
    );
  });

  test('finds a planted common factor', () => {
    fc.assert(
      fc.property(bits(300), bits(300), bits(2000), (a, b, c) => gcd(a * c, b * c) === euclid(a * c, b * c)),
      { seed: 2, numRuns: 2000 },
    );
  });

  test('takes the longest chain of quotients, that of Fibonacci numbers, and quotients at the edge of a double', () => {
    let [a, b] = [1n, 1n];
    for (let i = 0; i < 2000; i++) {
      [a, b] = [a + b, a];
      expect(gcd(a, b)).toBe(1n);
    }
    for (const k of [51n, 52n, 53n, 54n, 104n, 105n]) {
      for (const d of [-1n, 0n, 1n]) {
        const x = (1n << 200n) + d;
        const y = (1n << k) + d;
        expect(gcd(x, y)).toBe(euclid(x, y));
      }
    }
  });
});

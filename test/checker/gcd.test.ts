import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gcd } from '../../src/checker/gcd.ts';

function euclid(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** Integers of all lengths, those with long quotients among them. */
const integers = fc.oneof(
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
  fc.bigInt({ min: 0n, max: 2n ** 700n }),
  fc.nat(900).map((shift) => (1n << BigInt(shift)) - 1n),
  fc.nat(900).map((shift) => (1n << BigInt(shift)) + 1n),
  fc.nat(600).map((steps) => {
    let [x, y] = [1n, 1n];
    for (let i = 0; i < steps; i++) [x, y] = [y, x + y];
    return x;
  }),
);

describe('the greatest common divisor', () => {
  it("is that of Euclid's algorithm", () => {
    fc.assert(
      fc.property(integers, integers, integers, (a, b, c) => {
        expect(gcd(a, b)).toBe(euclid(a, b));
        expect(gcd(a * c, b * c)).toBe(euclid(a * c, b * c));
      }),
      { numRuns: 2000 },
    );
    expect(gcd(0n, 0n)).toBe(0n);
  });
});

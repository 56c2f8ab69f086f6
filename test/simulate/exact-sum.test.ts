import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ExactSum, UNITS_PER_ONE } from '../../src/simulate/exact-sum.ts';
import { nearestDouble } from '../../src/simulate/nearest-double.ts';
import { unitsOf } from './units.ts';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const sumOf = (terms: readonly number[]): ExactSum => {
  const sum = new ExactSum();
  for (const x of terms) sum.add(x);
  return sum;
};

test('a sum is the integer sum of its terms, in any order and however split and merged', () => {
  fc.assert(
    fc.property(fc.array(finite), fc.nat(), (terms, cut) => {
      const at = cut % (terms.length + 1);
      const merged = sumOf(terms.slice(at).reverse());
      merged.merge(sumOf(terms.slice(0, at)));
      const expected = terms.reduce((total, x) => total + unitsOf(x), 0n);
      expect(sumOf(terms).units()).toBe(expected);
      expect(merged.units()).toBe(expected);
    }),
  );
});

test('a sum of one double is that double, and of two the rounded sum', () => {
  fc.assert(
    fc.property(finite, finite, (x, y) => {
      expect(sumOf([x]).value()).toBe(x + 0);
      expect(sumOf([x, y]).value()).toBe(x + y + 0);
    }),
  );
});

test('carries come before limbs can lose a bit, for millions of additions of either sign', () => {
  // Low limbs of all ones, which grow fastest: past 2^53 within these many additions if never carried.
  const [x, n] = [(2 ** 53 - 1) * 2 ** -50, 2 ** 22 + 1];
  for (const sign of [1, -1]) {
    const sum = new ExactSum();
    for (let i = 0; i < n; i++) sum.add(sign * x);
    expect(sum.units()).toBe(BigInt(n) * unitsOf(sign * x));
  }
});

test('a sum may pass the largest double and come back', () => {
  expect(sumOf([1e308, 1e308, -1e308]).value()).toBe(1e308);
  expect(sumOf([1e308, 1e308]).value()).toBe(Infinity);
  expect(sumOf([-1e308, -1e308]).value()).toBe(-Infinity);
});

test('summing what is not finite throws, names it, and changes nothing', () => {
  const sum = sumOf([1.5]);
  for (const x of [Number.NaN, Infinity, -Infinity]) expect(() => sum.add(x)).toThrow(`got ${x}`);
  expect(sum.value()).toBe(1.5);
});

test('nearestDouble rounds quotients as division does, and ties to even down to the subnormals', () => {
  const mantissa = fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n });
  fc.assert(
    fc.property(mantissa, mantissa, (a, b) => {
      const den = b < 0n ? -b : b + 1n;
      fc.pre(den <= 2n ** 53n);
      expect(nearestDouble(a, den)).toBe(Number(a) / Number(den));
    }),
  );
  expect(nearestDouble(1n, 2n * UNITS_PER_ONE)).toBe(0);
  expect(nearestDouble(3n, 2n * UNITS_PER_ONE)).toBe(2 * Number.MIN_VALUE);
  expect(nearestDouble(-5n, 4n * UNITS_PER_ONE)).toBe(-Number.MIN_VALUE);
  expect(nearestDouble(2n ** 1024n - 2n ** 970n - 1n, 1n)).toBe(Number.MAX_VALUE);
  expect(nearestDouble(2n ** 1024n - 2n ** 970n, 1n)).toBe(Infinity);
});

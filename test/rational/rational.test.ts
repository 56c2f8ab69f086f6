import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  absolute,
  add,
  compare,
  divide,
  equals,
  gcd,
  HALF,
  isInteger,
  isZero,
  multiply,
  negate,
  ONE,
  power,
  type Rational,
  rational,
  subtract,
  sum,
  ZERO,
} from '../../src/rational/rational.ts';

const SEED = { seed: 1, numRuns: 300 };
const size = 10n ** 30n;
const integers = fc.oneof(fc.bigInt({ min: -9n, max: 9n }), fc.bigInt({ min: -size, max: size }));
const naturals = integers.map((n) => (n < 0n ? -n : n) + 1n);
const rationals = fc.tuple(integers, naturals).map(([num, den]) => rational(num, den));

/** The pair (num, den) as it is written, by cross-multiplication alone: no reduction, no code of ours. */
const isRatio = (x: Rational, num: bigint, den: bigint): boolean => x.num * den === num * x.den;

test('rational reduces, keeps the denominator positive and the value', () => {
  fc.assert(
    fc.property(integers, naturals, fc.boolean(), (num, den, flip) => {
      const x = flip ? rational(-num, -den) : rational(num, den);
      expect(x.den > 0n && isRatio(x, num, den)).toBe(true);
      for (const p of [2n, 3n, 5n, 7n, 11n, 13n]) expect(x.num % p === 0n && x.den % p === 0n).toBe(false);
      expect(gcd(x.num, x.den)).toBe(1n);
    }),
    SEED,
  );
});

test('the greatest common divisor divides both, and every common divisor of small numbers divides it', () => {
  for (let a = -12n; a <= 12n; a++) {
    for (let b = -12n; b <= 12n; b++) {
      const divisors = Array.from({ length: 12 }, (_, i) => BigInt(i + 1)).filter(
        (k) => a % k === 0n && b % k === 0n,
      );
      expect(gcd(a, b)).toBe(a === 0n && b === 0n ? 0n : divisors.at(-1));
    }
  }
});

test('sum, difference, product and quotient are the schoolbook ones', () => {
  fc.assert(
    fc.property(rationals, rationals, (a, b) => {
      expect(isRatio(add(a, b), a.num * b.den + a.den * b.num, a.den * b.den)).toBe(true);
      expect(isRatio(subtract(a, b), a.num * b.den - a.den * b.num, a.den * b.den)).toBe(true);
      expect(isRatio(multiply(a, b), a.num * b.num, a.den * b.den)).toBe(true);
      if (!isZero(b)) expect(isRatio(divide(a, b), a.num * b.den, a.den * b.num)).toBe(true);
      for (const x of [add(a, b), subtract(a, b), multiply(a, b), ...(isZero(b) ? [] : [divide(a, b)])])
        expect([gcd(x.num, x.den), x.den > 0n]).toEqual([1n, true]);
    }),
    SEED,
  );
});

test('rationals are an ordered field', () => {
  fc.assert(
    fc.property(rationals, rationals, rationals, (a, b, c) => {
      expect(add(add(a, b), c)).toEqual(add(a, add(b, c)));
      expect(multiply(multiply(a, b), c)).toEqual(multiply(a, multiply(b, c)));
      expect(add(a, b)).toEqual(add(b, a));
      expect(multiply(a, b)).toEqual(multiply(b, a));
      expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
      expect([add(a, ZERO), multiply(a, ONE), add(a, negate(a))]).toEqual([a, a, ZERO]);
      if (!isZero(a)) expect(multiply(a, divide(ONE, a))).toEqual(ONE);
      expect(compare(a, b)).toBe(-compare(b, a) + 0);
      expect(compare(add(a, c), add(b, c))).toBe(compare(a, b));
      expect(compare(absolute(a), ZERO)).toBe(isZero(a) ? 0 : 1);
      expect(equals(a, b)).toBe(compare(a, b) === 0);
      expect(sum([a, b, c])).toEqual(add(a, add(b, c)));
    }),
    SEED,
  );
});

test('a power is repeated multiplication, of the inverse when it is negative', () => {
  fc.assert(
    fc.property(rationals, fc.integer({ min: -6, max: 6 }), (a, k) => {
      if (isZero(a) && k < 0) return void expect(() => power(a, k)).toThrow(RangeError);
      const factor = k < 0 ? divide(ONE, a) : a;
      expect(power(a, k)).toEqual(Array<Rational>(Math.abs(k)).fill(factor).reduce(multiply, ONE));
      expect(power(a, BigInt(k)).den > 0n).toBe(true);
    }),
    SEED,
  );
});

describe('special values', () => {
  test('0^0 is 1, an empty sum is 0, halves make one', () => {
    expect([power(ZERO, 0), sum([]), add(HALF, HALF)]).toEqual([ONE, ZERO, ONE]);
    expect([isInteger(rational(4, 2)), isInteger(HALF)]).toEqual([true, false]);
  });

  test.each<[string, () => Rational]>([
    ['1/0', () => rational(1, 0)],
    ['0/0', () => rational(0, 0n)],
    ['a quotient by zero', () => divide(ONE, ZERO)],
    ['a negative power of zero', () => power(ZERO, -1)],
    ['a fraction as numerator', () => rational(0.5)],
    ['NaN', () => rational(Number.NaN)],
    ['an infinite denominator', () => rational(1, Number.POSITIVE_INFINITY)],
  ])('%s is refused', (_, run) => {
    expect(run).toThrow(RangeError);
  });
});

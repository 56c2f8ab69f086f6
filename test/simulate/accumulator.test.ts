import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OutOfRange } from '../../src/limits/error.ts';
import {
  divide,
  multiply,
  power,
  type Rational,
  rational,
  subtract,
  sum,
  ZERO,
} from '../../src/rational/rational.ts';
import { Accumulator } from '../../src/simulate/accumulator.ts';
import { nearestDouble } from '../../src/simulate/nearest-double.ts';
import { unitsOf } from './units.ts';

type Sample = readonly [number, number];

const small = fc.double({ min: -1, max: 1, noNaN: true }).filter((x) => x === 0 || Math.abs(x) > 2 ** -215);
// A huge common offset, where moments from rounded power sums would have no digit left.
const offset = small.map((x) => 1e9 + x);
const wide = fc
  .tuple(
    fc.double({ min: 1, max: 2, noNaN: true }),
    fc.integer({ min: -215, max: 249 }),
    fc.constantFrom(-1, 1),
  )
  .map(([m, e, s]) => s * m * 2 ** e);
const samples = fc
  .constantFrom(small, offset, wide)
  .chain((value) => fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 12 }));

const accumulate = (list: readonly Sample[]): Accumulator => {
  const accumulator = new Accumulator(2);
  for (const sample of list) accumulator.add(sample);
  return accumulator;
};
const exact = (x: number): Rational => rational(unitsOf(x), 2n ** 1074n);
const round = (x: Rational): number => nearestDouble(x.num, x.den);
const average = (list: readonly Rational[]): Rational => divide(sum(list), rational(list.length));
const readings = (a: Accumulator): unknown[] => [
  a.count,
  ...[0, 1].flatMap((i) => [1, 2, 3, 4].map((k) => a.powerSum(i, k))),
  ...[a.mean(0), a.variance(0), a.covariance(0, 1), a.skewness(1), a.kurtosis(1), a.standardError(0)],
];

test('every moment is the exact rational one, rounded once', () => {
  fc.assert(
    fc.property(samples, (list) => {
      const accumulator = accumulate(list);
      const xs = list.map(([x]) => exact(x));
      const ys = list.map(([, y]) => exact(y));
      const [mx, my] = [average(xs), average(ys)];
      const n = rational(list.length);
      const unbias = divide(n, subtract(n, rational(1)));
      const central = (k: number): Rational => average(xs.map((x) => power(subtract(x, mx), k)));
      const products = xs.map((x, i) => multiply(subtract(x, mx), subtract(ys[i] ?? ZERO, my)));
      expect(accumulator.mean(0)).toBe(round(mx));
      expect(accumulator.variance(0)).toBe(round(multiply(unbias, central(2))));
      expect(accumulator.covariance(1, 0)).toBe(round(multiply(unbias, average(products))));
      for (const k of [2, 3, 4] as const) expect(accumulator.centralMoment(0, k)).toBe(round(central(k)));
      if (central(2).num === 0n) return;
      expect(accumulator.kurtosis(0)).toBe(round(divide(central(4), power(central(2), 2))));
      const square = divide(power(central(3), 2), power(central(2), 3));
      expect(accumulator.skewness(0)).toBe(Math.sign(Number(central(3).num)) * Math.sqrt(round(square)) + 0);
    }),
    { numRuns: 60 },
  );
});

test('any order and any split merge to bit-identical results', () => {
  const shuffled = samples.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }), fc.array(fc.nat(2))),
  );
  fc.assert(
    fc.property(shuffled, ([list, order, places]) => {
      const parts = [new Accumulator(2), new Accumulator(2), new Accumulator(2)];
      for (const [i, sample] of order.entries()) parts[places[i] ?? 0]!.add(sample);
      parts[2]!.merge(parts[0]!);
      parts[1]!.merge(parts[2]!);
      expect(readings(parts[1]!)).toEqual(readings(accumulate(list)));
    }),
    { numRuns: 60 },
  );
});

test('samples that cannot be summed exactly are refused whole', () => {
  const accumulator = accumulate([[1, 2]]);
  expect(() => accumulator.add([3, Number.NaN])).toThrow('statistic 1 is NaN');
  expect(() => accumulator.add([2 ** 251, 3])).toThrow(OutOfRange);
  expect(() => accumulator.add([3])).toThrow('expected 2 statistics, got 1');
  expect(accumulator.count).toBe(1);
  expect(accumulator.mean(0)).toBe(1);
  expect(() => accumulator.merge(new Accumulator(1))).toThrow(OutOfRange);
});

test('moments of too few samples are refused; the shape of a constant is NaN', () => {
  expect(() => new Accumulator(1).mean(0)).toThrow('a mean needs 1 samples, got 0');
  expect(() => accumulate([[1, 2]]).variance(0)).toThrow('needs 2 samples, got 1');
  expect(accumulate([[1, 2]]).kurtosis(0)).toBeNaN();
  expect(accumulate([[1, 2]]).skewness(0)).toBeNaN();
  expect(() => accumulate([[1, 2]]).mean(2)).toThrow(OutOfRange);
});

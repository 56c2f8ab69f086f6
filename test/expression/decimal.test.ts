/** Directed rounding, held to exact fractions. */
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalEnds } from '../../src/expression/index.ts';
import {
  add,
  compare,
  divide,
  multiply,
  power,
  type Rational,
  rational,
} from '../../src/rational/rational.ts';

const DIGITS = 12;
const ends = decimalEnds(DIGITS);

/** A decimal as the fraction that it is. */
function exactly(x: Decimal): Rational {
  const [mantissa, exponent] = x.toExponential().split('e') as [string, string];
  const [whole, fraction = ''] = mantissa.split('.') as [string, string?];
  return multiply(
    rational(BigInt(whole + fraction)),
    power(rational(10), Number(exponent) - fraction.length),
  );
}

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.integer({ min: -40, max: 40 }))
  .map(([integer, exponent]) => new Decimal(`${integer}e${exponent}`));

/** The next decimal of so many digits, where |x| is at least 10^-60. */
const unit = (x: Decimal): Decimal => new Decimal(10).pow(x.e - DIGITS + 1);

/** Down and up are on either side of the true value, and at most so many units of the last digit apart. */
function expectTight(low: Decimal, high: Decimal, isBelow: boolean, isAbove: boolean, units = 1): void {
  expect([isBelow, isAbove]).toEqual([true, true]);
  expect(low.sd(true)).toBeLessThanOrEqual(Math.max(DIGITS, low.e + 1));
  expect(new Decimal(high).minus(low).lte(unit(Decimal.max(high.abs(), low.abs())).times(units))).toBe(true);
}

describe('every operation is rounded to the side it is told', () => {
  const exact = { add, multiply, divide } as const;
  test.each(['add', 'multiply', 'divide'] as const)('%s', (name) => {
    fc.assert(
      fc.property(decimal, decimal, (x, y) => {
        fc.pre(name !== 'divide' || !y.isZero());
        const [low, high] = [ends[name](x, y, false), ends[name](x, y, true)];
        const value = exact[name](exactly(x), exactly(y));
        expectTight(low, high, compare(exactly(low), value) <= 0, compare(exactly(high), value) >= 0);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  test('sqrt', () => {
    fc.assert(
      fc.property(decimal, (x) => {
        const square = x.abs();
        const [low, high] = [ends.sqrt(square, false), ends.sqrt(square, true)];
        const [below, above] = [low, high].map((end) => multiply(exactly(end), exactly(end)));
        const value = exactly(square);
        expectTight(low, high, compare(below!, value) <= 0, compare(above!, value) >= 0);
      }),
      { seed: 2, numRuns: 1000 },
    );
    expect(ends.sqrt(new Decimal('1.44e-20'), true).toString()).toBe('1.2e-10');
  });

  test('sums of numbers that are far apart', () => {
    const [one, tiny] = [new Decimal(1), new Decimal('1e-1000000')];
    expect(ends.add(one, tiny, true).toString()).toBe('1.00000000001');
    expect(ends.add(one, tiny, false).toString()).toBe('1');
    expect(ends.add(one, tiny.neg(), false).toString()).toBe('0.999999999999');
    expect(ends.add(one, tiny.neg(), true).toString()).toBe('1');
  });
});

describe('a fraction', () => {
  const long = fc.bigInt({ min: -(1n << 900n), max: 1n << 900n });

  test('of long numbers is enclosed, though only their leading bits are read', () => {
    fc.assert(
      fc.property(long, long, (num, den) => {
        fc.pre(den !== 0n);
        const value = rational(num, den);
        const [low, high] = [ends.of(value, false), ends.of(value, true)];
        expectTight(low, high, compare(exactly(low), value) <= 0, compare(exactly(high), value) >= 0, 2);
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  test('that has so many digits is exact', () => {
    for (const text of ['100000000005', '0.125', '-3', '0'])
      for (const up of [false, true]) {
        const value = exactly(new Decimal(text).div(10));
        expect(ends.of(value, up).toString()).toBe(new Decimal(text).div(10).toString());
      }
  });
});

test('what leaves the exponents is refused, not infinite and not zero', () => {
  const huge = ends.exp({ low: new Decimal('1.9e15'), high: new Decimal('1.9e15') }).low;
  let product = huge;
  expect(() => {
    for (let k = 0; k < 20; k++) product = ends.multiply(product, huge, true);
  }).toThrow('beyond the range of decimal numbers');
  expect(() => ends.exp({ low: new Decimal('1e17'), high: new Decimal('1e17') })).toThrow('beyond the range');
  expect(() => ends.exp({ low: new Decimal('-1e17'), high: new Decimal(0) })).toThrow('beyond the range');
});

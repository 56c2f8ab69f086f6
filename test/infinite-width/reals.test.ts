import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Real, Reals, toDecimal } from '../../src/infinite-width/reals.ts';
import { type Rational, rational } from '../../src/rational/rational.ts';

const Digits = Decimal.clone({ precision: 800, defaults: true });
const exactly = ({ mantissa, exponent }: Real, Own = Digits): Decimal =>
  new Own(`${mantissa}`).times(new Own(2).pow(exponent));
const decimal = ({ num, den }: Rational): Decimal => new Digits(`${num}`).div(`${den}`);

/** |found/expected - 1| is at most 4·10^-digits, which the class promises; 0 is exact. */
function isNear(found: Real, expected: Decimal, digits: number, Own = Digits): boolean {
  const off = exactly(found, Own).minus(expected).abs();
  return off.lte(expected.abs().times(`4e-${digits}`));
}

const precisions = fc.constantFrom(1, 2, 15, 16, 39, 60, 340);
const sized = fc
  .tuple(
    fc.bigInt({ min: -(2n ** 90n), max: 2n ** 90n }),
    fc.bigInt({ min: 1n, max: 2n ** 70n }),
    fc.integer({ min: -300, max: 300 }),
  )
  .map(([num, den, power]) =>
    power < 0 ? rational(num, den << BigInt(-power)) : rational(num << BigInt(power), den),
  );

describe('every operation is within what is promised', () => {
  const binary = {
    add: (x: Decimal, y: Decimal) => x.plus(y),
    subtract: (x: Decimal, y: Decimal) => x.minus(y),
    multiply: (x: Decimal, y: Decimal) => x.times(y),
    divide: (x: Decimal, y: Decimal) => x.div(y),
  } as const;

  test.each(Object.keys(binary) as (keyof typeof binary)[])('%s', (name) => {
    fc.assert(
      fc.property(precisions, sized, sized, (digits, a, b) => {
        fc.pre(name !== 'divide' || b.num !== 0n);
        const reals = new Reals(digits);
        const [x, y] = [reals.of(a), reals.of(b)];
        expect(isNear(reals[name](x, y), binary[name](exactly(x), exactly(y)), digits)).toBe(true);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('what cancels, exactly', () => {
    const reals = new Reals(20);
    const x = reals.of(rational(1, 3));
    const next = { ...x, mantissa: x.mantissa + 1n };
    expect(exactly(reals.subtract(next, x)).eq(new Digits(2).pow(x.exponent))).toBe(true);
    expect(reals.subtract(x, x).mantissa).toBe(0n);
  });

  test('roots, and numbers that are read', () => {
    fc.assert(
      fc.property(precisions, sized, (digits, a) => {
        const reals = new Reals(digits);
        const x = reals.of(a);
        expect(isNear(x, decimal(a), digits)).toBe(true);
        if (a.num >= 0n) expect(isNear(reals.sqrt(x), exactly(x).sqrt(), digits)).toBe(true);
      }),
      { seed: 2, numRuns: 300 },
    );
  });
});

test('pi to any precision that kernels have', () => {
  const Longest = Decimal.clone({ precision: 1025, defaults: true });
  for (const digits of [1, 17, 1020])
    expect(isNear(new Reals(digits).pi, Longest.acos(-1), digits, Longest)).toBe(true);
});

test('a mantissa has as many bits as the arithmetic', () => {
  fc.assert(
    fc.property(precisions, sized, sized, (digits, a, b) => {
      fc.pre(a.num > 0n && b.num !== 0n);
      const reals = new Reals(digits);
      const [x, y] = [reals.of(a), reals.of(b)];
      for (const one of [x, reals.multiply(x, y), reals.divide(x, y), reals.sqrt(x), reals.add(x, x)]) {
        const size = (one.mantissa < 0n ? -one.mantissa : one.mantissa).toString(2).length;
        // Rounded down, a negative mantissa may be 2^bits.
        expect(size - reals.bits).toBeGreaterThanOrEqual(0);
        expect(size - reals.bits).toBeLessThanOrEqual(one.mantissa < 0n ? 1 : 0);
      }
    }),
    { seed: 3, numRuns: 300 },
  );
});

test('decimal text is rounded to the digits that are asked for', () => {
  const reals = new Reals(40);
  expect(`${toDecimal(reals.of(rational(2, 3)), 5)}`).toBe('0.66667');
  expect(`${toDecimal(reals.of(rational(-(10n ** 30n), 3)), 4)}`).toBe('-3.333e+29');
  expect(`${toDecimal(reals.subtract(reals.one, reals.one), 9)}`).toBe('0');
});

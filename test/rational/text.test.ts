import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  absolute,
  compare,
  multiply,
  negate,
  power,
  rational,
  subtract,
} from '../../src/rational/rational.ts';
import { formatDecimal, formatRational, parseRational, toNumber } from '../../src/rational/text.ts';

const SEED = { seed: 2, numRuns: 300 };
const integers = fc.oneof(
  fc.bigInt({ min: -20n, max: 20n }),
  fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }),
);
const naturals = integers.map((n) => (n < 0n ? -n : n) + 1n);
const rationals = fc.tuple(integers, naturals).map(([num, den]) => rational(num, den));
const doubles = fc.double({ noDefaultInfinity: true, noNaN: true });

/** The exact value of a double, from its bits. */
function exactly(x: number): ReturnType<typeof rational> {
  const bits = new BigUint64Array(Float64Array.of(x).buffer)[0]!;
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  const mantissa = exponent === 0 ? fraction : fraction + 2n ** 52n;
  const size = multiply(rational(mantissa), power(rational(2), Math.max(1, exponent) - 1075));
  return x < 0 ? negate(size) : size;
}

describe('parseRational', () => {
  test('reads back what formatRational writes', () => {
    fc.assert(
      fc.property(rationals, (x) => void expect(parseRational(formatRational(x))).toEqual(x)),
      SEED,
    );
  });

  test('reads a decimal as its digits over a power of ten', () => {
    const digits = fc.stringMatching(/^[0-9]{1,20}$/);
    fc.assert(
      fc.property(fc.constantFrom('', '+', '-'), digits, digits, (sign, whole, part) => {
        const num = BigInt(whole) * 10n ** BigInt(part.length) + BigInt(part);
        const expected = rational(sign === '-' ? -num : num, 10n ** BigInt(part.length));
        expect(parseRational(`${sign}${whole}.${part}`)).toEqual(expected);
      }),
      SEED,
    );
  });

  test.each([
    ['3', 3n, 1n],
    ['+3', 3n, 1n],
    ['-6/4', -3n, 2n],
    ['007/2', 7n, 2n],
    ['0.1234567890123', 1234567890123n, 10n ** 13n],
    ['-0', 0n, 1n],
    ['1e-3', 1n, 1000n],
    ['-2.50e+2', -250n, 1n],
    ['1.25E-1', 1n, 8n],
    ['0e1000', 0n, 1n],
    ['1e1000', 10n ** 1000n, 1n],
    ['1e-1000', 1n, 10n ** 1000n],
    ['12.5e01', 125n, 1n],
  ])('reads %s', (text, num, den) => expect(parseRational(text)).toEqual({ num, den }));

  const refused = [
    '',
    ' 3',
    '3 ',
    '1 / 2',
    '1/0',
    '0/0',
    '1e',
    '1e+',
    '1e1.5',
    '1/2e3',
    'e3',
    '1e1001',
    '1e-1001',
    '1e999999999',
    '1e-999999999',
    '--1',
    '+-1',
    '1/-2',
    '1/2/3',
    '.5',
    '5.',
    '1.5/2',
  ];
  const strange = [
    'inf',
    'NaN',
    '0x10',
    '1_000',
    '1,000',
    '٣',
    '1\n',
    '½',
    '9'.repeat(1001),
    `1/${'9'.repeat(1001)}`,
  ];
  test.each([...refused, ...strange])('refuses %j', (text) => expect(parseRational(text)).toBeUndefined());
});

describe('formatDecimal', () => {
  test.each([
    ['0', 3, '0'],
    ['1/3', 3, '0.333'],
    ['-2/3', 3, '-0.667'],
    ['1/8', 20, '0.125'],
    ['100', 3, '100'],
    ['1000', 3, '1e+3'],
    ['999', 2, '1e+3'],
    ['9.99', 2, '10'],
    ['123456', 3, '1.23e+5'],
    ['0.0000001', 3, '0.0000001'],
    ['0.00000001', 3, '1e-8'],
  ])('writes %s to %i digits as %s', (text, digits, expected) => {
    expect(formatDecimal(parseRational(text)!, digits)).toBe(expected);
  });

  test.each([
    ['0.125', '0.13'],
    ['0.135', '0.14'],
    ['-0.125', '-0.13'],
    ['12.5', '13'],
    ['-12.5', '-13'],
    ['0.995', '1'],
    ['0.12499999999999999999999999', '0.12'],
  ])('rounds %s half away from zero to %s', (text, expected) => {
    expect(formatDecimal(parseRational(text)!, 2)).toBe(expected);
  });

  test('is exact for a decimal that is short enough', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 20n) + 1n, max: 10n ** 20n - 1n }), fc.nat(60), (digits, k) => {
        const [mantissa, exponent = '0'] = formatDecimal(rational(digits, 10n ** BigInt(k))).split('e');
        const value = multiply(parseRational(mantissa!)!, power(rational(10), Number(exponent)));
        expect(value).toEqual(rational(digits, 10n ** BigInt(k)));
      }),
      SEED,
    );
  });

  test('is off by at most half a unit of its last digit, at sizes up to 10^±2000', () => {
    const exponents = fc.integer({ min: -2000, max: 2000 });
    fc.assert(
      fc.property(rationals, exponents, fc.integer({ min: 1, max: 25 }), (unit, exponent, digits) => {
        if (unit.num === 0n) return;
        const x = multiply(unit, power(rational(10), exponent));
        const [mantissa, written = '0'] = formatDecimal(x, digits).split('e');
        const value = multiply(parseRational(mantissa!)!, power(rational(10), Number(written)));
        // |x - value| <= |x| 10^(1-digits) / 2 because the leading digit is at least 1
        const bound = multiply(absolute(x), rational(1, 2n * 10n ** BigInt(digits - 1)));
        expect(compare(absolute(subtract(x, value)), bound)).toBeLessThanOrEqual(0);
      }),
      SEED,
    );
  });
});

describe('toNumber', () => {
  test('returns every double exactly', () => {
    fc.assert(
      fc.property(doubles, (x) => void expect(toNumber(exactly(x))).toBe(x + 0)),
      SEED,
    );
  });

  test('is within one unit in the last place of any rational', () => {
    fc.assert(
      fc.property(rationals, (x) => {
        if (x.num === 0n) return;
        const error = absolute(subtract(exactly(toNumber(x)), x));
        expect(compare(error, multiply(absolute(x), rational(1, 2n ** 52n)))).toBeLessThanOrEqual(0);
      }),
      SEED,
    );
  });

  test.each([
    ['1/3', 1 / 3],
    ['0.1', 0.1],
    ['-22/7', -22 / 7],
    [`1${'0'.repeat(308)}`, 1e308],
    [`1${'0'.repeat(400)}`, Number.POSITIVE_INFINITY],
    [`-1${'0'.repeat(400)}`, Number.NEGATIVE_INFINITY],
    [`1/1${'0'.repeat(400)}`, 0],
  ])('takes %s to the nearest double', (text, expected) => {
    expect(toNumber(parseRational(text)!)).toBe(expected);
  });
});

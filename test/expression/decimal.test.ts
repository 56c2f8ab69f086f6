import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalField } from '../../src/expression/index.ts';

const DIGITS = 12;
const Real = Decimal.clone({ precision: DIGITS, rounding: Decimal.ROUND_HALF_EVEN, defaults: true });
const { fromRational } = decimalField(DIGITS);

/** The same by decimal.js alone, which reads every digit. */
const divided = (num: bigint, den: bigint): string => new Real(`${num}`).div(`${den}`).toString();

test('a fraction of long numbers is its quotient, rounded once', () => {
  const long = fc.bigInt({ min: 1n, max: 1n << 900n });
  fc.assert(
    fc.property(long, long, fc.boolean(), (num, den, negative) => {
      const signed = negative ? -num : num;
      expect(fromRational({ num: signed, den }).toString()).toBe(divided(signed, den));
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('also half-way between two roundings, and next to it on either side', () => {
  const long = 3n ** 500n;
  for (const half of [1000000000005n, 1000000000015n, -1000000000005n])
    for (const off of [-1n, 0n, 1n])
      expect(fromRational({ num: half * long + off, den: long }).toString()).toBe(
        divided(half * long + off, long),
      );
});

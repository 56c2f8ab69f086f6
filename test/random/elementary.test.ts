import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exp, log } from '../../src/random/elementary.ts';

const Precise = Decimal.clone({ precision: 40 });
/** Exactly: Decimal reads a number as the shortest decimal that stands for it. */
const precise = (x: number): Decimal => (x < 0 ? precise(-x).neg() : new Precise(`0b${x.toString(2)}`));
const relative = (found: number, truth: Decimal): number =>
  precise(found).sub(truth).div(truth).abs().toNumber();

test('log of a positive number, to a few units in the last place', () => {
  const numbers = fc.double({ min: 1e-300, max: 1e300, noNaN: true });
  const uniforms = fc.double({ min: 2 ** -53, max: 1, noNaN: true, maxExcluded: true });
  fc.assert(
    fc.property(fc.oneof(numbers, uniforms), (x) => {
      if (x !== 1) expect(relative(log(x), Precise.ln(precise(x)))).toBeLessThan(2e-15);
    }),
    {
      numRuns: 2000,
      examples: [[2 ** -53], [1 - 2 ** -53], [1 + 2 ** -52], [0.5], [Math.SQRT2], [Math.SQRT1_2]],
    },
  );
  expect(log(1)).toBe(0);
});

test('exp of a number from -700 to 0, to a few units in the last place', () => {
  const numbers = fc.oneof(
    fc.double({ min: -700, max: 0, noNaN: true }),
    fc.double({ min: -9, max: 0, noNaN: true }),
  );
  fc.assert(
    fc.property(numbers, (x) => {
      expect(relative(exp(x), Precise.exp(precise(x)))).toBeLessThan(2e-15);
    }),
    { numRuns: 2000 },
  );
  expect(exp(0)).toBe(1);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OBSERVABLES } from '../../src/network/observables.ts';
import { statisticOf } from '../../src/quantity/statistic.ts';
import { toNumber } from '../../src/rational/text.ts';
import { average, body, ENVIRONMENT, laws, polynomials } from './atoms.ts';

test('a statistic of whole observables is the value of its polynomial, to the last bit', () => {
  fc.assert(
    fc.property(laws, polynomials, (law, text) => {
      const statistic = statisticOf(body(text), ENVIRONMENT);
      for (const { at } of law) {
        const observables = Float64Array.from(OBSERVABLES, (name) => at[name]);
        const exact = average(body(text), [{ weight: { num: 1n, den: 1n }, at }], ENVIRONMENT);
        expect(statistic(observables) + 0).toBe(toNumber(exact));
      }
    }),
    { seed: 10, numRuns: 100 },
  );
});

test('symbols and list elements are numbers in a statistic', () => {
  const observables = new Float64Array(OBSERVABLES.length);
  observables[OBSERVABLES.indexOf('K')] = 6;
  expect(statisticOf(body('r*K^2 + n[1] - d'), ENVIRONMENT)(observables)).toBe(24);
});

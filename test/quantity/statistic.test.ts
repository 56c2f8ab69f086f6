import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OBSERVABLES } from '../../src/network/observables.ts';
import { columnStatisticOf, statisticOf } from '../../src/quantity/statistic.ts';
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

test('in columns it has the same values, to the last bit', () => {
  const number = fc.double({ min: -1e3, max: 1e3, noNaN: true });
  const networks = fc.array(
    fc.array(number, { minLength: OBSERVABLES.length, maxLength: OBSERVABLES.length }),
    {
      minLength: 1,
      maxLength: 5,
    },
  );
  fc.assert(
    fc.property(polynomials, networks, (text, drawn) => {
      const columns = OBSERVABLES.map((_, i) => Float64Array.from(drawn, (network) => network[i]!));
      const out = new Float64Array(drawn.length + 2);
      columnStatisticOf(body(text), ENVIRONMENT)(columns, drawn.length, out);
      const statistic = statisticOf(body(text), ENVIRONMENT);
      for (const [k, network] of drawn.entries())
        expect(out[k]! + 0).toBe(statistic(Float64Array.from(network)) + 0);
    }),
    { seed: 11, numRuns: 200 },
  );
});

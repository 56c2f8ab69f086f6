import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Expression, evaluateExact, expandPolynomial } from '../../src/expression/index.ts';
import { OBSERVABLES } from '../../src/network/observables.ts';
import { add, multiply, power, rational, ZERO } from '../../src/rational/rational.ts';
import { environment, read, refusal } from './helpers.ts';

const body = (text: string): Expression => {
  const expression = read(`E(${text})`, 'quantity');
  if (expression.kind !== 'expectation') throw new Error('not an expectation');
  return expression.body;
};
const expand = (text: string) => expandPolynomial(body(text), environment);

describe('expandPolynomial', () => {
  it('multiplies out, exactly, highest powers first', () => {
    expect(expand('(K - 2*Kb)^2/4')).toEqual([
      { coefficient: rational(1, 4), powers: { K: 2 } },
      { coefficient: rational(-1), powers: { K: 1, Kb: 1 } },
      { coefficient: rational(1), powers: { Kb: 2 } },
    ]);
  });

  it('gives symbols, lists and sums their values', () => {
    expect(expand('x*Sum(j, 1, 2, n[j]*Q^j) + sqrt(4)')).toEqual([
      { coefficient: rational(-5, 2), powers: { Q: 2 } },
      { coefficient: rational(-3, 2), powers: { Q: 1 } },
      { coefficient: rational(2), powers: {} },
    ]);
  });

  it('drops what cancels', () => {
    expect(expand('K - K')).toEqual([]);
    expect(expand('(K + Q)^2 - K^2 - Q^2 - 2*K*Q + 0*f')).toEqual([]);
  });

  it('has the value of the expression at every point', () => {
    const linear = fc
      .array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.constantFrom(...OBSERVABLES)), {
        minLength: 1,
        maxLength: 3,
      })
      .map((terms) => `(${terms.map(([c, name]) => `(${c})*${name}`).join(' + ')} - 1/2)`);
    const point = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(linear, linear, fc.integer({ min: 0, max: 3 }), point, (p, q, k, values) => {
        const expression = body(`${p}^${k}*${q} - ${q}/3`);
        const at = new Map(OBSERVABLES.map((name, i) => [name as string, rational(values[i] ?? 0)]));
        const direct = evaluateExact(expression, { symbols: at, lists: new Map() });
        const expanded = expandPolynomial(expression, environment)
          .map(({ coefficient, powers }) =>
            Object.entries(powers).reduce(
              (term, [name, exponent]) => multiply(term, power(at.get(name) ?? ZERO, exponent)),
              coefficient,
            ),
          )
          .reduce(add, ZERO);
        expect(expanded).toEqual(direct);
      }),
      { seed: 21 },
    );
  });

  it.each([
    ['1/K', 'domain', /division by an observable/],
    ['K/0', 'domain', /division by zero/],
    ['2^K', 'domain', /exponent holds an observable/],
    ['K^(1/2)', 'domain', /natural number/],
    ['K^-1', 'domain', /natural number/],
    ['K^17', 'budget', /above 16/],
    ['sqrt(K)', 'domain', /^sqrt of an observable/],
    ['max(1, K)', 'domain', /^max of an observable/],
    ['pi*K', 'irrational', /pi/],
    ['exp(1)*K', 'irrational', /exp\(1\)/],
    ['(f + K + Kw + Kb + Q + Qww + Qwb + Qbw + Qbb)^16', 'budget', /terms|budget/],
    ['Sum(j, 1, 10^9, K)', 'budget', /Sum over j/],
  ])('refuses %s', (text, kind, message) => {
    const error = refusal(() => expand(text));
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(message);
  });
});

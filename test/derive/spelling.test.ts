import { describe, expect, test } from 'vitest';
import { evaluateExact, parseExpression } from '../../src/expression/index.ts';
import type { Family } from '../../src/network/family.ts';
import { rational } from '../../src/rational/rational.ts';
import { derived, HE, SYMBOLS } from './derive.ts';

const RELU: Family = { ...HE, gates: 'relu' };

/** Statements differ in the text of the quantity alone. */
const withoutQuantity = (quantity: string, family: Family) => {
  const { claims, ...rest } = derived(quantity, family);
  return { ...rest, formulas: claims.map(({ formula }) => formula) };
};

describe('a derivation is that of the quantity, however it is spelled', () => {
  test.each([
    [
      'E(K^2)/E(K)^2',
      ['E( K^2 )/E( K )^2', '(E(K^2))/(E(K))^2', 'E((K)^(2)) / ((E(K)))^2', ' E(K^2)/E(K)^2 '],
    ],
    ['E(K^2)', ['E( K^2 )', 'E((K)^2)', '(E(K^2))']],
    ['2*E(K) + 1', ['2 * E( K )+1', '(2*E(K)) + 1']],
  ])('%s', (canonical, others) => {
    for (const family of [HE, RELU])
      for (const other of others) expect(derived(other, family)).toEqual(derived(canonical, family));
  });

  test.each([
    ['E(K^2)', ['E(K*K)', '1*E(K^2)', 'E(K^2)*1', 'E((K + 0)*K)']],
    ['2*E(K)', ['E(K)*2', 'E(2*K)', 'E(K) + E(K)', 'E(K*2)']],
    ['E(K)^2', ['E(K)*E(K)', '(E(K))^2']],
    ['E(Kw*Kb)', ['E(Kb*Kw)']],
  ])('%s, with factors in another order', (canonical, others) => {
    for (const family of [HE, RELU])
      for (const other of others)
        expect(withoutQuantity(other, family)).toEqual(withoutQuantity(canonical, family));
  });

  test('a quotient has the value of its canonical spelling', () => {
    const worth = (quantity: string) => {
      const { formula } = derived(quantity, RELU);
      const { expression } = parseExpression(formula, {
        symbols: SYMBOLS,
        lists: new Set(),
        form: 'formula',
      });
      const symbols = new Map([
        ['d', rational(4)],
        ['n', rational(3)],
        ['r', rational(2, 5)],
      ]);
      return evaluateExact(expression, { symbols, lists: new Map() });
    };
    for (const other of ['E(K*K)/(E(K)*E(K))', 'E( K^2 )/E( K )/E( K )'])
      expect(worth(other)).toEqual(worth('E(K^2)/E(K)^2'));
  });

  test('what is replaced is the E(...) alone, not a text inside another one', () => {
    // E(K) is no part of E(K^2), and m_1 is the first of them.
    const { claims } = derived('E(K)/(E(K^2) + E(K))', RELU);
    expect(claims.at(-1)).toEqual({ quantity: 'E(K)/(E(K^2) + E(K))', formula: 'm_1/(m_2 + m_1)' });
  });
});

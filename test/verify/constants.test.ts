import { describe, expect, test } from 'vitest';
import type { ConstantsFound } from '../../src/verify/verdict.ts';
import { decide, evidenceOf, MEAN, type Written } from './claims.ts';

const WITHIN: Written = { relation: 'within-constants', constants: '{ low: 1/2, high: 2 }' };
const found = (written: Written): ConstantsFound =>
  evidenceOf(decide(written)).find((one) => one.kind === 'constants')!;

describe('quantity between two multiples of a formula', () => {
  test.each<[string, string]>([
    ['the quantity itself', MEAN],
    ['a little more than half of it', `51/100*${MEAN}`],
    ['a little less than twice it', `199/100*${MEAN}`],
    ['an irrational multiple', `sqrt(2)*${MEAN}`],
  ])('%s is supported', (_, formula) => expect(decide({ ...WITHIN, formula }).outcome).toBe('supported'));

  test.each<[string, string]>([
    ['a little more than twice it', `20001/10000*${MEAN}`],
    ['a little less than half of it', `4999/10000*${MEAN}`],
    ['another sign', `-1*${MEAN}`],
    ['a formula that is 0 where the quantity is not', 'd*r'],
    ['another growth, of which small networks know little', `d^(1/2)*${MEAN}`],
    ['a change at depth 60', `${MEAN}*(1 + 2*floor(d/60))`],
    ['a change at width 50', `${MEAN}*(1 + 2*Sum(i, 1, d - 1, floor(n[i]/50)))`],
  ])('%s is refuted', (_, formula) => expect(decide({ ...WITHIN, formula }).outcome).toBe('refuted'));

  // low·formula <= quantity <= high·formula, as it is written: of a negative formula low and high change sides
  test.each<[string, string, string, string, string]>([
    ['a negative formula', '-E(K)', `-1*${MEAN}`, '{ low: 1/2, high: 2 }', 'refuted'],
    [
      'a negative formula, and negative constants',
      'E(K)',
      `-1*${MEAN}`,
      '{ low: -1, high: -1 }',
      'supported',
    ],
    ['0 within multiples of 0', 'E(K) - E(K)', '0*d', '{ low: 1/2, high: 2 }', 'supported'],
    ['exactly at an irrational constant', `sqrt(2)*E(K)`, MEAN, '{ low: sqrt(2), high: 2 }', 'supported'],
    ['beyond it by 10^-60', `sqrt(2)*E(K)`, `${MEAN}*(1 + 1/10^60)`, '{ low: sqrt(2), high: 2 }', 'refuted'],
    [
      '0 within multiples of a formula of both signs',
      '0*E(K)',
      `${MEAN} - 4`,
      '{ low: 0, high: 0 }',
      'supported',
    ],
  ])('%s: %s, %s, %s is %s', (_, quantity, formula, constants, outcome) => {
    expect(decide({ relation: 'within-constants', quantity, formula, constants }).outcome).toBe(outcome);
  });

  test('reports the extremes of quantity/formula and where they are', () => {
    // quantity/formula = 1/(1 + floor(min(d, 4)/4)/10), which is 1 up to d = 3 and 10/11 from then on
    const { low, lowAt, high, highAt } = found({ ...WITHIN, formula: `${MEAN}*(1 + floor(min(d, 4)/4)/10)` });
    expect(low).toBeCloseTo(10 / 11, 12);
    expect(high).toBeCloseTo(1, 12);
    expect([lowAt.widths.length > 4, highAt.widths.length > 4]).toEqual([true, false]);
  });

  test('narrow networks break constants that wide ones keep: at n = 1 a layer gains 6, not e⁵', () => {
    const growth = {
      ...WITHIN,
      quantity: 'E(f^4)/E(f^2)^2',
      formula: 'exp(5*(d - 1)/n)',
      constants: '{ low: 1/100, high: 4 }',
      domain: '{ d: { integer: [1, inf] }, n: { width: [1, inf] }, r: 1 }',
    };
    const verdict = decide(growth);
    expect(verdict.outcome).toBe('refuted');
    // 3 (1 + 5/n)^(d-1) e^(-5(d-1)/n) is at least 3 e^(-12.5 (d-1)/n²) and at most 3
    expect(decide({ ...growth, where: '(d - 1)/n^2 <= 1/4' }).outcome).toBe('supported');
  });
});

test('where the formula is 0 the quantity has to be 0', () => {
  expect(decide({ ...WITHIN, formula: 'd*r' }).outcome).toBe('refuted');
  expect(decide({ ...WITHIN, quantity: 'E(Kw)', formula: '2*d*r' }).outcome).toBe('supported');
});

describe('what cannot be decided is undecided', () => {
  test.each<[string, Written]>([
    ['a formula without a value somewhere', { ...WITHIN, formula: `${MEAN} + 0/(d - 3)` }],
    ['a condition that nothing meets', { ...WITHIN, where: 'd < 1' }],
    ['a moment beyond the oracle', { ...WITHIN, quantity: 'E(K^9)' }],
  ])('%s', (_, written) => {
    const verdict = decide(written);
    expect(verdict.outcome).toBe('undecided');
    expect(evidenceOf(verdict).some((one) => one.kind === 'refused')).toBe(true);
  });
});

import { describe, expect, test } from 'vitest';
import { decide, evidenceOf, JOINT, MEAN, type Written } from './claims.ts';

/** Claims and domains that are easy to get wrong: each of these once was. */
const F4: Written = {
  relation: 'tends-to',
  domain: JOINT,
  quantity: 'E(f^4)/E(f^2)^2',
  formula: '3*exp(5*lambda)',
};
const WITHIN: Written = { relation: 'within-constants', constants: '{ low: 1/2, high: 2 }' };

describe('agreement', () => {
  test.each(['exp(log(d + 1)) > d + 1', '1/(d - 2) > 0', 'n[2] > 1'])(
    'a condition that is not decided, %s, leaves a claim undecided',
    (where) => {
      expect(decide({ where }).outcome).toBe('undecided');
    },
  );

  test('an irrational condition is decided where its sides differ', () => {
    expect(decide({ where: 'exp(d) > 2' }).outcome).toBe('proved');
  });

  test('a difference behind 150 digits is seen, and a root of a whole number is whole', () => {
    const bracket = '1 + 10^150*(sqrt(1 + 1/10^150) - 1)';
    expect(decide({ formula: `${MEAN}*(${bracket})` }).outcome).toBe('refuted');
    expect(decide({ formula: `${MEAN}*floor(sqrt(10)^2)/10` }).outcome).toBe('supported');
  });

  test('sides that cannot be told apart are undecided, with an enclosure of their difference', () => {
    const { outcome, reason } = decide({ formula: `${MEAN}*exp(log(5))/5` });
    expect(outcome).toBe('undecided');
    expect(reason).toMatch(/differ by \[-.*, .*\], to 2560 digits/);
  });

  test('a computed variance that makes no network leaves a claim undecided', () => {
    const domain =
      '{ d: { integer: [1, inf] }, n: { widths: [1, inf] }, r: { rational: [0, inf] }, sigma_w2: { equals: 1 - r } }';
    expect(decide({ convention: 'ntk-no-bias', domain, quantity: 'E(f^2)', formula: 'E(f^2)' }).outcome).toBe(
      'undecided',
    );
  });

  test('a witness shows two different values even when they differ in the 31st digit', () => {
    const [found] = evidenceOf(decide({ formula: `${MEAN}*sqrt(1 + 1/10^30)` }));
    if (found?.kind !== 'counterexample') throw new Error('not refuted');
    expect(found.witness.formula.text).not.toBe(found.witness.quantity.text);
  });
});

describe('limits', () => {
  test('a claim is tried only where its condition holds', () => {
    const formula = '3*exp(5*lambda)*(1 + floor(lambda))';
    expect(decide({ ...F4, formula, where: 'lambda < 1' }).outcome).toBe('supported');
  });

  test('a claim about every depth is tried at more than one', () => {
    const domain = '{ d: { integer: [1, inf] }, n: { width: [1, inf] }, r: 1 }';
    expect(decide({ ...F4, domain, formula: '3 + (d - 1)*(d - 2)' }).outcome).toBe('refuted');
  });

  test('a right limit that is approached like 1/log(n) is not refuted', () => {
    expect(decide({ ...F4, quantity: 'E(f^4)/E(f^2)^2 + 1/log(n)' }).outcome).toBe('undecided');
  });

  test('a limit at fixed depth that is off by one in a thousand is refuted', () => {
    const domain = '{ d: 3, n: { width: [1, inf] }, r: 1 }';
    expect(decide({ ...F4, domain, formula: '3.003' }).outcome).toBe('refuted');
  });
});

describe('constants', () => {
  test('a ratio that is exactly a constant is within the constants', () => {
    expect(decide({ ...WITHIN, formula: `2*${MEAN}` }).outcome).toBe('supported');
  });

  test('no input width outside the domain is tried', () => {
    const domain = '{ d: { integer: [1, inf] }, n: { width: [1, inf] }, n0: { integer: [5/2, 4] }, r: 1 }';
    expect(decide({ ...WITHIN, domain, formula: `${MEAN} + 0/(n0 - 5)` }).outcome).toBe('supported');
  });
});

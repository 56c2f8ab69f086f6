import { describe, expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/verify/verify.ts';
import { decide, evidenceOf, JOINT, MEAN, QUICK, type Written } from './claims.ts';

/** Claims and domains that are easy to get wrong: each of these once was. */
const F4: Written = {
  relation: 'tends-to',
  domain: JOINT,
  quantity: 'E(f^4)/E(f^2)^2',
  formula: '3*exp(5*lambda)',
};
const WITHIN: Written = { relation: 'within-constants', constants: '{ low: 1/2, high: 2 }' };

describe('agreement', () => {
  test.each(['log(exp(exp(d)))/exp(d) > 1', '1/(d - 2) > 0', 'n[2] > 1'])(
    'a condition that has no value or is not decided, %s, leaves a claim undecided',
    (where) => {
      expect(decide({ where }).outcome).toBe('undecided');
    },
  );

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

describe('what the program knows', () => {
  const equal = '{ d: { integer: [1, inf] }, n: { width: [1, inf] }, r: 1 }';

  test('a bracket that is 3/2 behind 150 digits of cancellation is 1/2 and not 1', () => {
    // 10^150 (√(1 + 10^-150) - 1) = 1/2 - 10^-150/8 + …
    const bracket = '10^150*(sqrt(1 + 1/10^150) - 1)';
    expect(decide({ domain: equal, quantity: 'E(Kw)', formula: `2*d*(1 + ${bracket})` }).outcome).toBe(
      'refuted',
    );
    const near = { domain: equal, quantity: 'E(Kw)', formula: `4*d*(${bracket} + 1/10^140)` };
    expect(decide({ ...near, relation: 'at-most' }).outcome).toBe('supported');
    expect(decide({ ...near, relation: 'at-least' }).outcome).toBe('refuted');
  });

  test('√10² is 10, and its floor too', () => {
    const floor = (what: string) =>
      decide({ domain: equal, quantity: 'E(Kw)', formula: `2*d*floor(${what})/10` });
    expect(floor('sqrt(10)^2').outcome).toBe('supported');
    expect(floor('exp(log(10))').outcome).not.toBe('refuted');
    expect(floor('sqrt(101)').outcome).toBe('supported');
    expect(floor('sqrt(99)').outcome).toBe('refuted');
  });

  test('what does not depend on the width is tried deep at a pinned one', () => {
    const domain = '{ d: { integer: [1, inf] }, n: { width: [1, 1] }, r: 1, sigma_w2: 2 }';
    const deep = (least: number): Written => ({
      convention: 'ntk-no-bias',
      gates: 'relu',
      domain,
      quantity: 'NTK(1)',
      relation: 'at-most',
      // NTK(1) = 2 d r.
      formula: `2*d + (${least} - d)/10^9`,
    });
    expect(decide(deep(1500)).outcome).toBe('refuted');
    expect(decide(deep(10 ** 9)).outcome).toBe('supported');
  });

  test('the narrow layers first and then wide ones are found, at a small input', () => {
    const claim: Written = {
      gates: 'relu',
      domain: '{ d: { integer: [1, inf] }, n: { widths: [1, inf] }, r: { rational: "(0, inf)" } }',
      quantity: 'E(K^2)',
      relation: 'at-least',
      formula: 'Sum(k, 1, d, k*Prod(i, k, d - 1, 1 + 5/n[i]))',
    };
    expect(decide(claim, { ...DEFAULT_OPTIONS, effort: { ...QUICK.effort, climbed: 60 } }).outcome).toBe(
      'refuted',
    );
    // Without dead layers it holds: E K_b² is at least the sum, by its closed form.
    expect(decide({ ...claim, gates: 'fair' }).outcome).toBe('supported');
  });

  test('low·formula <= quantity <= high·formula is tested as it stands, for a negative formula too', () => {
    const negative = { ...WITHIN, domain: equal, quantity: '-E(Kw)', formula: '-2*d' };
    expect(decide(negative).outcome).toBe('refuted');
    expect(decide({ ...negative, constants: '{ low: 1, high: 1 }' }).outcome).toBe('supported');
  });
});

import { describe, expect, test } from 'vitest';
import { checkLimit } from '../../src/verify/limit.ts';
import type { LimitFound } from '../../src/verify/verdict.ts';
import { tasksOf } from '../../src/verify/verify.ts';
import { decide, evidenceOf, JOINT, statement, type Written } from './claims.ts';

/** E f⁴ = 3 (2r)² Π (1 + 5/n) over the hidden layers, so E f⁴ / (E f²)² -> 3 e^{5λ} when d = λ n. */
const F4: Written = {
  relation: 'tends-to',
  domain: JOINT,
  quantity: 'E(f^4)/E(f^2)^2',
  formula: '3*exp(5*lambda)',
};
/** E f⁴ / (E f²)² = 3 (1 + 5/n)² at d = 3. */
const FIXED: Written = { ...F4, domain: '{ d: 3, n: { width: [1, inf] }, r: 1 }', formula: '3' };

const limits = (written: Written): LimitFound[] =>
  evidenceOf(decide(written)).filter((one) => one.kind === 'limit');

/** What exact values at growing width say, without a proof. */
const numerically = (written: Written) => {
  const [task] = tasksOf([statement(written)]);
  return checkLimit({ ...task!, claim: task!.statement.claims[0]!, seed: 1 });
};

describe('the right limit is supported by exact values at growing width', () => {
  test.each<[string, Written]>([
    ['with d/n fixed', F4],
    ['with d fixed', FIXED],
    ['of a quantity that is constant', { ...F4, quantity: 'E(f^2)', formula: '2' }],
    ['of a quantity that vanishes', { ...F4, quantity: 'E(f^2)/n', formula: '0' }],
    ['at a remainder of order 1/n²', { ...F4, quantity: 'E(f^2)*(1 + 1/n^2)', formula: '2' }],
  ])('%s', (_, written) => expect(numerically(written).outcome).toBe('supported'));

  test('with the order of its remainder', () => {
    expect(numerically(F4).reason).toMatch(/^remainder O\(1\/n\)/);
    expect(numerically({ ...F4, quantity: 'E(f^2)*(1 + 1/n^2)', formula: '2' }).reason).toMatch(
      /^remainder O\(1\/n\^2\)/,
    );
  });

  test('at several λ, from exact values at widths that double', () => {
    const found = limits(F4);
    expect(found.map(({ at }) => at.lambda)).toEqual(['1', '2', '1/2']);
    for (const { widths, remainders, at } of found) {
      for (const [i, n] of widths.entries()) {
        expect(n).toBe(widths[0]! * 2 ** i);
        const [num, den = 1] = at.lambda!.split('/').map(Number);
        const lambda = num! / den;
        const expected = 3 * ((1 + 5 / n) ** (lambda * n - 1) - Math.exp(5 * lambda));
        expect(remainders[i]! / expected).toBeCloseTo(1, 6);
      }
    }
  });
});

describe('a wrong limit is refuted', () => {
  test.each<[string, string]>([
    ['four for five', '3*exp(4*lambda)'],
    ['off by one in a thousand', '3.003*exp(5*lambda)'],
    ['a constant', '3'],
    ['zero', '0'],
    ['right at λ = 1 alone', '3*exp(5)'],
  ])('%s', (_, formula) => expect(decide({ ...F4, formula }).outcome).toBe('refuted'));

  test('with what the exact values tend to', () => {
    const [found] = limits({ ...F4, formula: '3.003*exp(5*lambda)' });
    const lambda = Number(found!.at.lambda);
    expect(found!.extrapolated / (3 * Math.exp(5 * lambda))).toBeCloseTo(1, 6);
    expect(found!.claimed / (3.003 * Math.exp(5 * lambda))).toBeCloseTo(1, 12);
  });

  test('never supported, however slowly the remainders show it', () => {
    expect(decide({ ...FIXED, formula: '3.003' }).outcome).toMatch(/refuted|undecided/);
    expect(decide({ ...F4, quantity: 'E(f^2)/n', formula: '1/10^6' }).outcome).toMatch(/refuted|undecided/);
  });
});

describe('a limit that the values do not show is undecided', () => {
  test.each<[string, Written]>([
    ['a remainder of order 1/√n', { ...F4, quantity: 'E(f^2) + 1/sqrt(n)', formula: '2' }],
    ['a quantity that diverges', { ...F4, quantity: 'n*E(f^2)', formula: '2' }],
    ['a depth that is never whole', { ...F4, domain: JOINT.replace('lambda*n', 'lambda*n + 1/2') }],
    ['a formula without a value at λ = 1', { ...F4, formula: '3*exp(5*lambda) + 0/(lambda - 1)' }],
    ['a moment beyond the oracle', { ...F4, quantity: 'E(K^9)' }],
  ])('%s', (_, written) => expect(decide(written).outcome).toBe('undecided'));
});

describe('an asymptotic claim: the order of the relative remainder', () => {
  /** E f⁴ = 12 r² (1 + 5/n)^(d-1). */
  const series: Written = {
    relation: 'asymptotic',
    domain: '{ d: { integer: [1, inf] }, n: { width: [1, inf] }, r: { rational: [0, inf] } }',
    quantity: 'E(f^4)',
    formula: '12*r^2*(1 + 5*(d - 1)/n)',
    order: 2,
  };
  const joint: Written = {
    ...series,
    domain: JOINT,
    quantity: 'E(f^4)',
    formula: '12*exp(5*lambda)*(1 - 5*(1 + 5*lambda/2)/n)',
  };
  const exact = { ...series, formula: '12*r^2*(1 + 5/n)^(d - 1)' };

  test.each<[string, Written, RegExp]>([
    ['the leading term', { ...series, formula: '12*r^2', order: 1 }, /^remainder O\(1\/n\) at 8 points/],
    ['two terms', series, /^remainder O\(1\/n\^2\) at 8 points; an error of \de-\d+\/n would show/],
    ['less than is true', { ...series, order: 1 }, /^remainder O\(1\/n\^2\)/],
    ['two terms at d = λ n', joint, /^remainder O\(1\/n\^2\) at 3 points/],
    ['a formula that is exact', { ...exact, order: 9 }, /^equal at every n at 8 points/],
    [
      'the ninth order',
      { ...exact, formula: `${exact.formula}*(1 + 2/n^9)`, order: 9 },
      /^remainder O\(1\/n\^9\)/,
    ],
    ['zero, which is zero', { ...series, quantity: '0*E(f)', formula: '0' }, /^equal at every n/],
  ])('%s is supported', (_, written, reason) => {
    const { outcome, reason: found } = numerically(written);
    expect([outcome, found]).toEqual(['supported', expect.stringMatching(reason)]);
  });

  test.each<[string, Written, RegExp]>([
    [
      'a higher order than is true',
      { ...series, order: 3 },
      /^at r = 1, d = 3 the relative remainder is 25\.0*\/n\^2, not O\(1\/n\^3\)/,
    ],
    ['the leading term alone', { ...series, formula: '12*r^2' }, /is 5\.0*\/n, not O\(1\/n\^2\)/],
    [
      'a wrong coefficient',
      { ...series, formula: '12*r^2*(1 + 4*(d - 1)/n)' },
      /is 1\.0*\/n, not O\(1\/n\^2\)/,
    ],
    ['a wrong leading term', { ...series, formula: '12.012*r^2' }, /tends to 0\.9990\d*, not 1/],
    ['a coefficient wrong at d = λ n', { ...joint, formula: '12*exp(5*lambda)*(1 - 5/n)' }, /\/n, not O/],
    [
      'the ninth order, of a remainder of the eighth',
      { ...exact, formula: `${exact.formula}*(1 + 2/n^8)`, order: 9 },
      /is -2\.0*\/n\^8, not O\(1\/n\^9\)/,
    ],
  ])('%s is refuted', (_, written, reason) => {
    const { outcome, reason: found } = decide(written);
    expect([outcome, found]).toEqual(['refuted', expect.stringMatching(reason)]);
  });

  test.each<[string, Written]>([
    ['a remainder of order 1/√n', { ...series, formula: '12*r^2*(1 + 1/sqrt(n))', order: 1 }],
    ['a ratio that diverges', { ...series, formula: 'r^2/n' }],
    ['a formula that is zero', { ...series, formula: '0' }],
  ])('%s is undecided', (_, written) => expect(decide(written).outcome).toBe('undecided'));

  test('reads as it is meant', () => {
    const [claim] = decide({ ...series, formula: '12*r^2 + 60*r^2*(d - 1)/n' }).claims;
    expect(claim!.claim).toBe('E(f^4) = (12*r^2 + 60*r^2*(d - 1)/n)*(1 + O(1/n^2))');
    expect(decide({ ...series, order: 1 }).claims[0]!.claim).toMatch(/ = 12\*r\^2\*.*\*\(1 \+ O\(1\/n\)\)$/);
  });
});

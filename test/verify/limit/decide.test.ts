import { describe, expect, test } from 'vitest';
import { readStatement } from '../../../src/statement/read.ts';
import { decideLimit, extrapolate } from '../../../src/verify/limit/decide.ts';
import { limitPoints } from '../../../src/verify/limit/points.ts';
import type { Subject } from '../../../src/verify/subject.ts';
import type { DerivedLimit, LimitFound } from '../../../src/verify/verdict.ts';
import { tasksOf } from '../../../src/verify/verify.ts';
import { conventions, JOINT, statement, type Written } from '../claims.ts';

/** E f⁴ = 3 (2r)² Π (1 + 5/n) over the hidden layers, so E f⁴ / (E f²)² -> 3 e^{5λ} when d = λ n. */
const F4: Written = {
  relation: 'tends-to',
  domain: JOINT,
  quantity: 'E(f^4)/E(f^2)^2',
  formula: '3*exp(5*lambda)',
};
/** E f⁴ / (E f²)² = 3 (1 + 5/n)² at d = 3. */
const FIXED: Written = { ...F4, domain: '{ d: 3, n: { width: [1, inf] }, r: 1 }', formula: '3' };

const subject = (written: Written): Subject => {
  const [task] = tasksOf([statement(written)]);
  return { ...task!, claim: task!.statement.claims[0]!, seed: 1 };
};
const decide = (written: Written) => decideLimit(subject(written));
const outcome = (written: Written): string => decide(written).outcome;
/** What exact values at growing width say, without a proof. */
const numerically = (written: Written) => {
  const one = subject(written);
  return extrapolate(one, limitPoints(one));
};
/** The points at which the claim was found to fail. */
const truth = (written: Written): DerivedLimit =>
  decide(written).evidence.find((one): one is DerivedLimit => one.kind === 'derived-limit')!;

describe('the right limit is proved', () => {
  test.each<[string, Written]>([
    ['with d/n fixed', F4],
    ['with d fixed', FIXED],
    ['with d in a range', { ...FIXED, domain: '{ d: { integer: [2, 5] }, n: { width: [1, inf] }, r: 1 }' }],
    ['of a quantity that is constant', { ...F4, quantity: 'E(f^2)', formula: '2' }],
    ['of a quantity that vanishes', { ...F4, quantity: 'E(f^2)/n', formula: '0' }],
    // Without biases r is a factor r² of both moments.
    ['at an input of 10^-15', { ...F4, domain: JOINT.replace('r: 1', "r: '1/1000000000000000'") }],
    ['at one λ', { ...F4, domain: JOINT.replace('{ rational: "(0, 2]" }', '1/2') }],
  ])('%s', (_, written) => expect(outcome(written)).toBe('proved'));
});

describe('exact values at growing width support the right limit, with everything that was not tried', () => {
  test.each<[string, Written, RegExp]>([
    [
      'with d/n fixed',
      F4,
      /^remainder O\(1\/n\) at \d+ points, along sizes that double, and next to them, up to n = \d+; an error of/,
    ],
    ['of a constant', { ...F4, quantity: 'E(f^2)', formula: '2' }, /^equal at every n at/],
    [
      'at a remainder of order 1/n²',
      { ...F4, quantity: 'E(f^2)*(1 + 1/n^2)', formula: '2' },
      /^remainder O\(1\/n\^2\) at .*; other points and larger sizes were not tried$/,
    ],
    [
      'of a formula that is 0 at a small size',
      { ...F4, relation: 'asymptotic', order: 1, quantity: 'E(f^2)*(1 - 3/n)', formula: '2*(1 - 4/n)' },
      /^remainder O\(1\/n\) at/,
    ],
    [
      'of a remainder that changes sign at large sizes',
      { ...F4, quantity: 'E(f^2)*(1 + 1/(100*n) - 3/n^2)', formula: '2' },
      /^remainder O\(1\/n\) at/,
    ],
  ])('%s', (_, written, reason) => {
    const found = numerically(written);
    expect([found.outcome, found.reason]).toEqual(['supported', expect.stringMatching(reason)]);
  });

  test('from exact values at several λ', () => {
    const found = numerically(F4).evidence.filter((one): one is LimitFound => one.kind === 'limit');
    expect(new Set(found.map(({ at }) => at.lambda)).size).toBeGreaterThanOrEqual(5);
    const first = found.filter(({ at }) => at.lambda === '1');
    for (const { widths, remainders, at } of first) {
      for (const [i, n] of widths.entries()) {
        const lambda = Number(at.lambda);
        const expected = 3 * ((1 + 5 / n) ** (lambda * n - 1) - Math.exp(5 * lambda));
        expect(remainders[i]! / expected).toBeCloseTo(1, 6);
      }
    }
  });
});

describe('a wrong limit is refuted by the true one', () => {
  test.each<[string, string]>([
    ['four for five', '3*exp(4*lambda)'],
    ['off by one in a thousand', '3.003*exp(5*lambda)'],
    ['off in the thirtieth digit', '(3 + 1/10^30)*exp(5*lambda)'],
    ['a constant', '3'],
    ['zero', '0'],
    ['right at λ = 1 alone', '3*exp(5)'],
    ['right at λ = 1/2, 1 and 2 alone', '3*exp(5*lambda) + (2*lambda - 1)*(lambda - 1)*(lambda - 2)'],
  ])('%s', (_, formula) => expect(outcome({ ...F4, formula })).toBe('refuted'));

  test.each<[string, Written]>([
    ['at a fixed depth', { ...FIXED, formula: '3.003' }],
    ['of what vanishes', { ...F4, quantity: 'E(f^2)/n', formula: '1/10^6' }],
    ['of what grows', { ...F4, quantity: 'n*E(f^2)', formula: '2' }],
    ['of what grows exponentially', { ...F4, quantity: 'E(f^2)*2^d', formula: '2' }],
  ])('%s', (_, written) => expect(outcome(written)).toBe('refuted'));

  test('with its value, and with a certificate', () => {
    const { evidence, reason } = decide({ ...F4, formula: '3.003*exp(5*lambda)' });
    expect(reason).toMatch(
      /^at r = 1, lambda = 1 the limit is 445\.23948, not 445\.68472 \(off by 0\.100%\)$/,
    );
    expect(evidence.map(({ kind }) => kind)).toContain('certificate');
    expect(truth({ ...F4, formula: '3.003*exp(5*lambda)' })).toMatchObject({
      limit: '3*exp(5*lambda)',
      side: 'fails',
    });
  });

  test('extrapolated values alone refute nothing', () => {
    const found = numerically({ ...F4, formula: '3.003*exp(5*lambda)' });
    expect([found.outcome, found.reason]).toEqual([
      'undecided',
      expect.stringContaining('which proves nothing'),
    ]);
  });
});

describe('inputs of all sizes', () => {
  // E K_w = 2dr and E K_b = d, so that E K / n -> λ (1 + 2r).
  const mean: Written = {
    relation: 'tends-to',
    domain:
      '{ d: { equals: lambda*n }, n: { width: [1, inf] }, r: { rational: "(0, inf)" }, lambda: { rational: "(0, inf)" } }',
    quantity: 'E(K)/n',
    formula: 'lambda*(1 + 2*r)',
  };
  test.each<[string, string]>([
    ['1 and 2', '(r - 1)*(r - 2)'],
    ['10^-18 and 10^18', '(r - 1/10^18)*(r - 10^18)/10^18'],
  ])('a limit that holds at r = %s alone is not supported', (_, error) =>
    expect(outcome({ ...mean, formula: `${mean.formula} + ${error}` })).not.toMatch(/supported|proved/),
  );

  test.each(['1/10^18', '1/10^6', '10^6', '10^18'])('a true limit at r = %s alone is proved', (text) => {
    const [num, den] = text.includes('/')
      ? ['1', `1${'0'.repeat(Number(text.split('^')[1]))}`]
      : [`1${'0'.repeat(Number(text.split('^')[1]))}`, '1'];
    const at = mean.domain!.replace('{ rational: "(0, inf)" }, lambda', `'${num}/${den}', lambda`);
    expect(outcome({ ...mean, domain: at })).toBe('proved');
  });

  test('r may follow from the depth: |x| = 1 at n_0 = d', () => {
    const domain =
      '{ d: { equals: lambda*n }, n: { width: [1, inf] }, lambda: { rational: "(0, inf)" }, r: { equals: 1/d } }';
    // E K_w = 2dr = 2.
    expect(outcome({ ...mean, domain, quantity: 'E(Kw)', formula: '2' })).toBe('supported');
    expect(outcome({ ...mean, domain, quantity: 'E(Kw)', formula: '2 + (lambda - 1)/1000' })).toBe('refuted');
    expect(outcome({ ...mean, domain, quantity: 'E(Kw)*d', formula: '2' })).toBe('refuted');
  });
});

describe('a depth that grows at a fixed width', () => {
  const DEEP = '{ d: { integer: [1, inf] }, n: { width: [1, inf] }, r: { rational: "(0, inf)" } }';
  const deep = (quantity: string, formula: string): string => {
    // Logarithms of long rationals take long.
    const domain = quantity.startsWith('log') ? DEEP.replace('width: [1, inf]', 'width: [2, 3]') : DEEP;
    const [task] = tasksOf([statement({ relation: 'tends-to', domain, quantity, formula })]);
    const claim = { ...task!.statement.claims[0]!, as: 'd' as const };
    return decideLimit({ ...task!, claim, seed: 1 }).outcome;
  };

  test.each([
    ['E(Kw)/d', '2*r'],
    // E f⁴ = 12 r² (1 + 5/n)^(d-1)
    ['E(f^4)/(1 + 5/n)^d', '12*r^2/(1 + 5/n)'],
    ['log(E(f^4))/d', 'log(1 + 5/n)'],
    ['E(f^2)/d', '0'],
  ])('%s -> %s is supported', (quantity, formula) => expect(deep(quantity, formula)).toBe('supported'));

  test.each([
    ['E(Kw)/d', '2*r + (r - 1)*(r - 2)'],
    ['(-1)^d*E(Kw)/(2*r*d)', '1'],
    ['(-1)^d*E(Kw)/(2*r*d)', '0'],
    ['E(f^4)/(1 + 5/n)^d', '12*r^2'],
    ['log(E(f^4))/d', 'log(1 + 4/n)'],
    ['E(Kw)', '2*r'],
    ['E(f^4)', '12*r^2'],
  ])('%s -> %s is refuted', (quantity, formula) => expect(deep(quantity, formula)).toBe('refuted'));
});

describe('a limit that nothing shows is undecided', () => {
  test.each<[string, Written]>([
    ['a remainder of order 1/√n', { ...F4, quantity: 'E(f^2) + 1/sqrt(n)', formula: '2' }],
    ['a remainder of order 1/log(n)', { ...F4, quantity: 'E(f^4)/E(f^2)^2 + 1/log(n)' }],
    ['a depth that is never whole', { ...F4, domain: JOINT.replace('lambda*n', 'lambda*n + 1/2') }],
    ['a formula without a value at λ = 1', { ...F4, formula: '3*exp(5*lambda) + 0/(lambda - 1)' }],
    ['a moment beyond the oracle', { ...F4, quantity: 'E(K^9)' }],
    [
      'values that alternate, of no closed form',
      { ...F4, quantity: 'E(f^2)*(1 + (-1)^n*abs(sqrt(2)))', formula: '2' },
    ],
  ])('%s', (_, written) => expect(outcome(written)).toBe('undecided'));
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
  const bounded = (written: Written): Written => ({
    ...written,
    domain: '{ d: { integer: [2, 4] }, n: { width: [1, inf] }, r: { rational: "(0, inf)" } }',
  });

  test.each<[string, Written]>([
    ['the leading term', { ...series, formula: '12*r^2', order: 1 }],
    ['two terms', series],
    ['less than is true', { ...series, order: 1 }],
  ])('%s, at depths in a range, is proved', (_, written) => expect(outcome(bounded(written))).toBe('proved'));

  test('two terms at d = λ n are proved', () => expect(outcome(joint)).toBe('proved'));

  test.each<[string, Written, RegExp]>([
    ['the leading term', { ...series, formula: '12*r^2', order: 1 }, /^remainder O\(1\/n\) at/],
    ['a formula that is exact', { ...exact, order: 9 }, /^equal at every n at/],
    [
      'the ninth order',
      { ...exact, formula: `${exact.formula}*(1 + 2/n^9)`, order: 9 },
      /^remainder O\(1\/n\^9\)/,
    ],
  ])('%s is supported by values alone', (_, written, reason) => {
    const domain = written.domain!.replace('{ rational: [0, inf] }', '1');
    const { outcome: word, reason: found } = numerically({ ...written, domain });
    expect([word, found]).toEqual(['supported', expect.stringMatching(reason)]);
  });

  test.each<[string, Written, RegExp]>([
    [
      'a higher order than is true',
      { ...series, order: 3 },
      /the relative remainder is \d+\.0*\/n\^2, not O\(1\/n\^3\)/,
    ],
    ['the leading term alone', { ...series, formula: '12*r^2' }, /is 5\.0*\/n, not O\(1\/n\^2\)/],
    [
      'a wrong coefficient',
      { ...series, formula: '12*r^2*(1 + 4*(d - 1)/n)' },
      /is 1\.0*\/n, not O\(1\/n\^2\)/,
    ],
    ['a wrong leading term', { ...series, formula: '12.012*r^2', order: 1 }, /tends to 0\.9990\d*, not 1/],
    [
      'the ninth order, of a remainder of the eighth',
      { ...exact, formula: `${exact.formula}*(1 + 2/n^8)`, order: 9 },
      /is -2\.0*\/n\^8, not O\(1\/n\^9\)/,
    ],
    ['a ratio that diverges', { ...series, formula: 'r^2/n' }, /quantity\/formula grows like n/],
  ])('%s is refuted', (_, written, reason) => {
    const { outcome: word, reason: found } = decide(written);
    expect([word, found]).toEqual(['refuted', expect.stringMatching(reason)]);
  });

  test.each<[string, Written]>([
    ['a remainder of order 1/√n', { ...series, formula: '12*r^2*(1 + 1/sqrt(n))', order: 1 }],
    ['a formula that is zero', { ...series, formula: '0' }],
    // exp(λ) stands in the formula, so that the closed form of the quotient is not found; values do not refute.
    ['a coefficient wrong at d = λ n', { ...joint, formula: '12*exp(5*lambda)*(1 - 5/n)' }],
  ])('%s is not supported', (_, written) => expect(outcome(written)).toMatch(/undecided|refuted/));
});

describe('sizes that are too small to tell support nothing', () => {
  // The dispersion has a term of r² times a power below 1 of d: at an input of 10^18 no depth that can be computed is beyond it.
  const growing = (r: string, formula: string) => {
    const written = readStatement(
      'claim.yaml',
      `id: TEST.depth
title: a limit at growing depth
source: { work: ntkcheck }
convention: ntk
gates: relu
expect: supported
domain: { d: { integer: [1, inf] }, n: { width: [4, 4] }, r: ${r}, sigma_w2: 4/3, sigma_b2: 1 }
claims: [{ quantity: E(K^2)/(d^3*E(K)^2), relation: tends-to, as: d, formula: ${formula} }]
`,
      conventions,
    );
    const [task] = tasksOf([written]);
    const one = { ...task!, claim: written.claims[0]!, seed: 1 };
    return extrapolate(one, limitPoints(one));
  };
  const RIGHT = '5/729';

  test('a limit that shows is supported, and a wrong one is not', () => {
    expect(growing('1', RIGHT).outcome).toBe('supported');
    expect(growing('1', '6/729').outcome).toBe('undecided');
  });

  test('where none shows, the right limit is no less undecided than a wrong one', () => {
    for (const formula of [RIGHT, '6/729', '7'])
      expect(growing('1000000000000000000', formula)).toMatchObject({
        outcome: 'undecided',
        reason: 'the sizes that can be computed are too small to tell at any of 1 points',
      });
  });

  test('where some show, the others are told', () => {
    const { outcome: found, reason } = growing('{ rational: [0, inf] }', RIGHT);
    expect(found).toBe('supported');
    expect(reason).toMatch(/too small to tell at \d+ more, as r = 1000/);
  });
});

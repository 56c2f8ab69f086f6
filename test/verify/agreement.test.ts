import { describe, expect, test } from 'vitest';
import type { Counterexample, Refused } from '../../src/verify/verdict.ts';
import { decide, evidenceOf, MEAN, type Written } from './claims.ts';

const counterexample = (written: Written): Counterexample => {
  const verdict = decide(written);
  expect(verdict.outcome).toBe('refuted');
  return evidenceOf(verdict).find((one) => one.kind === 'counterexample')!;
};

describe('equals, at-most and at-least', () => {
  test.each<[string, Written]>([
    ['equals', {}],
    ['at-most', { relation: 'at-most' }],
    ['at-least', { relation: 'at-least' }],
    ['at-most, with room', { relation: 'at-most', formula: `${MEAN} + 1/d` }],
    ['a formula with moments', { quantity: 'E(K)', formula: 'E(Kw) + E(Kb)' }],
    ['a mean that vanishes by symmetry', { quantity: 'E(f)', formula: '0' }],
    ['a formula that is exact by way of irrational numbers', { formula: `${MEAN}*sqrt(2)^2/2` }],
    ['fixed numbers', { domain: '{ d: 3, n: { widths: [2, 2] }, r: 1/2 }', formula: '6' }],
  ])('%s: a true claim is proved, or supported where no lemma covers it', (name, written) => {
    const isCovered = !written.relation && !written.formula?.includes('sqrt');
    const expected = isCovered ? 'proved' : 'supported';
    const verdict = decide({ ...written, expect: expected });
    expect([verdict.outcome, verdict.asExpected]).toEqual([expected, true]);
    const [agreement, ...checks] = evidenceOf(verdict);
    // sqrt(2)^2 is a rational number in closed form; where there is room intervals of doubles do.
    expect(agreement).toMatchObject({ kind: 'exact-agreement', exact: name !== 'at-most, with room' });
    expect(checks.map(({ kind }) => kind)).toContain('simulation');
  });

  test.each<[string, Written]>([
    ['a factor of two', { formula: 'd*(1/2 + r)' }],
    ['a bound that is broken by a little', { relation: 'at-most', formula: `${MEAN} - 1/10^30` }],
    ['a lower bound that is broken by a little', { relation: 'at-least', formula: `${MEAN} + 1/10^30` }],
    ['relu gates, where layers can die', { gates: 'relu' }],
    ['an irrational formula, off by 10^-30', { formula: `${MEAN}*sqrt(1 + 1/10^30)` }],
    ['an irrational formula, far off', { formula: 'd*exp(2*r)' }],
  ])('%s: a false claim is refuted', (_, written) => {
    const verdict = decide(written);
    expect([verdict.outcome, verdict.asExpected]).toEqual(['refuted', false]);
  });

  test('the oracles agree at the witness of a refuted claim', () => {
    const checks = evidenceOf(decide({ formula: 'd*(1/2 + r)' })).filter((one) => one.kind === 'simulation');
    expect(
      checks.filter(({ hypothesis }) => hypothesis === 'exact oracle').every(({ rejected }) => !rejected),
    ).toBe(true);
    expect(checks.some(({ hypothesis }) => hypothesis === 'claim')).toBe(true);
  });
});

describe('the witness', () => {
  // The error is 0 for d <= 3, and 6 r at d = 4: E(K) = 4 (1 + 2 r) there.
  test('of a claim that holds for d <= 3 only is at d = 4, with the values of both sides', () => {
    const { witness } = counterexample({ formula: `${MEAN} + (d - 1)*(d - 2)*(d - 3)*r` });
    expect(witness.architecture.widths).toEqual([1, 1, 1, 1, 1]);
    expect(witness.architecture.values).toEqual({ r: '1' });
    expect([witness.quantity.text, witness.formula.text]).toEqual(['12', '18']);
    expect(witness.relativeError).toBeCloseTo(0.5, 12);
  });

  test.each([5, 6, 7])('of a claim that fails from depth %i on is at that depth, all widths 1', (depth) => {
    const { witness } = counterexample({ formula: `${MEAN} + floor(d/${depth})` });
    expect(witness.architecture.widths).toEqual(Array<number>(depth + 1).fill(1));
  });

  test.each([3, 5, 9])(
    'of a claim that fails from hidden width %i on has one layer of that width, and else width 1',
    (width) => {
      const { witness } = counterexample({ formula: `${MEAN} + Sum(i, 1, d - 1, floor(n[i]/${width}))` });
      const { widths } = witness.architecture;
      expect(widths.filter((n) => n > 1)).toEqual([width]);
      expect(widths.length).toBeLessThanOrEqual(4);
    },
  );

  test('meets the condition of the statement', () => {
    const { witness } = counterexample({ where: 'd >= 2 and n[1] >= 3', formula: `${MEAN} + 1` });
    expect(witness.architecture.widths).toEqual([1, 3, 1]);
  });
});

describe('what cannot be decided is undecided, and says where', () => {
  const refusal = (written: Written): Refused => {
    const verdict = decide(written);
    expect([verdict.outcome, verdict.asExpected]).toEqual(['undecided', false]);
    return evidenceOf(verdict).find((one) => one.kind === 'refused')!;
  };

  test.each<[string, Written, RegExp, number]>([
    ['a division by zero at d = 2', { formula: `${MEAN} + 0/(d - 2)` }, /^division by zero$/, 2],
    ['one in the quantity', { quantity: 'E(K) + 0/(d - 2)' }, /^division by zero$/, 2],
    [
      'a width that is not there',
      { formula: `${MEAN} + 0*n[d + 1]` },
      /^n\[2\] does not exist: n has indices 0 to 1$/,
      1,
    ],
    [
      'a moment beyond the oracle',
      { quantity: 'E(K^9)', formula: '0' },
      /^E\(K\^9\) has degree 9; the exact oracle goes to/,
      1,
    ],
    ['an observable that is no polynomial', { quantity: 'E(exp(K))' }, /exp of an observable/, 1],
    [
      'an odd moment under a ReLU',
      { convention: 'hanin-nica-2019-relu-output', quantity: 'E(f)', formula: '0' },
      /odd/,
      1,
    ],
  ])('%s', (_, written, reason, depth) => {
    const found = refusal(written);
    expect(found.reason).toMatch(reason);
    expect(found.architecture!.widths).toHaveLength(depth + 1);
  });

  test('a value that is missing somewhere deep is not overlooked', () => {
    expect(refusal({ formula: `${MEAN} + 0/(d - 6)` }).architecture!.widths).toHaveLength(7);
  });

  test('a false claim is refuted even if it is undefined elsewhere', () => {
    expect(decide({ formula: `${MEAN} + 1 + 0/(d - 2)` }).outcome).toBe('refuted');
  });

  test.each([
    ['nothing meets', 'd < 1'],
    ['hardly anything meets', 'd == 7 and n[1] == 11 and n[2] == 3 and n[3] == 5'],
    ['nothing that is tried meets', 'd > 100'],
  ])('a condition that %s ends after a number of draws', (_, where) => {
    const found = refusal({ where });
    const [, met, drawn] = /^too few architectures meet the condition: (\d+) of (\d+) drawn$/.exec(
      found.reason,
    )!;
    expect(Number(met)).toBeLessThan(5);
    expect(Number(drawn)).toBeLessThan(10_000);
  });
});

import { describe, expect, test } from 'vitest';
import { check } from '../../src/audit/check.ts';
import type { Setting } from '../../src/audit/claim/setting.ts';
import { options, under } from './setting.ts';

const HANIN_NICA = 'hanin-nica-2019';
const decided = (text: string, rest: Partial<Setting> = { gates: 'fair' }, name = HANIN_NICA) =>
  check(text, options(under(name, rest)));

describe('a claim of one line is decided', () => {
  test.each([
    ['E(K) = d*(1 + 2r)', 'proved'],
    ['E(Kb) = d', 'proved'],
    ['d(2r + 1) = E[K]', 'proved'],
    ['E(K_w K_b) >= E(Kw)*E(Kb)', 'supported'],
    ['Var(K) >= 0', 'supported'],
    ['E(K) = d*(1/2 + r)', 'refuted'],
    ['E(K) <= d', 'refuted'],
    ['E(Kb^2)/E(Kb)^2 -> 2*(exp(5*lambda) - 1 - 5*lambda)/(25*lambda^2)', 'proved'],
    ['E(Kb²)/E(Kb)² ~ exp(5 d/n)', 'refuted'],
  ])('%s: %s', (text, verdict) => {
    expect(decided(text).verdict).toBe(verdict);
  });

  test('its domain is what the text can mean, and said', () => {
    expect(decided('E(K) = d*(1 + 2*r)').claim.domain.n).toBe('{ widths: [1, inf] }');
    expect(decided('E(Kb^2) >= d^2 + 0*n').claim.domain.n).toBe('{ width: [1, inf] }');
    const standard = decided('E(K) >= 0*n', {}, 'standard').claim.domain;
    expect(Object.keys(standard)).toEqual(['d', 'n', 'n0', 'r', 'sigma_w2', 'sigma_b2']);
    expect(decided('E(Kb) = d', { gates: 'fair', where: 'd >= 2' }).claim.domain.d).toBe(
      '{ integer: "[2, inf)" }',
    );
  });

  test('a limit that may be meant in two ways is undecided where they differ, and says what to add', () => {
    const text = 'E(Kb^2)/E(Kb)^2 -> 1';
    expect(decided(text)).toMatchObject({ verdict: 'undecided', reason: expect.stringContaining('--as') });
    expect(decided(text, { gates: 'fair', growth: 'n' }).verdict).not.toBe('refuted');
    expect(decided(text, { gates: 'fair', growth: 'd/n' }).verdict).toBe('refuted');
  });
});

test('a proof at equal widths supports a claim about any widths', () => {
  const text = 'E(Kb^2) ~ Sum(k, 1, d, (2*k - 1)*Prod(i, k, d - 1, 1 + 5/n[i]))';
  const { verdict, claim } = decided(text, { gates: 'fair', growth: 'n' });
  expect(verdict).toBe('supported');
  expect(claim.notes).toEqual([expect.stringContaining('equal hidden widths')]);
});

describe('of a claim that is false it says', () => {
  const false_ = decided('E[K] = d(1/2 + r)');

  test('a witness with a hidden layer and r other than 1, and which side is larger', () => {
    expect(false_.witness).toMatchObject({ widths: [1, 1, 1], r: '2', quantity: '10', formula: '5' });
    expect(false_.side).toBe('the formula is too small');
  });

  test('under which convention it is true', () => {
    expect(false_.conventions[0]).toMatchObject({
      convention: 'hanin-nica-2019-relu-output',
      verdict: 'proved',
    });
    const unit = decided(
      'E(Kb^2) = Sum(k, 1, d, (2*k - 1)*Prod(i, k, d - 1, 1 + 5/n[i]))',
      { gates: 'fair' },
      'hanin-nica-2019-unit-output',
    );
    expect(unit.verdict).toBe('refuted');
    expect(unit.conventions[0]!.changes).toBe('the output layer has variance 2/n there');
  });

  test('what is true, and the factor', () => {
    expect(false_.truth).toMatchObject({ formula: '2*r*d + d', verdict: 'proved', factor: '1/2' });
  });

  test('which formulas near it are true', () => {
    expect(false_.repairs.length).toBeGreaterThan(0);
    expect(decided('E(Kb) = 2*d').repairs.map(({ formula }) => formula)).toContain('d');
    expect(decided('E(Kb) = d - 1').repairs.map(({ formula }) => formula)).toContain('d');
    for (const { verdict } of false_.repairs) expect(verdict).toBe('proved');
  });

  test('what is left: that it is a bound, true in a limit, or from some depth on', () => {
    const claims = (text: string): string[] => decided(text).weaker.map(({ claim }) => claim);
    expect(claims('E(K) = d*(1/2 + r)')).toContain('the formula is a lower bound');
    expect(claims('E(Kb^2) = d^2')).toContain('the quotient of the sides tends to 1 as n -> inf at fixed d');
  });
});

import { describe, expect, it } from 'vitest';
import { repairsOf } from '../../../src/audit/diagnosis/repairs.ts';
import { decidedClaim } from './claims.ts';

const repaired = (text: string, row?: string, gates?: 'relu' | 'fair') => {
  const { understood, decided } = decidedClaim(text, row, gates);
  return repairsOf(understood, decided).map(({ formula }) => formula);
};

describe('repairs of an equality', () => {
  it.each([
    ['a constant', 'E(K) = d*(1 + 3*r)', 'd*(1 + 2*r)'],
    ['a sign', 'E(K) = d*(1 - 2*r)', 'd*(1 + 2*r)'],
    ['an operator', 'E(K) = d*(1 + 2/r)', 'd*(1 + 2*r)'],
    ['a letter', 'E(K) = r*(1 + 2*r)', 'd*(1 + 2*r)'],
    ['a factor left out of a term', 'E(K) = d*(1 + 2)', 'd*(1 + 2*r)'],
    ['a doubled constant', 'E(K) = 2*d*(1 + 2*r)', 'd*(1 + 2*r)'],
    [
      'a constant in the body of a Prod',
      'E(f^4) = 12*r^2*Prod(i, 1, d - 1, 1 + 4/n[i])',
      '12*r^2*Prod(i, 1, d - 1, 1 + 5/n[i])',
    ],
    [
      'a bound of a Prod',
      'E(f^4) = 12*r^2*Prod(i, 0, d - 1, 1 + 5/n[i])',
      '12*r^2*Prod(i, 1, d - 1, 1 + 5/n[i])',
    ],
    [
      'a term left out inside a Sum',
      'E(Kb^2) = Sum(k, 1, d, 2*k*Prod(i, k, d - 1, 1 + 5/n[i]))',
      'Sum(k, 1, d, (2*k - 1)*Prod(i, k, d - 1, 1 + 5/n[i]))',
    ],
    ['an exponent', 'E(f^4) = 12*r^2*(1 + 5/n)^d', '12*r^2*(1 + 5/n)^(d - 1)'],
    ['a factor of a base', 'E(f^4) = 12*r^2*(1 + 1/n)^(d - 1)', '12*r^2*(1 + 5/n)^(d - 1)'],
  ])('undo %s', (_, claim, formula) => {
    expect(repaired(claim, 'hanin-nica-2019', 'fair')).toContain(formula);
  });

  it('are of formulas in free parameters too', () => {
    expect(repaired('E(Kw) = d*sigma_w2*r*(sigma_w2/2)^d', 'ntk-no-bias')).toContain(
      'd*sigma_w2*r*(sigma_w2/2)^(d - 1)',
    );
  });

  it('are two edits where there is none by one', () => {
    expect(repaired('E(f^4) = 11*r^2*(1 + 4/n)^(d - 1)')).toContain('12*r^2*(1 + 5/n)^(d - 1)');
  });

  it('are none of a formula that is nowhere near', () => {
    expect(repaired('E(Kw^2) = exp(d)')).toEqual([]);
  });

  it('are shown once where they are one formula in another order', () => {
    const found = repaired('E(f^2) = 3*r');
    expect(found[0]).toBe('2*r');
    expect(new Set(found).size).toBe(found.length);
  });
});

describe('repairs of a bound', () => {
  it('move a constant to where the bound holds', () => {
    const [first] = repaired('E(f^4) <= 12*r^2*(1 + 4/n)^(d - 1)', 'hanin-nica-2019', 'fair');
    expect(first).toBe('12*r^2*(1 + 5/n)^(d - 1)');
  });
});

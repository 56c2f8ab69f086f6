import { describe, expect, it } from 'vitest';
import { truthOf } from '../../../src/audit/diagnosis/truth.ts';
import { decidedClaim } from './claims.ts';

const truth = (text: string, row?: string, gates?: 'relu' | 'fair') => {
  const { understood, decided } = decidedClaim(text, row, gates);
  return truthOf(understood, decided, () => []);
};

describe('the truth beside a false formula', () => {
  it.each([
    ['1/2', 'E(Kw) = d*r'],
    ['r', 'E(f^2) = 2*r^2'],
    ['n/(n + 2)', 'E(f^2) = 2*r*n/(n + 2)'],
    ['(n + 1)/n', 'E(f^2) = 2*r*(1 + 1/n)'],
  ])('claimed/true is %s', (factor, claim) => {
    expect(truth(claim)).toMatchObject({ verdict: 'proved', factor });
  });

  it('says to which order in d/n a formula is right, where the quotient is not simple', () => {
    const found = truth('E(Kw^2) = 4*d^2*r^2*exp(11/3*d/n)');
    expect(found?.factor).toBeUndefined();
    expect(found?.orders).toMatch(/^right to first order in d\/n, off by .*λ².* at second/);
  });

  it('says that the leading order is off', () => {
    expect(truth('E(Kw^2) = 8*d^2*r^2*exp(5*d/n)')?.orders).toMatch(/^off by a factor 2 at leading order/);
  });

  it('has no order where there is no limit', () => {
    expect(truth('E(Kw^2) = 8*d^3*r^2')?.orders).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { trueElsewhere } from '../../../src/audit/diagnosis/conventions.ts';
import { conventions, decidedClaim } from './claims.ts';

const elsewhere = (text: string, row?: string, gates?: 'relu' | 'fair') =>
  trueElsewhere(decidedClaim(text, row, gates).understood, conventions);

describe('conventions under which a claim is true', () => {
  it('name the row where a single change is one', () => {
    const [first] = elsewhere('E(Kw) = d*r');
    expect(first).toMatchObject({ verdict: 'proved' });
    expect(first!.changes.split('; ')).toHaveLength(1);
  });

  it('say that gates are fair', () => {
    const [first] = elsewhere('E(Kb) = d');
    expect(first).toMatchObject({ gates: 'fair', convention: 'hanin-nica-2019' });
  });

  it('say how d is counted', () => {
    const [first] = elsewhere('E(Kw) = 2*(d + 1)*r');
    expect(first!.changes).toContain('d counts hidden layers');
  });

  it('say what r is', () => {
    const [first] = elsewhere('E(f^2) = 2*r/n[0]');
    expect(first!.changes).toContain('|x|²');
  });

  it('do not repeat what follows from fewer changes', () => {
    const sets = elsewhere('E(K) = d*(1/2 + r)').map(({ changes }) => changes.split('; '));
    for (const [i, more] of sets.entries())
      for (const fewer of sets.slice(0, i)) expect(fewer.every((one) => more.includes(one))).toBe(false);
  });

  it('are none of a formula that is true nowhere', () => {
    expect(elsewhere('E(Kw) = 17*d^3*r + 1')).toEqual([]);
  });
});

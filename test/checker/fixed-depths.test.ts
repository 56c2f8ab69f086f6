import { describe, expect, it } from 'vitest';
import { checkCertificate } from '../../src/checker/check.ts';
import { digested, HE_WEIGHTS, made } from './make.ts';

const DOMAIN = { widths: 'list', d: '[3, 3]', n: '[1, inf)', r: '(0, inf)' };
const equals = (quantity: string, formula: string) => ({ quantity, relation: 'equals', formula });
const STANDARD = { ...HE_WEIGHTS, parametrization: 'standard' };

describe('fixed depths', () => {
  it.each([
    [equals('E(f^4)', '3*(2*r)^2*Prod(i, 1, d - 1, 1 + 5/n[i])'), HE_WEIGHTS, DOMAIN, [3]],
    [equals('E(Kb)', '1 + Sum(l, 1, d - 1, Prod(i, 1, l - 1, 1 - 2^(-n[i])))'), HE_WEIGHTS, DOMAIN, [3]],
    [equals('E(Kw)', 'r*Sum(l, 0, d - 1, n[l])'), STANDARD, { ...DOMAIN, d: '[1, 3]' }, [1, 2, 3]],
    [equals('E(f^4)', '12*r^2*(1 + 5/n[1])*(1 + 5/n[d - 1])'), HE_WEIGHTS, DOMAIN, [3]],
  ])('accepts %o', (claim, network, domain, depths) => {
    const plans = depths.map((depth) => ({ depths: [depth, depth] as const }));
    expect(checkCertificate(made('fixed-depths', { claim, network, domain }, plans))).toMatchObject({
      accepted: true,
    });
  });

  const good = made(
    'fixed-depths',
    { claim: equals('E(f^4)', '12*r^2*Prod(i, 1, d - 1, 1 + 5/n[i])'), domain: DOMAIN },
    [{ depths: [3, 3] }],
  );
  it.each([
    ['12*r^2*Prod(i, 1, d - 1, 1 + 4/n[i])', DOMAIN, /differ/],
    ['12*r^2*Prod(i, 1, d - 1, 1 + 5/n[i])*n[d]/n[3]', { ...DOMAIN, d: '[2, 3]' }, /none for depth 2/],
    ['12*r^2*Prod(i, 1, d, 1 + 5/n[i])/6*(n[1] - n[2])/(n[1] - n[2])', DOMAIN, /may vanish/],
    [
      '12*r^2*Prod(i, 1, d - 1, 1 + 5/n[i])*(n[d] - 1)/(n[d] - 1)',
      { ...DOMAIN, n: '[2, inf)' },
      /may vanish/,
    ],
    ['12*r^2*Prod(i, 1, d - 1, 1 + 5/n[i]) + 0*n[4]', DOMAIN, /outside the layers/],
    ['12*r^2*Prod(i, 1, d - 1, 1 + 5/n[i]) + 0*n[-1]', DOMAIN, /outside the layers/],
    ['12*r^2*Prod(i, 1, d - 1, 1 + 5/n[i])', { ...DOMAIN, d: '[1, inf)' }, /finite/],
    ['12*r^2*Prod(i, 1, d - 1, 1 + 5/n[i])*n', DOMAIN, /not declared/],
  ])('refuses %s', (formula, domain, reason) => {
    const result = checkCertificate(digested({ ...good, claim: equals('E(f^4)', formula), domain }));
    expect(result).toMatchObject({ accepted: false, reason: expect.stringMatching(reason) });
  });
});

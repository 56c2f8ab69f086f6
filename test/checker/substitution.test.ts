import { describe, expect, it } from 'vitest';
import { checkCertificate } from '../../src/checker/check.ts';
import { type Certificate, digested, HE_WEIGHTS, made } from './make.ts';

const DOMAIN = { widths: 'equal', d: '[1, inf)', n: '[1, inf)', r: '[0, inf)' };
const equals = (quantity: string, formula: string) => ({ quantity, relation: 'equals', formula });
const mean = made('equal-widths', { claim: equals('E(Kw)', '2*d*r'), domain: DOMAIN }, [{ depths: [1, 6] }]);
const fourth = made('equal-widths', { claim: equals('E(f^4)', '12*r^2*(1 + 5/n)^(d - 1)'), domain: DOMAIN }, [
  { depths: [1, 8] },
]);
const good: Certificate = {
  format: 'ntkcheck-certificate/1',
  theorem: 'substitution',
  claim: equals('1 + sqrt(E(f^4))/E(Kw)^(3/2)', '1 + sqrt(12*r^2*(1 + 5/n)^(d - 1))/(2*d*r)^(3/2)'),
  network: HE_WEIGHTS,
  domain: { ...DOMAIN, n: '[2, inf)', r: '(0, 1]' },
  uses: [mean, fourth],
};
const check = (change: Certificate) => checkCertificate(digested({ ...good, ...change }));

describe('substitution', () => {
  it('accepts formulas in place of expectations', () => {
    expect(check({})).toMatchObject({ accepted: true });
    expect(check({ claim: equals('E(Kw) + E(Kw)*2', '(2*d*r) + (2*d*r)*2') })).toMatchObject({
      accepted: true,
    });
  });

  it.each<[Certificate, RegExp]>([
    [{ claim: equals('2*E(Kw)', '2*2*d*r') }, /it is not the quantity/],
    [{ claim: equals('E(Kw)*2', '2*d*r*3') }, /it is not the quantity/],
    [{ claim: equals('E(Kb)', 'd') }, /none of them proves E\(Kb\)/],
    [
      { claim: equals('Sum(n, 1, d, E(f^4))', 'Sum(n, 1, d, 12*r^2*(1 + 5/n)^(d - 1))') },
      /hides another name/,
    ],
    [{ claim: { quantity: 'E(Kw)', relation: 'at-most', formula: '2*d*r' } }, /about equals/],
    [{ network: { ...HE_WEIGHTS, output_sigma_w2: '1' } }, /another network/],
    [{ domain: { ...DOMAIN, n0: '[1, 1]' }, uses: [{ ...mean, digest: 'x' }] }, /damaged/],
    [{ domain: { ...DOMAIN, widths: 'list' } }, /other widths/],
    [{ uses: [digested({ ...mean, claim: equals('E(Kw)', '3*d*r') })] }, /differ/],
    [{ uses: [digested(good)] }, /theorem: wanted/],
    [
      {
        uses: [
          made('equal-widths', { claim: equals('E(Kw)', '2*d*r'), domain: { ...DOMAIN, d: '[1, 4]' } }, [
            { depths: [1, 4] },
          ]),
          fourth,
        ],
      },
      /domain of d does not contain/,
    ],
  ])('refuses, as it should: %#', (change, reason) => {
    expect(check(change)).toMatchObject({ accepted: false, reason: expect.stringMatching(reason) });
  });
});

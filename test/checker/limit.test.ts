import { describe, expect, it } from 'vitest';
import { checkCertificate } from '../../src/checker/check.ts';
import { type Certificate, digested, HE_WEIGHTS, made } from './make.ts';

const DOMAIN = { widths: 'equal', d: '[1, inf)', n: '[1, inf)', r: '[0, inf)' };
const JOINT = { widths: 'equal', d: '= lambda*n', n: '[1, inf)', r: '(0, inf)', lambda: '(0, 2]' };
const FAIR = { ...HE_WEIGHTS, gates: 'fair' };
const KW2 =
  'r^2*((4*n/(3*(n + 5))*d^2 + 8*n*(n + 2)/(9*(n + 5))*d - 4*n*(n - 1)/27)*(1 + 5/n)^d + 4*n*(n - 1)/27*(1 - 1/n)^d)';
const K2 =
  '-4*n/25*r*(5*d + 4*n) - n/25*(10*d + (2*n + 5)) + (4/27*r^2*(9*d^2 + 6*(n + 2)*d - (n - 1)*(n + 5)) + 4*(n + 5)/225*r*(15*d + (11*n + 25)) + (n + 5)*(2*n + 5)/25)*(1 + 5/n)^(d - 1) + (4*(n - 1)^2/27*r^2 + 4*(n - 1)^2/9*r)*(1 - 1/n)^(d - 1)';
const equals = (quantity: string, formula: string) => ({ quantity, relation: 'equals', formula });
const tends = (formula: string, quantity = 'E(Kw^2)/E(Kw)^2') => ({
  quantity,
  relation: 'tends-to',
  formula,
});
const DISPERSION = 'exp(5*lambda)*(1/3 + 2/(9*lambda) - 1/(27*lambda^2)) + exp(-lambda)/(27*lambda^2)';

const proved = (
  quantity: string,
  formula: string,
  network: Certificate = HE_WEIGHTS,
  domain: Certificate = DOMAIN,
) =>
  made('equal-widths', { claim: equals(quantity, formula), network, domain }, [
    { depths: [1, 24], random: true },
  ]);
const second = proved('E(Kw^2)', KW2);
const mean = proved('E(Kw)', '2*d*r');
const good: Certificate = {
  format: 'ntkcheck-certificate/1',
  theorem: 'limit',
  claim: tends(DISPERSION),
  network: HE_WEIGHTS,
  domain: JOINT,
  uses: [second, mean],
  remainder: 1,
};
const check = (change: Certificate) => checkCertificate(digested({ ...good, ...change }));

describe('limits', () => {
  it('accepts the joint limit', () => {
    expect(check({})).toMatchObject({ accepted: true });
    expect(check({ domain: { ...JOINT, r: '[1, 1]', lambda: '[3/2, 3/2]' } })).toMatchObject({
      accepted: true,
    });
  });

  it('accepts an asymptotic equality, with n in the formula', () => {
    const claim = {
      quantity: 'E(Kw^2)',
      relation: 'asymptotic',
      order: 1,
      formula: `4*d^2*r^2*(${DISPERSION})`,
    };
    // The formula must be shown to vanish nowhere: lambda^2 times the dispersion has no sign to be read off.
    expect(check({ claim })).toMatchObject({ reason: expect.stringMatching(/leading coefficient/) });
    expect(
      check({ claim: { ...claim, quantity: 'E(Kw)*(1 + 5/n)^d', formula: '2*d*r*exp(5*lambda)' } }),
    ).toMatchObject({
      accepted: true,
    });
    const twice = { ...claim, order: 2, quantity: 'E(Kw)*(1 + 5/n)^d' };
    expect(check({ claim: { ...twice, formula: '2*d*r*exp(5*lambda)' }, remainder: 2 })).toMatchObject({
      reason: expect.stringMatching(/n\^-1/),
    });
    expect(
      check({ claim: { ...twice, formula: '2*d*r*exp(5*lambda)*(1 - 25*lambda/2/n)' }, remainder: 2 }),
    ).toMatchObject({ accepted: true });
    expect(check({ claim: { ...twice, formula: '2*d*r' }, remainder: 1 })).toMatchObject({
      reason: expect.stringMatching(/wanted an integer >= 2/),
    });
  });

  it('accepts a limit at fixed depths', () => {
    const claim = tends('1', 'E(Kw^2)/E(Kw)^2');
    expect(check({ claim, domain: { ...DOMAIN, r: '(0, inf)', d: '[2, 4]' } })).toMatchObject({
      accepted: true,
    });
    expect(check({ claim, domain: { ...DOMAIN, r: '(0, inf)', d: '[2, 4]' }, remainder: 2 })).toMatchObject({
      reason: expect.stringMatching(/n\^-1/),
    });
  });

  it('accepts that 2^-n vanishes', () => {
    const biases = '1 + Sum(l, 1, d - 1, (1 - 2^(-n))^(l - 1))';
    const closed = '1 + (1 - (1 - 2^(-n))^(d - 1))/2^(-n)';
    const domain = { ...DOMAIN, r: '(0, inf)' };
    const used = proved('E(Kb)', closed, HE_WEIGHTS, domain);
    expect(checkCertificate(used)).toMatchObject({ accepted: true });
    expect(checkCertificate(proved('E(Kb)', biases, HE_WEIGHTS, domain))).toMatchObject({ accepted: true });
    const claim = tends('1', 'E(Kb)/n');
    expect(check({ claim, uses: [used] })).toMatchObject({
      reason: expect.stringMatching(/sides differ in/),
    });
    // 2^n (1 - (1 - 2^-n)^(d - 1)) = d - 1 + ...
    expect(check({ claim: tends('lambda', 'E(Kb)/n'), uses: [used] })).toMatchObject({ accepted: true });
    const ratio = tends('2', '(E(Kb)*2^n)/(E(Kb)/2*2^n + n^3)');
    expect(check({ claim: ratio, uses: [used], remainder: 5 })).toMatchObject({ accepted: true });
    for (const left of ['E(Kb)*2^n', '(1 + 5/n)^d/(2^n*(1 + 5/n)^d - 2^n + 1)'])
      expect(check({ claim: tends('0', left), uses: [used], remainder: 3 })).toMatchObject({
        reason: expect.stringMatching(/a power of 2\^n is left/),
      });
    const power = tends('1', '(1 - 2^(-n))^(3*d - 1) + 2^(-n*d)*n^7');
    expect(check({ claim: power, uses: [], remainder: 6 })).toMatchObject({ accepted: true });
  });

  it('accepts a limit of both weights and biases', () => {
    const uses = [proved('E(K^2)', K2, FAIR), proved('E(K)', 'd*(1 + 2*r)', FAIR)];
    // In the joint limit, with the same terms at order n^2 on both sides of the closed form.
    const formula =
      '(-4*r/25*(5*lambda + 4) - (10*lambda + 2)/25 + (4/27*r^2*(9*lambda^2 + 6*lambda - 1) + 4/225*r*(15*lambda + 11) + 2/25)*exp(5*lambda) + (4/27*r^2 + 4/9*r)*exp(-lambda))/(lambda*(1 + 2*r))^2';
    expect(check({ claim: tends(formula, 'E(K^2)/E(K)^2'), network: FAIR, uses })).toMatchObject({
      accepted: true,
    });
  });

  it.each<[Certificate, RegExp]>([
    [{ claim: tends('exp(5*lambda)*(1 - (1 - exp(-4*lambda))/(4*lambda))/(2*lambda)') }, /the sides differ/],
    [{ claim: tends(DISPERSION.replace('5*', '4*')) }, /the sides differ/],
    [{ claim: tends(`${DISPERSION} + 1/n`) }, /speaks of n/],
    [{ claim: tends(`${DISPERSION} + 0*d`) }, /a depth that grows/],
    [{ remainder: 2 }, /the sides differ in the order n\^-1/],
    [{ remainder: 0 }, /remainder: found 0/],
    [{ remainder: 1000 }, /remainder: at most/],
    [{ domain: { ...JOINT, r: '[0, inf)' } }, /leading coefficient of a divisor may vanish/],
    [{ domain: { ...JOINT, n: '[1, 100]' } }, /one width that grows/],
    [{ domain: { ...JOINT, lambda: '[0, 2]' } }, /below what/],
    [{ domain: { ...JOINT, d: '= lambda*n^2' } }, /domain.d/],
    [{ domain: { ...DOMAIN, lambda: '(0, 1]' } }, /lambda has no meaning/],
    [{ uses: [second] }, /none of them proves E\(Kw\)/],
    [{ claim: tends(DISPERSION, 'E(Kw^2)/E(Kw)^2*(1 + r/n)^d') }, /speaks of more than n/],
    [{ claim: tends('1', '(1/2)^d'), uses: [] }, /sides differ/],
    [{ claim: tends('0', '2^d'), uses: [] }, /grow exponentially/],
    [{ claim: tends('0', '(1 + 1/(2*n))^d'), uses: [] }, /does not grow like a power/],
    [{ claim: tends('0', '2^n*2^(-n)'), uses: [] }, /sides differ/],
    [{ claim: tends('0', 'Sum(j, 1, d, 0)'), uses: [] }, /no expansion/],
    [{ claim: tends('0', 'n^d*2^(-n)'), uses: [] }, /not a positive number/],
    [{ claim: tends('0', '2^n'), uses: [] }, /a power of 2\^n is left/],
    [{ claim: tends('0', '2^(n*d)*2^(-n*d)'), uses: [] }, /no expansion/],
    [{ claim: tends('0', '1/2^(-n*d)'), uses: [] }, /vanishes as far|no expansion/],
    [{ claim: tends('0', '1/((1 + 5/n)^d - (1 + 5/n)^d)'), uses: [] }, /vanishes as far/],
    [{ claim: tends('exp(lambda/2)') }, /integer multiple/],
    [{ claim: tends('exp(lambda^2)') }, /integer multiple/],
    [{ claim: tends('1/(lambda - 1)') }, /may vanish/],
    [
      {
        uses: [
          second,
          made('equal-widths', { claim: equals('E(Kw)', '2*d*r'), domain: { ...DOMAIN, d: '[1, 4]' } }, [
            { depths: [1, 4] },
          ]),
        ],
      },
      /domain of d does not contain/,
    ],
    [{ uses: [proved('E(Kw^2)', KW2, FAIR), mean] }, /another network/],
  ])('refuses, as it should: %#', (change, reason) => {
    expect(check(change)).toMatchObject({ accepted: false, reason: expect.stringMatching(reason) });
  });

  it('takes a closed form with an exception that large widths avoid', () => {
    const away = (where: string) =>
      proved('E(Kw)', '2*d*r*(n - 3)/(n - 3)', HE_WEIGHTS, { ...DOMAIN, where });
    expect(check({ uses: [second, away('n != 3')] })).toMatchObject({ accepted: true });
    expect(check({ uses: [second, away('n != 3 and n < 100')] })).toMatchObject({
      reason: expect.stringMatching(/condition/),
    });
    expect(check({ uses: [second, away('n != 3 and r != 1')] })).toMatchObject({
      reason: expect.stringMatching(/condition/),
    });
  });
});

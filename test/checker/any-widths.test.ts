import { describe, expect, it } from 'vitest';
import { checkCertificate } from '../../src/checker/check.ts';
import { type Certificate, digested, HE_WEIGHTS, madeAnyWidths } from './make.ts';

const NTK = {
  ...HE_WEIGHTS,
  sigma_w2: 'sigma_w2',
  sigma_b2: 'sigma_b2',
  bias_gradient: 'sigma_b2',
  output_sigma_w2: 'sigma_w2',
};
const NO_BIAS = { ...NTK, sigma_b2: '0', bias_gradient: '0', output_bias: false };
const STANDARD = { ...NTK, parametrization: 'standard', sigma_b2: '0', bias_gradient: '1' };
const DOMAIN = { widths: 'list', d: '[1, inf)', n: '[1, inf)', r: '[0, inf)' };
const WEIGHTS = { ...DOMAIN, sigma_w2: '(0, inf)' };
const VARIANCES = { ...WEIGHTS, sigma_b2: '[0, inf)' };
const equals = (quantity: string, formula: string) => ({ quantity, relation: 'equals', formula });
const A = '(sigma_w2/2)';

const CLAIMS: [Certificate, Certificate, Certificate][] = [
  [equals('E(f^2)', `sigma_w2*r*${A}^(d - 1) + sigma_b2*Sum(j, 0, d - 1, ${A}^j)`), NTK, VARIANCES],
  [equals('E(f^4)', `3*(sigma_w2*r)^2*${A}^(2*(d - 1))*Prod(i, 1, d - 1, 1 + 5/n[i])`), NO_BIAS, WEIGHTS],
  [
    equals(
      'E(f^4)',
      `3*((sigma_w2*r + sigma_b2)^2*Prod(i, 1, d - 1, ${A}^2*(1 + 5/n[i])) + Sum(l, 1, d - 1, (2*${A}*sigma_b2*(sigma_w2*r*${A}^(l - 1) + sigma_b2*Sum(j, 0, l - 1, ${A}^j)) + sigma_b2^2)*Prod(i, l + 1, d - 1, ${A}^2*(1 + 5/n[i]))))`,
    ),
    NTK,
    VARIANCES,
  ],
  [
    equals('E(Kb)', '1 + Sum(l, 1, d - 1, Prod(i, 1, l - 1, 1 - 2^(-n[i])))'),
    HE_WEIGHTS,
    { ...DOMAIN, r: '(0, inf)' },
  ],
  [equals('E(Kw)', `r*${A}^(d - 1)*(n[0] + Sum(l, 1, d - 1, n[l]))`), STANDARD, WEIGHTS],
  [equals('E(Kw)', `r*${A}^(d - 1)*Sum(l, 0, d - 1, n[l])`), STANDARD, WEIGHTS],
  [
    equals('E(Kb)', `1 + Sum(l, 1, d - 1, ${A}^(d - l)*Prod(i, 1, l - 1, 1 - 2^(-n[i])))`),
    STANDARD,
    { ...WEIGHTS, r: '(0, inf)' },
  ],
  [equals('E(K)/d', '1 + 2*r'), { ...HE_WEIGHTS, gates: 'fair' }, DOMAIN],
  [equals('E(Kw)^2', '4*d^2*r^2'), HE_WEIGHTS, DOMAIN],
  [equals('d*E(f^2)', 'E(Kw)'), NO_BIAS, WEIGHTS],
  [equals('d*E(f^4)', '3*E(f^2*Kw)'), NO_BIAS, WEIGHTS],
  [equals('d*E(f^2*Kw)', 'E(Kw^2) + E(f*Qww)'), NO_BIAS, WEIGHTS],
  [equals('E(f*Qwb)', 'E(f*Qbw)'), NTK, VARIANCES],
  [equals('E(Kw)', '2*r*Sum(l, 1, d, n[l]/n[l])'), HE_WEIGHTS, DOMAIN],
  [equals('E(Kw)', '2*d*r + Prod(i, 1, d, n[i] - 1) + (1 - 2*2^(-n[d]))'), HE_WEIGHTS, DOMAIN],
  [
    equals(
      'E(Kw)',
      '2*r*(1 + Sum(l, 1, d - 1, Prod(i, l, l, 2*n[i])*Prod(i, 1, l, 1/n[i])*Prod(i, 1, l - 1, n[i])/2))',
    ),
    HE_WEIGHTS,
    DOMAIN,
  ],
];

describe('any widths', () => {
  it.each(CLAIMS)('accepts %o', (claim, network, domain) => {
    expect(checkCertificate(madeAnyWidths({ claim, network, domain }))).toMatchObject({ accepted: true });
  });

  it('accepts a claim that begins at depth 2, with parts at zero and not', () => {
    const claim = equals('E(Kb)', 'E(Kb) + Sum(l, 1, d - 1, n[l])*0');
    const domain = { ...DOMAIN, d: '[2, inf)' };
    const certificate = madeAnyWidths({ claim, domain }, [{}, { r: '0' }]);
    expect(checkCertificate(certificate)).toMatchObject({ accepted: true });
    const wrong = equals('E(Kb)', 'E(Kb) + 0^(d - 1)');
    expect(checkCertificate(madeAnyWidths({ claim: wrong, domain }, [{}, { r: '0' }]))).toMatchObject({
      accepted: true,
    });
    expect(checkCertificate(madeAnyWidths({ claim: wrong, domain: DOMAIN }, [{}, { r: '0' }]))).toMatchObject(
      { accepted: false, reason: expect.stringMatching(/differ/) },
    );
  });

  it.each<[string, string, RegExp]>([
    ['E(f^4)', '12*r^2*Prod(i, 1, d - 1, 1 + 4/n[i])', /the sides differ on some word/],
    ['E(f^4)', '12*r^2*Prod(i, 1, d - 2, 1 + 5/n[i])', /ends neither/],
    ['E(f^4)', '12*r^2*Prod(i, 2, d - 1, 1 + 5/n[i])', /begins neither/],
    ['E(Kw)', '2*d*r + Sum(i, 1, d - 1, n[i]/(n[i] - 1))*0', /may vanish/],
    ['E(Kw)', '2*d*r + n[1]*0', /n\[1\]/],
    ['E(Kw)', '2*d*r + n[1]^d - 1', /both vary/],
    ['E(Kw)', '2*d*r + 2^(-n[1]) - 1', /decay/],
    ['E(Kw)', '2*d*r + Prod(i, 1, d - 1, n[1]) - 1', /of more than the width/],
    ['E(Kw)', '2*d*r + Sum(i, 1, 2, n[i]) - 2', /n\[1\]/],
    ['E(Kw)', '2*d*r + Sum(i, 1, d - 1, n[i]*n[1] - n[i])', /n\[1\]/],
    ['E(Kw)', '2*d*r + Sum(i, 1, d - 1, (n[1])^i - 1)', /both vary/],
    ['E(Kw)', '2*d*r + n[d - 1]*0', /n\[1d\+-1\]/],
    ['E(Kw)', '2*d*r + Sum(i, 1, d - 1, n[i]^d)*0', /both vary/],
    ['E(Kw)', '2*d*r + E(2^(-n[1])*f^2)*0', /layers/],
    ['E(Kw)', '2*d*r*d/d', /may vanish|accepted/],
    ['E(Kw)', '2*d*r + Prod(i, 1, d - 1, n[i] + d)*0', /of more than the width/],
    ['E(Kw)', '2*d*r + Prod(j, 1, d - 1, Sum(i, 1, j, n[i]))*0', /of more than the width/],
    ['E(Kw)', '2*d*r + Sum(i, 1, d - 1, 3^n[i])*0', /no power of 2/],
    [
      'E(Kw)',
      `2*d*r + ${Array.from({ length: 12 }, (_, k) => `(d - ${k + 1})`).join('*')}`,
      /differ|too large/,
    ],
  ])('refuses %s = %s', (quantity, formula, reason) => {
    const good = madeAnyWidths({ claim: equals('E(Kw)', '2*d*r'), domain: DOMAIN });
    const claim = equals(quantity, formula);
    let certificate: Certificate;
    try {
      certificate = madeAnyWidths({ claim, domain: DOMAIN });
    } catch {
      certificate = digested({ ...good, claim });
    }
    const result = checkCertificate(certificate);
    if (result.accepted && formula === '2*d*r*d/d') return;
    expect(result).toMatchObject({ accepted: false, reason: expect.stringMatching(reason) });
  });

  it('compares values, degrees and points', () => {
    const good = madeAnyWidths({ claim: equals('E(Kw)', '2*d*r'), domain: DOMAIN });
    const [part] = good.parts as Certificate[];
    const changed = (change: Certificate) =>
      checkCertificate(digested({ ...good, parts: [{ ...part, ...change }] }));
    expect(changed({ values: ['1', '2', '3'] })).toMatchObject({
      reason: expect.stringMatching(/values: found/),
    });
    expect(changed({ words: [] })).toMatchObject({ reason: expect.stringMatching(/one for each word/) });
    const method = part!.method as Certificate;
    expect(changed({ method: { ...method, degree: 0 } })).toMatchObject({
      reason: expect.stringMatching(/method.degree/),
    });
    expect(changed({ method: { kind: 'grid', points: { r: [1] } } })).toMatchObject({
      reason: expect.stringMatching(/the degree 1 wants 2/),
    });
    expect(changed({ method: { kind: 'grid', points: { r: [1, 2] } } })).toMatchObject({
      reason: expect.stringMatching(/values: found/),
    });
  });
});

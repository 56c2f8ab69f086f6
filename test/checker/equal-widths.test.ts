import { describe, expect, it } from 'vitest';
import { checkCertificate } from '../../src/checker/check.ts';
import { type Certificate, digested, HE_WEIGHTS, made, type PartPlan } from './make.ts';

const KW2 =
  'r^2*((4*n/(3*(n + 5))*d^2 + 8*n*(n + 2)/(9*(n + 5))*d - 4*n*(n - 1)/27)*(1 + 5/n)^d + 4*n*(n - 1)/27*(1 - 1/n)^d)';
const NTK = {
  ...HE_WEIGHTS,
  sigma_w2: 'sigma_w2',
  sigma_b2: 'sigma_b2',
  bias_gradient: 'sigma_b2',
  output_sigma_w2: 'sigma_w2',
};
const NO_BIAS = { ...NTK, sigma_b2: '0', bias_gradient: '0', output_bias: false };
const STANDARD = { ...NTK, parametrization: 'standard', sigma_b2: '0', bias_gradient: '1' };
const DOMAIN = { widths: 'equal', d: '[1, inf)', n: '[1, inf)', r: '[0, inf)' };
const VARIANCES = { ...DOMAIN, sigma_w2: '(0, inf)', sigma_b2: '[0, inf)' };
const equals = (quantity: string, formula: string) => ({ quantity, relation: 'equals', formula });

const CLAIMS: [string, { claim: Certificate; network?: Certificate; domain: Certificate }, PartPlan[]][] = [
  ['closed form', { claim: equals('E(Kw^2)', KW2), domain: DOMAIN }, [{ depths: [1, 12] }]],
  [
    'closed form, random points',
    { claim: equals('E(Kw^2)', KW2), domain: DOMAIN },
    [{ depths: [1, 12], random: true }],
  ],
  [
    'mean of the ordered phase',
    {
      claim: equals(
        'E(K)',
        'd*sigma_w2*r*(sigma_w2/2)^(d - 1) + sigma_b2*((1 - (sigma_w2/2)^d)/(1 - sigma_w2/2) - d*(sigma_w2/2)^d)/(1 - sigma_w2/2)',
      ),
      network: NTK,
      domain: { ...VARIANCES, sigma_w2: '(0, 2)' },
    },
    [{ depths: [1, 12], random: true }],
  ],
  [
    'sums and products',
    {
      claim: equals(
        'E(f^4)',
        '3*((sigma_w2*r + sigma_b2)^2*Prod(i, 1, d - 1, (sigma_w2/2)^2*(1 + 5/n)) + Sum(l, 1, d - 1, (2*(sigma_w2/2)*sigma_b2*(sigma_w2*r*(sigma_w2/2)^(l - 1) + sigma_b2*Sum(j, 0, l - 1, (sigma_w2/2)^j)) + sigma_b2^2)*Prod(i, l + 1, d - 1, (sigma_w2/2)^2*(1 + 5/n))))',
      ),
      network: NTK,
      domain: VARIANCES,
    },
    [{ depths: [1, 16], random: true }],
  ],
  [
    'dead layers',
    {
      claim: equals('E(Kb)', '1 + Sum(l, 1, d - 1, (1 - 2^(-n))^(l - 1))'),
      domain: { ...DOMAIN, r: '(0, inf)' },
    },
    [{ depths: [1, 6] }],
  ],
  [
    'dead layers, at zero too',
    { claim: equals('E(Kb)', 'E(Kb)'), domain: DOMAIN },
    [{ depths: [1, 8] }, { fixed: { r: '0' }, depths: [1, 8] }],
  ],
  [
    'standard parametrization',
    {
      claim: equals('E(Kw)', 'r*(sigma_w2/2)^(d - 1)*(n0 + (d - 1)*n)'),
      network: STANDARD,
      domain: { ...DOMAIN, sigma_w2: '(0, inf)' },
    },
    [{ depths: [1, 12], random: true }],
  ],
  [
    'integration by parts',
    {
      claim: equals('d*E(f^2*Kw)', 'E(Kw^2) + E(f*Qww)'),
      network: NO_BIAS,
      domain: { ...DOMAIN, sigma_w2: '(0, inf)' },
    },
    [{ depths: [1, 60], random: true }],
  ],
  [
    'ReLU output',
    {
      claim: equals('E(Kw)', 'd*r'),
      network: { ...HE_WEIGHTS, output_activation: 'relu' },
      domain: { ...DOMAIN, n: '[4, 4]', r: '[1, 1]' },
    },
    [{ fixed: { n: '4', r: '1' }, depths: [1, 8] }],
  ],
  [
    'a finite range of depths',
    { claim: equals('E(Kw)/d', '2*r'), domain: { ...DOMAIN, d: '[2, 3]' } },
    [{ depths: [2, 3] }],
  ],
  [
    'a divisor that a condition excludes',
    { claim: equals('E(Kw)', '2*d*r*(n - 3)/(n - 3)'), domain: { ...DOMAIN, where: 'n != 3 and d <= 100' } },
    [{ depths: [1, 8], random: true }],
  ],
  [
    'divisors of no fixed sign at small widths, and of positive powers',
    { claim: equals('E(Kw)', '2*d*r*(3*n^2 - 4)/(3*n^2 - 4)*(1 + 3^d)/(1 + 3^d)'), domain: DOMAIN },
    [{ depths: [1, 20], random: true }],
  ],
];

describe('equal widths', () => {
  it.each(CLAIMS)('accepts: %s', (_, statement, plans) => {
    const result = checkCertificate(made('equal-widths', statement, plans));
    expect(result).toMatchObject({ accepted: true });
  });

  const refused = (certificate: Certificate | (() => Certificate), reason: RegExp) => {
    const result = checkCertificate(typeof certificate === 'function' ? certificate() : certificate);
    expect(result).toMatchObject({ accepted: false, reason: expect.stringMatching(reason) });
  };

  it('counts depths by the order lemma', () => {
    const vanishing = Array.from({ length: 20 }, (_, k) => `(d - ${k + 1})`).join('*');
    const claim = equals('E(Kw^2)', `${KW2} + ${vanishing}`);
    refused(made('equal-widths', { claim, domain: DOMAIN }, [{ depths: [1, 20] }]), /found 20; the order/);
    refused(
      () => made('equal-widths', { claim, domain: DOMAIN }, [{ depths: [1, 8] }]),
      /found 8; the order/,
    );
    const zero = equals('E(Kw)', '2*d*r + 0^(d - 1)*0^d');
    refused(made('equal-widths', { claim: zero, domain: DOMAIN }, [{ depths: [1, 9] }]), /is zero/);
  });

  it('counts points by the degree lemma', () => {
    const vanishing = Array.from({ length: 40 }, (_, k) => `(n - ${k + 1})`).join('*');
    const certificate = made('equal-widths', { claim: equals('E(Kw^2)', KW2), domain: DOMAIN }, [
      { depths: [1, 3] },
    ]);
    const parts = certificate.parts as { method: { points: { n: number[] } } }[];
    parts[0]!.method.points.n = Array.from({ length: 40 }, (_, k) => k + 1);
    const claim = equals('E(Kw^2)', `${KW2} + ${vanishing}`);
    refused(
      digested({ ...certificate, claim, domain: { ...DOMAIN, d: '[1, 3]' } }),
      /found 40 points; the degree/,
    );
    const sampled = made('equal-widths', { claim: equals('E(Kw)', '2*d*r'), domain: DOMAIN }, [
      { depths: [1, 6], random: true },
    ]);
    const [part] = sampled.parts as { method: { degree: number; points: Certificate[] } }[];
    refused(
      digested({ ...sampled, parts: [{ ...part, method: { ...part!.method, degree: 1 } }] }),
      /found 1; wanted/,
    );
    const points = [{ ...part!.method.points[0], n: '7' }];
    refused(
      digested({ ...sampled, parts: [{ ...part, method: { ...part!.method, points } }] }),
      /which the claim determines/,
    );
  });

  const plain = made('equal-widths', { claim: equals('E(Kw)', '2*d*r'), domain: DOMAIN }, [
    { depths: [1, 6] },
  ]);
  const saying = (formula: string, more: Certificate = {}): Certificate =>
    digested({ ...plain, claim: equals('E(Kw)', formula), ...more });

  it.each([
    ['2*d*r + 1', /the sides differ/],
    ['2*d*r*(n - 1)/(n - 1)', /the divisor n.* may vanish|the divisor \(n\+\(-1\)\) may vanish/],
    ['2*d*r*n/(n*r)*r', /may vanish/],
    ['2*d*r/(d - 3)*(d - 3)', /may vanish/],
    ['2*d*r*(2 - 2^n)/(2 - 2^n)', /may vanish/],
    ['2*d*r*(d - n)^(-1)*(d - n)', /may vanish/],
    ['2*d*r*Sum(j, 0, d, 1/(j - 2))/Sum(j, 0, d, 1/(j - 2))', /may vanish|division by zero/],
    ['2*d*r + (n - n)^(d - 1)', /is zero/],
    ['2*d*r*1^(n*n)', /must be linear/],
    ['2*d*r*(-1)^(2*n)', /no power of 2/],
    ['2*d*r*3^n/3^n', /no power of 2/],
    ['2*d*r*d^d/d^d', /vary with depth/],
    ['2*d*r*n^(1/2)*n^(1/2)/n', /not an integer/],
    ['2*d*r*Sum(j, 1, n, 1)/n', /speaks of widths/],
    ['2*d*r*Sum(d, 1, 1, 1)', /hides another name/],
    ['2*d*r*Sum(n, 1, 1, 1)', /hides another name/],
    ['2*d*r*Sum(r, 1, 1, 1)', /hides another name/],
    ['2*d*r + Sum(j, 5, d, 0)', /may end before it begins/],
    ['2*d*r*Prod(j, 1, d, j)', /varies with depth/],
    ['2*d*r*sqrt(n)/sqrt(n)', /outside the lemmas' hypotheses: sqrt/],
    ['2*d*r*exp(0)', /outside the lemmas' hypotheses: exp/],
    ['2*d*r*n[1]', /n\[\.\.\.\]/],
    ['2*d*r*x/x', /not declared/],
    ['2*d*r*y/y', /not declared/],
    ['2*d*r*sigma_w2/2', /not declared/],
    ['E(d*f^2*Kw)', /the depth or of layers/],
    ['E(sqrt(f))', /not a polynomial/],
    ['E(f^2)^d', /vary with depth/],
    ['E(K^6)', /degree above 5/],
    ['2*d*r + 2^(10^30)', /moderate size/],
    ['2*d*r*((((((2^1000)^1000)^1000)^1000)^1000)^1000)', /outgrows/],
    ['2*d*r*Sum(i, 1, 100000, 3^1000000)', /too long/],
    [`2*d*r*${'('.repeat(1000)}1${')'.repeat(1000)}`, /nested/],
    ['2 d r', /unexpected d/],
    ['2*d*r; 1', /unexpected character/],
    ['', /breaks off/],
  ])('refuses %s', (formula, reason) => refused(saying(formula), reason));

  it.each<[string, Certificate, RegExp]>([
    ['an empty range of depths', { domain: { ...DOMAIN, d: '[3, 2]' } }, /empty/],
    ['a width of zero', { domain: { ...DOMAIN, n: '[0, inf)' } }, /below what/],
    ['a negative variance', { network: { ...HE_WEIGHTS, sigma_b2: '-1' } }, /too small/],
    ['a domain that begins elsewhere', { domain: { ...DOMAIN, d: '[2, inf)' } }, /begin at 1/],
    ['no parts', { parts: [] }, /no part proves/],
    [
      'another relation',
      { claim: { quantity: 'E(Kw)', relation: 'at-most', formula: '2*d*r' } },
      /is about equals/,
    ],
    ['an undeclared parameter', { network: NTK }, /the domain has no sigma_w2/],
    ['an unknown field', { comment: 'x' }, /unknown field/],
    ['an unknown theorem', { theorem: 'constructor' }, /theorem: wanted one of/],
    ['a list of widths', { domain: { ...DOMAIN, widths: 'list' } }, /wanted equal/],
    ['a prototype', { domain: JSON.parse('{"__proto__": {"widths": "equal"}, "d": "[1, 2]"}') }, /widths/],
  ])('refuses %s', (_, change, reason) => refused(digested({ ...plain, ...change }), reason));

  it('takes a width that the domain fixes as the number it is', () => {
    const domain = { ...DOMAIN, n: '[5, 5]' };
    const one = equals('E(Kw)', '2*d*r + Sum(j, 1, d, (n/5)^j) - d');
    // n/5 is the base 1 here: the sum has order 2.
    refused(made('equal-widths', { claim: one, domain }, [{ depths: [1, 4] }]), /found 4; the order 6/);
    expect(
      checkCertificate(made('equal-widths', { claim: one, domain }, [{ depths: [1, 6] }])),
    ).toMatchObject({
      accepted: true,
    });
    const zero = equals('E(Kw)', '2*d*r + 0*(1 - 5/n)^(d - 1)');
    refused(made('equal-widths', { claim: zero, domain }, [{ depths: [1, 9] }]), /is zero/);
  });

  it('wants r = 0 apart where layers die', () => {
    const claim = equals('E(Kb)', 'E(Kb)');
    refused(
      made('equal-widths', { claim, domain: DOMAIN }, [{ depths: [1, 8] }]),
      /no part proves the claim for r = 0/,
    );
    refused(
      made('equal-widths', { claim, domain: DOMAIN }, [{ fixed: { r: '0' }, depths: [1, 8] }]),
      /the rest of the domain/,
    );
    refused(
      made('equal-widths', { claim, domain: DOMAIN }, [
        { fixed: { r: '0' }, depths: [1, 8] },
        { fixed: { r: '1' }, depths: [1, 8] },
      ]),
      /the rest of the domain/,
    );
    const plainGradients = { ...NTK, bias_gradient: '1' };
    refused(
      made('equal-widths', { claim, network: plainGradients, domain: VARIANCES }, [
        { depths: [1, 8], random: true },
      ]),
      /no part proves the claim for sigma_b2 = 0/,
    );
  });

  it('wants points and values that it finds itself', () => {
    const [part] = plain.parts as { method: { points: Record<string, number[]> }; values: Certificate }[];
    const changed = (change: Certificate): Certificate =>
      digested({ ...plain, parts: [{ ...part, ...change }] });
    refused(changed({ values: { ...part!.values, first: ['4'] } }), /values.first/);
    refused(changed({ values: { ...part!.values, digest: 'sha256:0' } }), /values.digest/);
    const points = part!.method.points;
    const withPoints = (more: Certificate): Certificate =>
      changed({ method: { kind: 'grid', points: { ...points, ...more } } });
    refused(withPoints({ n: [1, 1, 1, 1, 1, 1, 1, 1, 1] }), /listed twice/);
    refused(withPoints({ r: [1] }), /found 1 points; the degree 1/);
    refused(withPoints({ x: [1] }), /unknown field/);
    refused(withPoints({ n: [0, 1, 2, 3, 4, 5, 6, 7] }), /a width below 1/);
    refused({ ...plain, digest: 'sha256:0' }, /damaged/);
  });
});

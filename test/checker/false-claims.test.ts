import { describe, expect, it } from 'vitest';
import { checkCertificate } from '../../src/checker/check.ts';
import { type Forged, forged } from './forge.ts';
import { type Certificate, digested, HE_WEIGHTS, made } from './make.ts';

const EQUAL = { widths: 'equal', d: '[1, inf)', n: '[1, inf)', r: '[0, inf)' };
const LIST = { ...EQUAL, widths: 'list' };
const equals = (quantity: string, formula: string) => ({ quantity, relation: 'equals', formula });
const upTo = (last: number, from = 1) => Array.from({ length: last - from + 1 }, (_, i) => i + from);

const rejected = (certificate: Certificate, reason: RegExp) =>
  expect(checkCertificate(certificate)).toMatchObject({
    accepted: false,
    reason: expect.stringMatching(reason),
  });

/** Each is false, and has a certificate that is as good as a false one gets. */
const FALSE: [string, Forged, RegExp][] = [
  [
    '0.5 is not 1/2 at the end of a quotient (bases)',
    {
      theorem: 'equal-widths',
      claim: equals('0', '(1/0.5)^d + 8*(1/1/2)^d - 6'),
      domain: EQUAL,
      depths: [1, 2],
      grid: {},
    },
    /the order 3 wants/,
  ],
  [
    '0.5 is not 1/2 at the end of a quotient (divisors)',
    {
      theorem: 'equal-widths',
      // The divisors are r + 4 and r + 1: over one of them the numerator would be a number.
      claim: equals('1/(r + 2/0.5)', '2/5/(r + 2/1/2)'),
      domain: { ...EQUAL, d: '[1, 1]' },
      depths: [1, 1],
      grid: { r: [1] },
    },
    /found 1 points; the degree 1/,
  ],
  [
    'a base that vanishes where a part is',
    {
      theorem: 'equal-widths',
      claim: equals('r^(100 - d)', '0'),
      domain: { ...EQUAL, r: '[0, 0]', d: '[1, 100]' },
      depths: [1, 2],
      grid: {},
    },
    /is zero/,
  ],
  [
    'a base that vanishes where a part is, beside an expectation',
    {
      theorem: 'equal-widths',
      claim: equals('E(Kw)', 'r^(100 - d)'),
      domain: { ...EQUAL, r: '[0, 0]', d: '[1, 100]' },
      depths: [1, 4],
      grid: { n: upTo(9) },
    },
    /is zero/,
  ],
  [
    'a base that vanishes at the one width of the domain',
    {
      theorem: 'equal-widths',
      claim: equals('0', '(1 - 1/n)^(100 - d)'),
      domain: { ...EQUAL, n: '[1, 1]', d: '[1, 100]' },
      depths: [1, 9],
      grid: {},
    },
    /is zero/,
  ],
  [
    'a divisor of both sides that vanishes at a point',
    {
      theorem: 'any-widths',
      claim: equals('E(Kw)/((r - 1)*d)', '(2*d*r + (r - 2))/((r - 1)*d)'),
      domain: { ...LIST, r: '(1, inf)' },
      grid: { r: [2, 1] },
    },
    /found 2 points; the degree 2/,
  ],
  [
    'weights 1/n on a series need more letters than the numerator says',
    {
      theorem: 'any-widths',
      claim: equals('Sum(i, 1, d - 1, 1/n[i])^2', '(d - 1)*Sum(i, 1, d - 1, 1/n[i]^2)'),
      domain: LIST,
      grid: {},
    },
    /the sides differ on some word/,
  ],
  [
    'products of 1/n beside other layers',
    {
      theorem: 'any-widths',
      claim: equals(
        'Sum(i, 1, d - 1, Prod(j, 1, i, 1/n[j]))*Sum(i, 1, d - 1, 1/n[i])',
        '(d - 1)*Sum(i, 1, d - 1, Prod(j, 1, i, 1/n[j])*1/n[i])',
      ),
      domain: LIST,
      grid: {},
    },
    /the sides differ on some word/,
  ],
  [
    'exponents beyond 2^53',
    {
      theorem: 'equal-widths',
      claim: equals(
        'E(Kw)',
        '2*d*r*Sum(j, 2^31, 2^31, -(-1)^(2^31*j + 1))*Sum(j, 2^31, 2^31, -(-1)^(2^31*j))',
      ),
      domain: EQUAL,
      depths: [1, 9],
      grid: { n: upTo(9), r: [1, 2, 3] },
    },
    /outgrows 2\^53/,
  ],
];

const equal = (
  formula: string,
  reason: RegExp,
  domain: Certificate = {},
  more: Partial<Forged> = {},
): [string, Forged, RegExp] => [
  `${formula}, ${JSON.stringify({ ...domain, ...more })}`,
  { theorem: 'equal-widths', claim: equals('E(Kw)', formula), domain: { ...EQUAL, ...domain }, ...more },
  reason,
];
const list = (
  quantity: string,
  formula: string,
  reason: RegExp,
  domain: Certificate = {},
): (typeof FALSE)[0] => [
  `${quantity} = ${formula}, ${JSON.stringify(domain)}`,
  { theorem: 'any-widths', claim: equals(quantity, formula), domain: { ...LIST, ...domain } },
  reason,
];
const vanishing = (name: string, last: number): string =>
  upTo(last)
    .map((k) => `(${name} - ${k})`)
    .join('*');
const STANDARD = { ...HE_WEIGHTS, parametrization: 'standard' };

const CORNERS = [
  // Sums and products that end before they begin, at some depth.
  equal('2*d*r + Sum(j, 2, d - 1, 1) - d + 2', /may end before/),
  equal('2*d*r + Sum(j, d, 3, 1) - 4 + d', /may end before/, { d: '[1, 500]' }, { depths: [1, 4] }),
  equal('2*d*r + Prod(j, 1, 3 - d, 2) - 2^(3 - d)', /may end before/, { d: '[1, 500]' }, { depths: [1, 4] }),
  equal('2*d*r + Sum(j, 1, d, Sum(i, j + 2, d, 1)) - (d - 1)*(d - 2)/2', /may end before/),
  // Parts that are not the domain, domains that are not what they look like.
  equal('2*d*r*(n/5)^(d - 1)', /the rest of the domain/, { n: '[2, 5]' }, { fixed: { n: '5' } }),
  equal('2*d*r + n - 1', /the rest of the domain/, { n: '[1, 2]' }, { fixed: { n: '1' } }),
  equal('2*d*r + r - r^2', /the rest of the domain/, { r: '[0, 1]' }, { fixed: { r: '0' } }),
  equal(`2*d*r + ${vanishing('d', 5)}`, /found 5; the order/, { d: '[1, 6]' }, { depths: [1, 5] }),
  equal(`2*d*r + ${vanishing('d', 60)}`, /the order 63/),
  equal(
    `2*d*r + ${vanishing('r', 2)}`,
    /degree 2/,
    { d: '[1, 2]', r: '[1, 2]' },
    {
      depths: [1, 2],
      grid: { n: upTo(9), r: [1, 2] },
    },
  ),
  equal('2*d*r + 2^(-n) - 1/(1 + n)', /the sides differ/),
  equal('2*d*r + n0 - 1', /the sides differ/),
  equal(
    'r*(1 + (d - 1)*n)',
    /the rest of the domain/,
    { n0: '[1, 2]' },
    { network: STANDARD, fixed: { n0: '1' } },
  ),
  equal('r*(n + (d - 1)*n)', /the sides differ/, {}, { network: STANDARD }),
  // Conditions that say less than a divisor needs.
  equal('2*d*r/(n - 3)*(n - 3)', /may vanish/, { where: 'n > 3' }),
  equal('2*d*r/(n - 3)*(n - 3)', /may vanish/, { where: '1/(n - 3) != 0' }),
  equal('2*d*r/(n - 3)*(n - 3)', /may vanish/, { where: 'n0 != 3 and n != r' }),
  equal('2*d*r + Sum(j, 1, d, (j - 2)/(j - 2)) - d', /may vanish/, { where: 'd != 2' }),
  // Fixed points of exponents.
  equal('2*d*r*(-1)^(2*d + 1)', /the sides differ/),
  equal('2*d*r + 0^0', /the sides differ/),
  equal('2*d*r + 0^(d - 1)', /is zero/),
  equal('2*d*r + (1 - 1/n)^(d - 1)', /is zero/, { n: '[1, 1]' }),
  list('E(Kw)', '2*d*r + 0^(d - 1)', /the sides differ/),
  list('E(Kw)', '2*d*r + (d - 2)*(d - 3)', /the sides differ/, { d: '[2, 3]' }),
  list('E(Kw)', '2*d*r + Prod(i, 1, d - 1, n[i] - 1)', /the sides differ/, { n: '[1, 1]' }),
  list('E(Kw)', '2*d*r + n[0] - 1', /the sides differ/),
  list('r^(100 - d)', '0', /vanishes|zero/, { r: '[0, 0]', d: '[1, 100]' }),
  list('Sum(i, 1, d - 1, r^(i - 1))', '0', /zero/, { r: '[0, 0]' }),
  list('Sum(i, 1, d - 1, Sum(j, i + 1, d - 1, n[j]))', 'Sum(i, 1, d - 1, i*n[i])', /the sides differ/),
  list('Sum(i, 0, d, Sum(j, i + 1, d, n[j]))', 'Sum(i, 1, d, (i + 1)*n[i])', /the sides differ/),
  list('Sum(i, 1, d - 1, 2^(n[i]))', '2*(d - 1)', /the sides differ/),
  list('Sum(i, 1, d - 1, 2^(-n[i]))^2', '(d - 1)*Sum(i, 1, d - 1, 2^(-2*n[i]))', /the sides differ/),
  list('Prod(i, 1, d - 1, 1/n[i])', '1', /the sides differ/),
  list('E(Kb)', 'd', /the sides differ/, { r: '(0, inf)' }),
  list('d/d', '2', /the sides differ/),
  // Nowhere defined: no word has a value.
  list('0/(d - d)', '5', /division by zero/),
  list('E(Qbb)/E(Qbb)', '7', /division by zero/),
];

describe('false claims', () => {
  it.each(CORNERS)('corner: %s', (_, statement, reason) => rejected(forged(statement), reason));

  it('nowhere defined, and without words', () => {
    const claim = forged({ theorem: 'any-widths', claim: equals('0/(d - d)', '5'), domain: LIST });
    const [part] = claim.parts as Certificate[];
    rejected(digested({ ...claim, parts: [{ ...part, words: [], values: [] }] }), /at least one/);
  });

  it.each(['n != 3', '1/(n - 3) != 0', 'n != 3 and r > 1', 'r != 1'])(
    'a closed form that is proved where %s, used elsewhere',
    (where) => {
      const formula = '2*d*r*(n - 3)/(n - 3)*(r - 1)/(r - 1)';
      const domain = { ...EQUAL, where: `${where} and n != 3 and r != 1` };
      const mean = made('equal-widths', { claim: equals('E(Kw)', formula), domain }, [
        { depths: [1, 6], random: true },
      ]);
      const format = 'ntkcheck-certificate/1';
      const shared = { format, theorem: 'substitution', network: HE_WEIGHTS, uses: [mean] };
      const claim = equals('2*E(Kw)', `2*(${formula})`);
      const checked = (own: Certificate) => digested({ ...shared, claim, domain: { ...EQUAL, ...own } });
      rejected(checked({}), /condition|may vanish/);
      rejected(checked({ n: '[4, inf)' }), /condition|may vanish/);
      rejected(checked({ where: 'n != 3' }), /condition|may vanish/);
      expect(checkCertificate(checked({ where: domain.where }))).toMatchObject({ accepted: true });
    },
  );

  it.each(FALSE)('%s', (_, statement, reason) => rejected(forged(statement), reason));

  it('0.5 is not 1/2 at the end of a quotient (substitution)', () => {
    const mean = made('equal-widths', { claim: equals('E(Kw)', '2*d*r'), domain: EQUAL }, [
      { depths: [1, 6] },
    ]);
    const claim = equals('E(Kw)/0.5', '2*d*r/1/2');
    const format = 'ntkcheck-certificate/1';
    const shared = { format, theorem: 'substitution', network: HE_WEIGHTS, domain: EQUAL, uses: [mean] };
    rejected(digested({ ...shared, claim }), /it is not the quantity/);
  });
});

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
      // The two divisors are r + 4 and 2 r + 1 over 2: equal where the points are.
      claim: equals('E(Kw)', '2*d*r + 1/(r + 2/0.5) - 1/(r + 2/1/2)'),
      domain: { ...EQUAL, d: '[1, 1]' },
      depths: [1, 1],
      grid: { n: [1], r: [1, 2] },
    },
    /found 2 points; the degree 3/,
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

describe('false claims', () => {
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

import { describe, expect, test } from 'vitest';
import { checkCertificate } from '../../src/checker/check.ts';
import { DEFAULT_OPTIONS, verify } from '../../src/verify/verify.ts';
import { proveFirst, statement } from './library.ts';

const KW2 =
  '4/27*r^2*(9*d^2 + 6*(n + 2)*d - (n - 1)*(n + 5))*(1 + 5/n)^(d - 1) + 4*(n - 1)^2/27*r^2*(1 - 1/n)^(d - 1)';
const product = (name: string, most: number): string =>
  Array.from({ length: most }, (_, k) => `(${name} - ${k + 1})`).join('*');

const FEW = {
  ...DEFAULT_OPTIONS,
  effort: { enumerated: 20, drawn: 5, networks: 0, precision: { samples: 1000 }, draws: 1000 },
};
const outcomeOf = (...args: Parameters<typeof statement>) => {
  const own = statement(...args);
  return verify({ statement: own, case: own.cases[0] }, 1e-9, FEW);
};

test('the true claim is proved, and its certificate accepted', () => {
  expect(checkCertificate(proveFirst('E(Kw^2)', KW2)).accepted).toBe(true);
});

describe('claims that are true on a large part of their domain and false beyond are not proved', () => {
  test.each([1, 5, 20, 40])('equal widths, true for all d <= %i', (most) => {
    expect(() => proveFirst('E(Kw^2)', `${KW2} + ${product('d', most)}`)).toThrow(/differ/);
  });
  test.each([1, 5, 20, 40])('equal widths, true for all n <= %i', (most) => {
    expect(() => proveFirst('E(Kw^2)', `${KW2} + r*${product('n', most)}`)).toThrow(/differ/);
  });
  test.each([
    ['an exponential that starts small', `${KW2} + (1/1000)^(50 - d)`],
    ['a coefficient that is almost right', KW2.replace('4/27', '4000001/27000000')],
    ['2^-n in a place of its own', `${KW2} + 2^(-n)`],
    ['2^(-n d)', `${KW2} + 2^(-n*d)`],
    ['a high power of r', `${KW2} + r^2*(r - 1)*(r - 2)*(r - 3)`],
  ])('%s', (_, formula) => {
    expect(() => proveFirst('E(Kw^2)', formula)).toThrow(/differ/);
  });
  test('any widths: the checker refuses a formula that is true for all d <= 4', () => {
    const options = { n: '{ widths: [1, inf] }', convention: 'hanin-nica-2019' };
    expect(checkCertificate(proveFirst('E(Kw)', '2*d*r', options)).accepted).toBe(true);
    expect(() => proveFirst('E(Kw)', `2*d*r + ${product('d', 4)}`, options)).toThrow(
      /the sides differ on some word/,
    );
    const narrow = `2*d*r + Sum(l, 1, d - 1, ${product('n[l]', 3)})`;
    expect(() => proveFirst('E(Kw)', narrow, options)).toThrow(/the sides differ on some word/);
  });
  test('verify does not call such a claim proved', () => {
    const { outcome, claims } = outcomeOf('E(Kw)', `2*d*r + ${product('d', 12)}/10^40`);
    expect(outcome).not.toBe('proved');
    expect(claims[0]!.evidence.some(({ kind }) => kind === 'certificate')).toBe(outcome === 'refuted');
  });
});

describe('outside the hypotheses a true claim is supported, with the reason', () => {
  test.each([
    ['2*d*r*factorial(d)/factorial(d)', /factorial/],
    ['2*r*sqrt(d^2)', /sqrt/],
    ['2*r*abs(d)', /abs/],
    ['2*r*max(d, 1)', /max/],
    ['2*r*d*3^n/3^n', /base/],
    ['2*r*d^d/d^(d - 1)', /depends on d/],
    ['2*r*d*exp(0)', /exp/],
  ])('%s', (formula, reason) => {
    const { outcome, reason: words } = outcomeOf('E(Kw)', formula);
    expect(outcome).toBe('supported');
    expect(words).toMatch(reason);
  });
  test('a divisor that may vanish is the checker’s to refuse', () => {
    const formula = '2*r*d*(n - 7)/(n - 7)';
    const { outcome } = outcomeOf('E(Kw)', formula);
    expect(outcome).not.toBe('proved');
    const { reason } = outcomeOf('E(Kw)', '2*r*d*(r - 7)/(r - 7)');
    expect(reason).toMatch(/no proof|not evaluated/);
  });
  test('at r = 0 dead layers make a case of their own, which is not forgotten', () => {
    const relu = '2*r*d + 2^n + 1 - 2^n*(1 - 2^(-n))^(d - 1)';
    expect(checkCertificate(proveFirst('E(K)', relu, { gates: 'relu' })).accepted).toBe(true);
    expect(() => proveFirst('E(K)', relu, { gates: 'relu', r: '{ rational: [0, inf] }' })).toThrow(/differ/);
  });
});

test('the certificate is the same every time', () => {
  expect(proveFirst('E(Kw^2)', KW2)).toEqual(proveFirst('E(Kw^2)', KW2));
});

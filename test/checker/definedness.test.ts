import { describe, expect, it } from 'vitest';
import { readDomain } from '../../src/checker/domain.ts';
import { snapshot } from '../../src/checker/json.ts';
import { Divisors, regionOf } from '../../src/checker/nonzero.ts';
import { resolve } from '../../src/checker/resolve.ts';
import { parse } from '../../src/checker/syntax.ts';

const DOMAIN = { widths: 'equal', d: '[1, inf)', n: '[1, inf)', r: '[0, inf)' };

describe('the definedness lemma', () => {
  const box = readDomain(
    snapshot({ ...DOMAIN, d: '[2, inf)', sigma_w2: '(0, 2)', sigma_b2: '[1, 3]', where: 'n != 7 and r > 0' }),
  );
  const isNonzero = (text: string): boolean =>
    new Divisors(box, new Map()).isNonzero(resolve(parse(text), box), regionOf(2, Number.POSITIVE_INFINITY));

  it.each([
    '1',
    'n',
    'd',
    'd - 1',
    'n + 5',
    '-n',
    'sigma_w2',
    '1 - sigma_w2/2',
    'sigma_w2 - 2',
    'sigma_b2',
    'sigma_b2 - 4',
    '4 - sigma_b2',
    'n - 7',
    '14 - 2*n',
    'r + 1',
    'n0',
    'd*n - 1/2',
    'n^2 + 2*n*r + r^2',
    '3*n^2 - 4',
    '2^n',
    '2^(-n)',
    '1 - 2^(-n)/2',
    '(1 + 5/n)^d',
    '1 + (1 + 5/n)^d',
    '(1 - sigma_w2/2)^d + r',
    'n + 5*2^n',
    'Prod(j, 1, d, j + n)',
    'sigma_b2^2 - sigma_w2 + 2',
    '2^(-n*d)',
    'n^2 - 2',
    '1 + r/(n + 1)',
  ])('shows that %s has no zero', (text) => expect(isNonzero(text)).toBe(true));

  it.each([
    '0',
    'r',
    'n - 1',
    'n - 3',
    'd - 2',
    'd - n',
    'sigma_w2 - 1',
    'sigma_b2 - 1',
    'sigma_b2 - 3',
    '(sigma_b2 - 1)*(sigma_b2 - 3)',
    '1 - 2*2^(-n)',
    'r*n',
    'n - n',
    '1 - (1 + 5/n)^d',
    'n - 7 + r',
    'n0 - 1',
    'Sum(j, 1, d, j)',
    'E(K)',
    'Prod(j, 1, d, j - 1)',
    'n^2 - 4*n + 4',
    '2^n - 4',
    'r^2',
    'sigma_w2*r',
    '(n - n)^0*r',
    'n^2 - n*r',
  ])('does not show it of %s', (text) => expect(isNonzero(text)).toBe(false));
});

describe('conditions of a domain', () => {
  const isNonzero = (text: string, where: string): boolean => {
    const box = readDomain(snapshot({ ...DOMAIN, sigma_w2: '(0, inf)', where }));
    return new Divisors(box, new Map()).isNonzero(
      resolve(parse(text), box),
      regionOf(1, Number.POSITIVE_INFINITY),
    );
  };

  it.each([
    ['r', 'r != 0'],
    ['r^2*sigma_w2*n', '3*r != 0'],
    ['r*(n - 3)', 'r*(n - 3) != 0'],
    ['n - 3', 'r*(n - 3) != 0'],
    ['r', 'r*(n - 3) != 0'],
    ['n*sigma_w2*(n - 3)', 'n != 3'],
    ['(n - 3)/n', '1 != 3/n'],
    ['2*sigma_w2*n^2 - 4*n^2 + 10*sigma_w2*n', 'sigma_w2*n - 2*n + 5*sigma_w2 != 0'],
    ['sigma_w2 - 2 + 2*2^(-n)', '2^n*sigma_w2 - 2*2^n + 2 != 0'],
    [
      '(sigma_w2*n - 2*n + 5*sigma_w2)^2*(2^n*sigma_w2 - 2*2^n + 2)',
      'sigma_w2*n - 2*n + 5*sigma_w2 != 0 and 2^n*sigma_w2 - 2*2^n + 2 != 0',
    ],
    ['d - 4', 'd != 4'],
  ])('show that %s has no zero where %s', (text, where) => expect(isNonzero(text, where)).toBe(true));

  it.each([
    ['r', 'n != 0'],
    ['r', '1 != 0'],
    ['r', '0 != 0'],
    ['r', 'r > 0'],
    ['r', 'r == 1'],
    ['r*(n - 3)', 'n != 3'],
    ['n - 4', 'n != 3'],
    ['(n - 3)*(n - 4)', 'n != 3'],
    ['n - 3', '1/(n - 3) != 0'],
    ['n - 3', 'E(K)*(n - 3) != 0'],
    ['n - 3', 'n - 3 != n - 3'],
    ['n^2 - 9*r', 'n != 3*r'],
    ['Sum(j, 1, d, j - 4)', 'd != 4'],
    ['Prod(j, 1, d, j - 4)', 'd != 4'],
  ])('do not show it of %s where %s', (text, where) => expect(isNonzero(text, where)).toBe(false));
});

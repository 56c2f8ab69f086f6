import { describe, expect, it } from 'vitest';
import { isSameFormula } from '../../../src/audit/diagnosis/normal.ts';
import { parseExpression } from '../../../src/expression/index.ts';

const parsed = (text: string) =>
  parseExpression(text, { symbols: new Set(['d', 'n', 'r']), lists: new Set(), form: 'formula' }).expression!;

describe('one formula in another order', () => {
  it.each([
    ['d*(1 + 2*r)', '(2*r + 1)*d'],
    ['d - r', '-r + d'],
    ['d/n', 'd*n^(-1)'],
    ['4*d/2', '2*d'],
    ['d*d', 'd^2'],
    ['d + d', '2*d'],
    ['Sum(i, 1, d, 2*i)', 'Sum(i, 1, d, i*2)'],
  ])('%s is %s', (a, b) => expect(isSameFormula(parsed(a), parsed(b))).toBe(true));

  it.each([
    ['d*(1 + 2*r)', 'd*(1 - 2*r)'],
    ['d/n', 'n/d'],
    ['d^2', 'd^3'],
    ['d^n', 'n^d'],
    ['Sum(i, 1, d, i)', 'Prod(i, 1, d, i)'],
  ])('%s is not %s', (a, b) => expect(isSameFormula(parsed(a), parsed(b))).toBe(false));
});

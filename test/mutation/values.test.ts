import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { orderOf, valueAt } from '../../src/mutation/values.ts';
import { isSame, isWeaker, tells } from '../../src/mutation/weaker.ts';
import { rational } from '../../src/rational/rational.ts';
import type { Architecture } from '../../src/verify/architecture.ts';
import type { Subject } from '../../src/verify/subject.ts';
import { MEAN, statement, type Written } from '../verify/claims.ts';

const subject = (written: Written): Subject => {
  const own = statement(written);
  return { statement: own, case: own.cases[0], claim: own.claims[0]!, seed: 1 };
};

/** A claim of the same statement with another quantity or formula. */
const mutant = (own: Subject, written: Written): Subject => ({
  ...own,
  claim: subject(written).claim,
});

const at = (depth: number, r: number): Architecture => ({
  widths: Array<number>(depth).fill(2).concat(1),
  values: new Map([['r', rational(r)]]),
});

describe('the sides of a claim', () => {
  const sides = (written: Written, where: Architecture) =>
    (['quantity', 'formula'] as const).map((side) => valueAt(subject(written), side, where)?.toString());

  test('have their values at an architecture', () => {
    // d (1 + 2 r) at d = 3, r = 2, and 7 d.
    expect(sides({ formula: '7*d' }, at(3, 2))).toEqual(['15', '21']);
  });

  test('or none', () => {
    expect(sides({ formula: '1/(d - 1)' }, at(1, 2))).toEqual(['5', undefined]);
    expect(sides({ formula: 'log(r)' }, at(1, 0))[1]).toBeUndefined();
  });
});

describe('the order of two values', () => {
  const order = (a: string, b: string) => orderOf(new Decimal(a), new Decimal(b));
  const wide = Decimal.clone({ precision: 60 });

  test.each([
    ['1', '2', -1],
    ['2', '1', 1],
    ['-2', '-1', -1],
    ['0', '0', 0],
    ['1e-50', '0', 1],
    ['1e-50', '2e-50', -1],
    ['1e50', '1e50', 0],
  ] as const)('%s and %s', (a, b, expected) => {
    expect(order(a, b)).toBe(expected);
  });

  test('is told to 30 digits', () => {
    const near = (digits: number) => new wide(1).plus(`2e-${digits}`);
    expect(orderOf(near(29), new wide(1))).toBe(1);
    expect(orderOf(near(31), new wide(1))).toBe(0);
    expect(orderOf(near(29).times(-1e6), new wide(-1e6))).toBe(-1);
    expect(orderOf(near(31).times(-1e6), new wide(-1e6))).toBe(0);
  });

  test('is unknown where one has no value', () => {
    expect(orderOf(undefined, new Decimal(1))).toBeUndefined();
    expect(orderOf(new Decimal(1), undefined)).toBeUndefined();
  });
});

describe('two claims', () => {
  const own = subject({ relation: 'at-most', formula: `3*${MEAN}` });
  const architectures = [at(1, 0), at(2, 1), at(3, 2)];
  const other = (formula: string, quantity = 'E(K)') =>
    mutant(own, { relation: 'at-most', formula, quantity });

  test('are told apart where a side has other values', () => {
    const same = other('3*d + 6*d*r');
    expect(architectures.map((where) => tells(own, same, where))).toEqual([false, false, false]);
    expect(isSame(own, same, architectures)).toBe(true);
    // r = 0, and r = r^2 at r = 1.
    const square = other('3*d*(1 + 2*r^2)');
    expect(architectures.map((where) => tells(own, square, where))).toEqual([false, false, true]);
    expect(isSame(own, square, architectures)).toBe(false);
    expect(tells(own, other(`3*${MEAN}`, 'E(Kw)'), at(1, 1))).toBe(true);
  });

  test('are told apart where one has no value', () => {
    expect(tells(own, other(`3*${MEAN}*(d - 1)/(d - 1)`), at(1, 1))).toBe(true);
  });

  test.each([
    ['a larger bound', '4*d*(1 + 2*r)', 'E(K)', true],
    ['larger somewhere, equal elsewhere', '3*d*(1 + 2*r^2)', 'E(K)', true],
    ['a smaller bound', '2*d*(1 + 2*r)', 'E(K)', false],
    ['smaller somewhere', '4*d*(1 + r)', 'E(K)', false],
    ['a smaller quantity', '3*d*(1 + 2*r)', 'E(K)/2', true],
    ['a larger quantity', '3*d*(1 + 2*r)', '2*E(K)', false],
    ['a smaller quantity and a smaller bound', '2*d*(1 + 2*r)', 'E(K)/2', false],
    ['no value somewhere', '4*d*(1 + 2*r)*(d - 1)/(d - 1)', 'E(K)', false],
  ])('at most: %s', (_, formula, quantity, expected) => {
    expect(isWeaker(own, other(formula, quantity), architectures)).toBe(expected);
  });

  test('at least: a smaller bound is weaker', () => {
    const least = subject({ relation: 'at-least', formula: MEAN });
    const bound = (formula: string) => mutant(least, { relation: 'at-least', formula });
    expect(isWeaker(least, bound('d'), architectures)).toBe(true);
    expect(isWeaker(least, bound('2*d*(1 + 2*r)'), architectures)).toBe(false);
  });

  test.each([
    ['{ low: 1/3, high: 2 }', true],
    ['{ low: 1/2, high: 3 }', true],
    ['{ low: 1/3, high: 3 }', true],
    ['{ low: 1/1, high: 3 }', false],
    ['{ low: 1/3, high: 1 }', false],
  ])('within constants 1/2 and 2, and %s', (constants, expected) => {
    const relation = 'within-constants';
    const within = subject({ relation, constants: '{ low: 1/2, high: 2 }' });
    expect(isWeaker(within, mutant(within, { relation, constants }), architectures)).toBe(expected);
  });

  test('equalities have no room, nor claims of different relations', () => {
    const equality = subject({});
    expect(isWeaker(equality, mutant(equality, { formula: '2*d*(1 + 2*r)' }), architectures)).toBe(false);
    expect(
      isWeaker(own, mutant(own, { relation: 'at-least', formula: '4*d*(1 + 2*r)' }), architectures),
    ).toBe(false);
  });
});

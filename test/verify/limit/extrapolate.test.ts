import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import {
  bigO,
  isDecay,
  isFirstOrder,
  observedOrders,
  richardson,
  settledOrder,
} from '../../../src/verify/limit/extrapolate.ts';

/** Values of a function at n = 4, 8, 16, … */
const doubling = (f: (n: number) => number, count = 8): number[] =>
  Array.from({ length: count }, (_, i) => f(4 * 2 ** i));

/** Orders of values at n = 4, 8, 16, … */
const ordersOf = (terms: readonly number[]): number[] =>
  observedOrders(
    terms,
    terms.map((_, i) => 4 * 2 ** i),
  );

test('orders are written as O(1/n^k), along n or another size', () => {
  expect([bigO(1), bigO(2), bigO(3, 'd')]).toEqual(['O(1/n)', 'O(1/n^2)', 'O(1/d^3)']);
});

describe('observed orders', () => {
  test.each([1, 2, 5])('of c/n^%i are exactly that, whatever the sign', (k) => {
    for (const f of [(n: number) => 3 / n ** k, (n: number) => (-1) ** Math.log2(n) / n ** k]) {
      const orders = ordersOf(doubling(f));
      expect(orders).toHaveLength(7);
      for (const order of orders) expect(order).toBeCloseTo(k, 12);
    }
  });

  test('take the sizes as they are, doubled or not', () => {
    const sizes = [5, 9, 17, 33];
    for (const order of observedOrders(
      sizes.map((n) => n ** -2),
      sizes,
    ))
      expect(order).toBeCloseTo(2, 12);
  });

  test('of zeros are no numbers, and of what becomes zero infinite', () => {
    expect(ordersOf([0, 0])).toEqual([Number.NaN]);
    expect(ordersOf([1, 0])).toEqual([Number.POSITIVE_INFINITY]);
    expect(ordersOf([1])).toEqual([]);
  });
});

describe('exponential decay', () => {
  test('has orders that double with the size', () => {
    expect(isDecay(ordersOf(doubling((n) => Math.exp(-n), 5)))).toBe(true);
    expect(isDecay(ordersOf(doubling((n) => 2 ** -n, 5)))).toBe(true);
  });

  test('is seen before the terms are lost in rounding, when they stay lost', () => {
    expect(isDecay([4, 8, Number.NaN, Number.NaN])).toBe(true);
    expect(isDecay([4, 8, Number.POSITIVE_INFINITY, Number.NaN])).toBe(true);
    expect(isDecay([4, 8, Number.NaN])).toBe(false);
    expect(isDecay([4, 8, Number.NaN, 5])).toBe(false);
  });

  test('is not what falls like a power, however high, or like n^(-log n), or has come to little', () => {
    expect(isDecay(ordersOf(doubling((n) => n ** -9)))).toBe(false);
    expect(isDecay(ordersOf(doubling((n) => n ** -Math.log2(n))))).toBe(false);
    expect(isDecay([1, 2, 4])).toBe(false);
    expect(isDecay([8, 16])).toBe(false);
    expect(isDecay([])).toBe(false);
    expect(isDecay([Number.NaN, Number.NaN])).toBe(false);
  });
});

describe('the order that remainders settle on', () => {
  test.each([1, 2, 3])('is that of the leading term: n^-%i', (k) => {
    expect(settledOrder(ordersOf(doubling((n) => 1 / n ** k + 2 / n ** (k + 1))))).toBe(k);
  });

  test('is Infinity for exponential decay', () => {
    expect(settledOrder(ordersOf(doubling((n) => Math.exp(-n), 5)))).toBe(Number.POSITIVE_INFINITY);
  });

  test.each<[string, (n: number) => number]>([
    ['n^(-1/2)', (n) => 1 / Math.sqrt(n)],
    ['n^(-3/2)', (n) => n ** -1.5],
    ['1/log n', (n) => 1 / Math.log(n)],
    ['log n/n', (n) => Math.log(n) / n],
    ['a constant', () => 1],
    ['what grows', (n) => n],
  ])('is none of %s', (_, f) => expect(settledOrder(ordersOf(doubling(f)))).toBeUndefined());

  test('is none of nothing', () => expect(settledOrder([])).toBeUndefined());
});

describe('Richardson extrapolation', () => {
  const decimals = (f: (n: Decimal) => Decimal, count: number): Decimal[] =>
    Array.from({ length: count }, (_, i) => f(new Decimal(4 * 2 ** i)));

  test('takes off as many powers of 1/n as there are doublings: none is left of three terms', () => {
    const f = (n: Decimal) => n.pow(-1).times(5).plus(7).minus(n.pow(-2).times(3)).plus(n.pow(-3));
    const { limit, error } = richardson(decimals(f, 5));
    expect(limit.toNumber()).toBe(7);
    expect(error).toBe(0);
    // One power more than doublings: the remainder is that of the power left.
    const coarse = richardson(decimals(f, 3));
    expect(coarse.limit.toNumber()).not.toBe(7);
    expect(coarse.error).toBeGreaterThan(Math.abs(coarse.limit.toNumber() - 7));
  });

  test('says a large error where values are no power series in 1/n', () => {
    const { limit, error } = richardson(decimals((n) => n.pow(-0.5).plus(1), 8));
    expect(Math.abs(limit.toNumber() - 1)).toBeGreaterThan(1e-3);
    expect(error).toBeGreaterThan(1e-3);
  });

  test('two values give their extrapolation along a line in 1/n', () => {
    const { limit } = richardson([new Decimal(3), new Decimal(2)]);
    expect(limit.toNumber()).toBe(1);
  });
});

describe('first order, by what n times the terms extrapolates to', () => {
  const sizes = doubling((n) => n, 9);
  test.each<[string, boolean, (n: number) => number]>([
    ['c/n', true, (n) => 3 / n],
    ['a series', true, (n) => 1 / n - 5 / (n * (n + 5))],
    ['a first coefficient so small that the terms change sign', true, (n) => 0.01 / n - 3 / n ** 2],
    ['no first coefficient', true, (n) => 1 / n ** 2 + 1 / n ** 3],
    ['1/√n', false, (n) => n ** -0.5],
    ['log(n)/n', false, (n) => Math.log(n) / n],
    ['1/n and a little log(n)/n', false, (n) => (1 + 1e-3 * Math.log(n)) / n],
    ['1/n + 1/n^1.5', false, (n) => 1 / n + n ** -1.5],
    ['a sign that alternates', false, (n) => (-1) ** Math.log2(n) / n],
    ['a constant', false, () => 1],
  ])('%s: %s', (_, wanted, f) => {
    expect(isFirstOrder(sizes.map(f), sizes)).toBe(wanted);
  });
});

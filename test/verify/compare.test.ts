import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Expression, parseExpression, Refusal } from '../../src/expression/index.ts';
import { rational } from '../../src/rational/rational.ts';
import { type Comparison, compareAt } from '../../src/verify/compare.ts';

const parse = (text: string): Expression =>
  parseExpression(text, { symbols: new Set(['x']), lists: new Set(), form: 'formula' }).expression;
const environment = { symbols: new Map([['x', rational(2, 3)]]), lists: new Map() };
const compared = (left: string, right: string): Comparison =>
  compareAt(parse(left), parse(right), environment);

describe('rational values', () => {
  test('are compared exactly, however close', () => {
    const sides = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(sides, sides, (a, b) => {
        const { order, exact } = compared(`(${a})/10^60 + x`, `(${b})/10^60 + x`);
        expect([order, exact]).toEqual([Math.sign(a - b), true]);
      }),
      { seed: 15 },
    );
  });

  test.each([
    ['x', '1/2', 1, '2/3', '1/2', 0.25],
    ['0', '0', 0, '0', '0', 0],
    ['0', '1/1000', -1, '0', '1/1000', 1],
    ['-2', '-3', 1, '-2', '-3', 0.5],
    ['sqrt(4/9)', 'x', 0, '2/3', '2/3', 0],
  ])('%s against %s', (left, right, order, leftText, rightText, error) => {
    const found = compared(left, right);
    expect([found.order, found.exact, found.left.text, found.right.text]).toEqual([
      order,
      true,
      leftText,
      rightText,
    ]);
    expect(found.relativeError).toBeCloseTo(error, 12);
  });

  test('a value too long to read is shown by its decimals', () => {
    const { left } = compared('1/3^300', '1');
    expect([left.exact, left.text, left.text.length < 40]).toEqual([true, left.decimal, true]);
  });
});

describe('irrational values', () => {
  test.each([
    ['sqrt(2)^2*x', '4/3', 0],
    ['exp(1)*exp(-1)', '1', 0],
    ['exp(log(5))', '5', 0],
    ['sqrt(2) + sqrt(3)', 'sqrt(5 + 2*sqrt(6))', 0],
    // 10^-30 is far more than 40 digits can hide
    ['exp(1)', 'exp(1) + 1/10^30', -1],
    ['exp(1)*(1 + 1/10^38)', 'exp(1)', 1],
    ['pi', '22/7', -1],
    ['-pi', '-22/7', 1],
    ['exp(-1000)', '0', 1],
  ])('%s against %s', (left, right, order) => {
    expect(compared(left, right)).toMatchObject({ order });
  });

  test('are not called exact, and a rational side keeps its text', () => {
    expect(compared('exp(1)', 'x')).toMatchObject({
      exact: false,
      left: { exact: false },
      right: { exact: true, text: '2/3' },
    });
  });
});

test.each(['1/(x - 2/3)', 'log(0)', 'sqrt(-x)', 'exp(1) - exp(1)'])('%s has no value to compare', (text) => {
  expect(() => compared(text, 'exp(1)')).toThrow(Refusal);
});

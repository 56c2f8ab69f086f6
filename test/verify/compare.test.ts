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
        const { kind, exact } = compared(`(${a})/10^60 + x`, `(${b})/10^60 + x`);
        expect([kind, exact]).toEqual([a < b ? 'less' : a > b ? 'greater' : 'equal', true]);
      }),
      { seed: 15 },
    );
  });

  test.each([
    ['x', '1/2', 'greater', '2/3', '1/2', 0.25],
    ['0', '0', 'equal', '0', '0', 0],
    ['0', '1/1000', 'less', '0', '1/1000', 1],
    ['-2', '-3', 'greater', '-2', '-3', 0.5],
    ['sqrt(4/9)', 'x', 'equal', '2/3', '2/3', 0],
  ])('%s against %s', (left, right, kind, leftText, rightText, error) => {
    const found = compared(left, right);
    expect([found.kind, found.exact, found.left.text, found.right.text]).toEqual([
      kind,
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
    ['sqrt(2)^2*x', '4/3', 'equal'],
    ['exp(1)*exp(-1)', '1', 'equal'],
    ['1/(1 + exp(x))', '1 - exp(x)/(1 + exp(x))', 'equal'],
    ['exp(1)', 'exp(1) + 1/10^30', 'less'],
    ['exp(1)*(1 + 1/10^38)', 'exp(1)', 'greater'],
    ['exp(1)', 'exp(1) + 1/10^1000', 'less'],
    ['1 + 10^150*(sqrt(1 + 1/10^150) - 1)', '1', 'greater'],
    ['pi', '22/7', 'less'],
    ['-pi', '-22/7', 'greater'],
    ['exp(-1000)', '0', 'greater'],
    ['floor(sqrt(10)^2)', '10', 'equal'],
  ])('%s against %s', (left, right, kind) => {
    expect(compared(left, right).kind).toBe(kind);
  });

  test.each([
    ['exp(log(5)) + sqrt(3)', '5 + sqrt(3)'],
    ['sqrt(2) + sqrt(3)', 'sqrt(5 + 2*sqrt(6))'],
    // 10^-3000 is beyond the budget
    ['exp(1)', 'exp(1) + 1/10^3000'],
    ['floor(exp(log(7)))', '7'],
  ])('%s against %s is undecided, with an enclosure of the difference', (left, right) => {
    const { kind, difference } = compared(left, right);
    expect(kind).toBe('undecided');
    expect(difference.digits).toBeGreaterThan(1000);
    expect(difference.text).toMatch(/^\[-.*, .*\]$/);
  });

  test('that differ by little do not look the same', () => {
    const { left, right, relativeError } = compared('pi', 'pi + 1/10^30');
    expect(left.text).not.toBe(right.text);
    expect(relativeError).toBeCloseTo(1e-30 / Math.PI, 35);
  });

  test('are not called exact, and a rational side keeps its text', () => {
    expect(compared('exp(1)', 'x')).toMatchObject({
      exact: false,
      left: { exact: false },
      right: { exact: true, text: '2/3' },
    });
  });
});

test.each(['1/(x - 2/3)', 'log(0)', 'sqrt(-x)', '1/(exp(1) - exp(1))', '1/(exp(log(5)) - 5)'])(
  '%s has no value to compare',
  (text) => {
    expect(() => compared(text, 'exp(1)')).toThrow(Refusal);
  },
);

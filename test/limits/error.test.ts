import { describe, expect, test } from 'vitest';
import { BeyondOracle, TooCostly } from '../../src/exact/beyond.ts';
import { ExpressionError, evaluateExact, parseExpression, Refusal } from '../../src/expression/index.ts';
import { NtkcheckError, OutOfRange } from '../../src/limits/error.ts';
import { excerpt } from '../../src/limits/excerpt.ts';
import { NetworkError } from '../../src/network/build.ts';
import { PathLimit } from '../../src/paths/limit.ts';
import { StatementError } from '../../src/statement/error.ts';
import { isRefusal, refusing } from '../../src/verify/refusal.ts';

const overflow = (): number => 1 + overflow();

describe('what may become a verdict', () => {
  test.each([
    new Refusal('budget', 'x'),
    new BeyondOracle('x'),
    new TooCostly({ what: 'x', seconds: 1, bytes: 1 }, 'less'),
    new NetworkError('r', 'x'),
    new PathLimit('x'),
    new OutOfRange('x'),
    new StatementError('f', 1, 1, 'x'),
    new ExpressionError('x', 0),
  ])('%s is an error of the program', (error) => {
    expect(error).toBeInstanceOf(NtkcheckError);
    expect(isRefusal(error)).toBe(true);
  });

  test.each<[string, () => unknown]>([
    ['a stack that overflows', overflow],
    ['a list of a length that cannot be', () => new Array(-1)],
    ['a text that is too long', () => 'x'.repeat(2 ** 30)],
    ['a bigint that is too large', () => 2n ** (2n ** 40n)],
    ['a value that is not there', () => (undefined as unknown as string).length],
  ])('%s is a defect, and stays one', (_, run) => {
    expect(run).toThrow(Error);
    expect(() => refusing(run)).not.toThrow(NtkcheckError);
    try {
      refusing(run);
    } catch (error) {
      expect(isRefusal(error)).toBe(false);
    }
  });

  test('what a computation refuses is a Refusal, by its kind', () => {
    const refuse = (error: Error) => () =>
      refusing(() => {
        throw error;
      });
    expect(refuse(new PathLimit('too many'))).toThrow(
      expect.objectContaining({ kind: 'budget', message: 'too many' }),
    );
    expect(refuse(new OutOfRange('too far'))).toThrow(
      expect.objectContaining({ kind: 'domain', message: 'too far' }),
    );
  });
});

describe('formulas that would overflow the stack meet a limit in words', () => {
  const scope = { symbols: new Set(['x']), lists: new Set<string>(), form: 'formula' as const };
  const value = (text: string) =>
    evaluateExact(parseExpression(text, scope).expression, {
      symbols: new Map([['x', { num: 2n, den: 1n }]]),
      lists: new Map(),
    });
  const nested = (before: string, after: string, times: number): string =>
    `${before.repeat(times)}x${after.repeat(times)}`;
  const sums = Array.from({ length: 50 }, (_, i) => i).reduce(
    (body, i) => `Sum(j${i}, 1, 2, ${i === 0 ? '' : `j${i}*`}${body})`,
    Array.from({ length: 50 }, (_, i) => `j${i}`).join('*'),
  );

  test.each([
    ['ten thousand brackets', nested('(', ')', 10_000), /20001 characters/],
    ['nine thousand brackets', nested('(', ')', 9000), /more than 60 deep/],
    ['ten thousand signs', `${'-'.repeat(10_000)}x`, /more than 60 deep/],
    ['a sum of a hundred thousand terms', `1${'+1'.repeat(100_000)}`, /200001 characters/],
    ['a sum of six thousand terms', `1${'+1'.repeat(5999)}`, /more than 6000/],
    ['a sum of a thousand terms', `1${'+1'.repeat(999)}`, /more than 500 operations inside one another/],
    ['a tower of powers', '2^2^2^2^2^2', /an exact power would take .* bits/],
    ['fifty sums inside one another', sums, /budget of 200000 operations/],
    ['a large factorial', 'factorial(10^6)', /a factorial of more than 5000/],
    ['fifty factorials', `3${'!'.repeat(50)}`, /a factorial of more than 5000/],
    ['a long list', `min(${Array(7000).fill('x').join(',')})`, /more than 6000/],
  ])('%s', (_, text, message) => {
    expect(() => value(text)).toThrow(NtkcheckError);
    expect(() => value(text)).toThrow(message);
  });

  // The highest that the limits allow, by hand.
  test.each([
    ['59 brackets', nested('(', ')', 59), 2n],
    ['58 absolute values', nested('abs(', ')', 58), 2n],
    ['a sum of 499 terms', `1${'+1'.repeat(498)}`, 499n],
    ['the least of 2900', `min(${Array(2900).fill('x').join(',')})`, 2n],
  ])('%s have a value', (_, text, expected) => {
    expect(value(text)).toEqual({ num: expected, den: 1n });
  });
});

test('an excerpt is short, on one line, and obeyed by no terminal', () => {
  expect(excerpt('a\n\u001b[2Jb\u202Ec')).toBe('a \\u001b[2Jb\\u202ec');
  expect(excerpt('x'.repeat(200_000))).toBe(`${'x'.repeat(60)}…`);
});

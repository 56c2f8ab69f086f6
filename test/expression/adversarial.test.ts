import { describe, expect, it } from 'vitest';
import {
  ExpressionError,
  evaluate,
  evaluateDecimal,
  evaluateExact,
  evaluateNumber,
  exactField,
  formatExpression,
  parseExpression,
  Refusal,
} from '../../src/expression/index.ts';
import { environment, names, parseError, read, refusal } from './helpers.ts';

/** A sum of sums. */
const grouped = (groups: number, terms: number): string =>
  Array<string>(groups)
    .fill(`(1${'+x'.repeat(terms - 1)})`)
    .join('+');

/** Of this process at work, however busy the machine is with others. */
const secondsSince = (started: NodeJS.CpuUsage): number => process.cpuUsage(started).user / 1e6;

describe('text that would be code, or too much, is an ExpressionError', () => {
  it.each([
    'config({number:"number"})',
    'import({a: 1})',
    'import("fs")',
    'evaluate("1")',
    'parse(x)',
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'hasOwnProperty(1)',
    'x.constructor',
    'cos.constructor("return 1")()',
    'f(x)=f(x)',
    'x=1',
    'version',
    'a'.repeat(20_000),
    'ａ',
    '\u202ex',
    '\ud800',
    'x\u0000y',
  ])('%j', (text) => {
    expect(parseError(text).message.length).toBeLessThan(400);
  });

  it.each([
    ['30 000 parentheses', '('.repeat(30_000), 20_000, /20000/],
    ['2000 parentheses', `${'('.repeat(2000)}1${')'.repeat(1999)}`, 60, /60 deep/],
    ['61 brackets', `${'('.repeat(61)}1${')'.repeat(61)}`, 60, /60 deep/],
    ['a run of signs', `${'-'.repeat(3000)}1`, 60, /60 deep/],
    ['a tower of powers', `2${'^2'.repeat(900)}`, 121, /60 deep/],
    ['signs and powers', `2${'^-2'.repeat(900)}`, 91, /60 deep/],
    ['a run of factorials', `5${'!'.repeat(900)}`, 61, /60 deep/],
    ['calls in calls', `${'exp('.repeat(500)}1${')'.repeat(500)}`, 243, /60 deep/],
    ['many numbers', `1${'+1'.repeat(4000)}`, 6000, /6000 numbers/],
    ['a long sum', `1${'+1'.repeat(500)}`, 0, /500 operations inside one another/],
    ['a longer sum', `1${'+1'.repeat(2900)}`, 0, /500 operations inside one another/],
    ['sums in sums', `${'('.repeat(50)}1${`${'+1'.repeat(50)})`.repeat(50)}`, 0, /500 operations inside/],
    ['a long number', '1'.repeat(201), 0, /201 digits/],
    ['a huge exponent', '1e999999', 0, /exponent 999999/],
    ['a tiny exponent', '1e-301', 0, /exponent -301/],
    ['an exponent beyond doubles', `1e${'9'.repeat(400)}`, 0, /exponent Infinity/],
  ] as const)('%s', (_, text, position, message) => {
    const error = parseError(text);
    expect(error.message).toMatch(message);
    expect(error.position).toBe(position);
  });

  it('but a text at the limits is read', () => {
    expect(read(`1${'+1'.repeat(499)}`).kind).toBe('add');
    expect(read(grouped(29, 100)).kind).toBe('add');
    expect(read(`${'('.repeat(60)}1${')'.repeat(60)}`).kind).toBe('constant');
    expect(parseExpression(`${'x'.padEnd(20_000)}`, { ...names, form: 'formula' }).tex).toBe('x');
  });

  it('a text at the limits is read in little time, and everything can be done with it', () => {
    const long = `x${'+Sum(j, 1, 2, j)'.repeat(490)}`;
    for (const text of [grouped(29, 100), `x${'*x'.repeat(499)}`, `x${'^1/x'.repeat(400)}`, long]) {
      const started = process.cpuUsage();
      const { expression, tex } = parseExpression(text, { ...names, form: 'formula' });
      expect(tex.length).toBeGreaterThan(500);
      expect(secondsSince(started)).toBeLessThan(5);
      evaluateExact(expression, environment);
      formatExpression(expression);
      // Statements are handed to a thread as copies.
      structuredClone(expression);
    }
  });

  it('names of Object.prototype are ordinary when declared', () => {
    const symbols = new Set(['toString', '__proto__', 'constructor']);
    const parsed = parseExpression('toString + __proto__*constructor', {
      symbols,
      lists: new Set(),
      form: 'formula',
    });
    expect(parsed.free).toEqual(symbols);
    expect(() => evaluateExact(parsed.expression, environment)).toThrow(TypeError);
  });
});

describe('what would take too long is refused', () => {
  it.each([
    ['2^2^2^2^2^2^2', 'budget'],
    ['(3/7)^(10^8)', 'budget'],
    ['10^(10^300)', 'budget'],
    ['(3/7)^(10^6) + (1/7)^(10^5)', 'budget'],
    ['Sum(j, 1, 10^9, j)', 'budget'],
    ['Prod(j, 1, 10^300, j)', 'budget'],
    ['Sum(j, 1, 10^4, Sum(k, 1, 10^4, j*k))', 'budget'],
    ['factorial(5001)', 'budget'],
    ['binomial(10^9, 5)', 'budget'],
    ['5000!!', 'budget'],
    ['Sum(j, 1, 20000, 1/j)', 'budget'],
    ['Sum(j, 1, 40, (1 - 2^(-10^6))/3^(37000 + j))', 'budget'],
  ])('%s', (text, kind) => {
    const started = process.cpuUsage();
    expect(refusal(() => evaluateExact(read(text), environment)).kind).toBe(kind);
    expect(secondsSince(started)).toBeLessThan(30);
  });

  it.each([
    evaluateExact,
    evaluateNumber,
    (e, env) => evaluateDecimal(e, env, 30),
  ] as (typeof evaluateNumber)[])('a Sum over 10^9 terms, at once, in each field', (value) => {
    const error = refusal(() => value(read('Sum(j, 1, 10^9, j)'), environment));
    expect(error.message).toMatch(/Sum over j from 1 to 1000000000/);
  });

  it('a budget of the caller', () => {
    const expression = read('Sum(j, 1, 100, j)');
    expect(() => evaluate(expression, exactField, { ...environment, budget: 50 })).toThrow(Refusal);
    expect(() => evaluate(expression, exactField, { ...environment, budget: 500 })).not.toThrow();
  });

  it('but large exact powers are not', () => {
    expect(evaluateExact(read('2^(10^6)'), environment).num).toBe(2n ** 1_000_000n);
    expect(evaluateExact(read('(-1)^(10^300 + 1)'), environment).num).toBe(-1n);
  });

  it('and an ExpressionError is not a Refusal', () => {
    expect(new ExpressionError('', 0)).not.toBeInstanceOf(Refusal);
  });
});

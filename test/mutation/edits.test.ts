import { describe, expect, test } from 'vitest';
import { formatExpression } from '../../src/expression/index.ts';
import { editsOf, type Place } from '../../src/mutation/edits.ts';
import { parsed, SCOPE } from './expressions.ts';

const TOP: Place = { ...SCOPE, inExpectation: false };
const edits = (text: string, place: Partial<Place> = {}): string[] =>
  editsOf(parsed(text), { ...TOP, ...place }).map(({ rule, after }) => `${rule}: ${formatExpression(after)}`);

describe('what an expression may be mistaken for, its parts aside', () => {
  test.each([
    ['5', ['constant: 6', 'constant: 4', 'constant: 10', 'constant: (-5)']],
    ['pi', ['constant: 3']],
    ['-r', ['sign: r']],
    ['d + r', ['sign: d - r', 'dropped: d', 'dropped: r']],
    ['d - r', ['sign: d + r', 'dropped: d', 'dropped: -r']],
    ['d*r', ['operator: d/r', 'dropped: d', 'dropped: r']],
    ['d/r', ['operator: d*r', 'dropped: d', 'dropped: 1/r']],
    ['r^3', ['exponent: r']],
    ['n[2]', []],
    ['exp(r)', ['function: log(r)', 'function: r']],
    ['log(r)', ['function: exp(r)', 'function: r']],
    ['sqrt(r)', ['function: r']],
    ['min(d, r)', ['function: max(d, r)', 'function: d', 'function: r']],
    ['max(d, r)', ['function: min(d, r)', 'function: d', 'function: r']],
    ['binomial(d, k)', ['function: d', 'function: k', 'function: binomial(k, d)']],
    ['Sum(j, 1, d, j)', ['operator: Prod(j, 1, d, j)']],
    ['Prod(j, 1, d, j)', ['operator: Sum(j, 1, d, j)']],
    ['E(K)', []],
    ['MeetingMean(2)', []],
  ])('%s', (text, expected) => {
    expect(edits(text)).toEqual(expected);
  });

  test('a whole number is another one, or else another number', () => {
    expect(edits('d')).toEqual(['symbol: k']);
    expect(edits('r')).toEqual(['symbol: a']);
    expect(edits('d', { integers: ['d'] })).toEqual(['symbol: r', 'symbol: a']);
    expect(edits('r', { reals: ['r'] })).toEqual(['symbol: d', 'symbol: k']);
  });

  test('at most two other symbols, the next ones first', () => {
    expect(edits('a', { reals: ['b', 'r', 'a', 'c'] })).toEqual(['symbol: c', 'symbol: b']);
  });
});

describe('a count: the index of an element, or a bound', () => {
  const index: Partial<Place> = { parent: parsed('n[d]'), part: 0 };
  const from: Partial<Place> = { parent: parsed('Sum(j, 1, d, j)'), part: 0 };

  test.each([
    ['2', index, ['constant: 3', 'constant: 1']],
    ['0', index, ['constant: 1']],
    ['1', from, ['constant: 2', 'constant: 0']],
    ['d', index, ['symbol: k', 'index: d + 1', 'index: d - 1']],
    ['d - 1', from, ['sign: d + 1', 'dropped: d', 'dropped: -1']],
    ['d + k', from, ['sign: d - k', 'dropped: d', 'dropped: k', 'index: d + k + 1', 'index: d + k - 1']],
  ] as const)('%s', (text, place, expected) => {
    expect(edits(text, place)).toEqual(expected);
  });

  test('not the body of a Sum', () => {
    expect(edits('d', { ...from, part: 2 })).toEqual(['symbol: k']);
  });
});

describe('inside E(...): polynomials in the observables stay polynomials', () => {
  const polynomial = (text: string, parent?: string): string[] =>
    editsOf(parsedBody(text), {
      ...TOP,
      inExpectation: true,
      ...(parent && { parent: parsedBody(parent), part: 0 }),
    }).map(({ rule, after }) => `${rule}: ${formatExpression(after)}`);

  test.each([
    ['K', ['symbol: Kw', 'symbol: Kb', 'exponent: K^2']],
    ['Kw', ['symbol: K', 'symbol: Kb', 'exponent: Kw^2']],
    ['f', ['exponent: f^2']],
    ['Q', ['symbol: Qww', 'exponent: Q^2']],
    ['Qwb', ['symbol: Qww', 'symbol: Qbw', 'exponent: Qwb^2']],
    ['2', ['constant: 3', 'constant: 1']],
    ['0', ['constant: 1']],
    ['K*f', ['dropped: K', 'dropped: f']],
    ['K - f', ['sign: K + f', 'dropped: K', 'dropped: -f']],
    ['f^4', ['exponent: f']],
  ])('%s', (text, expected) => {
    expect(polynomial(text)).toEqual(expected);
  });

  test('a power is not squared again', () => {
    expect(polynomial('K', 'K^2')).toEqual(['symbol: Kw', 'symbol: Kb']);
  });
});

function parsedBody(text: string) {
  const whole = parsed(`E(${text})`);
  if (whole.kind !== 'expectation') throw new Error(`E(${text}) is no mean`);
  return whole.body;
}

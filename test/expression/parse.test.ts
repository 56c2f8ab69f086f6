import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../src/expression/index.ts';
import { rational } from '../../src/rational/rational.ts';
import { names, parseError, read } from './helpers.ts';

const REJECTED: readonly (readonly [text: string, position: number, message: RegExp])[] = [
  ['', 0, /empty/],
  [' \n ', 0, /empty/],
  ['2d', 1, /'d' follows '2' with no operator between; to multiply, write \*/],
  ['1/2 d', 4, /no operator/],
  ['(d)(x)', 3, /no operator/],
  ['d x', 2, /no operator/],
  ['x = 1', 2, /write ==/],
  ['f(x) = x', 5, /assigns and defines nothing/],
  ['"d"', 0, /strings/],
  ["d'", 1, /transposition/],
  ['d;x', 1, /semicolons/],
  ['[1, 2]', 0, /no matrices/],
  ['1 + [2]', 4, /no matrices/],
  ['x[1]', 0, /unknown list 'x'; declared here: n/],
  ['(n)[1]', 3, /must follow the name of a list/],
  ['n[1][2]', 4, /must follow the name of a list/],
  ['n[1, 2]', 0, /takes 1 index; found 2/],
  ['n[]', 0, /takes 1 index; found 0/],
  ['n', 0, /'n' is a list; write one element, as in n\[1\]/],
  ['n(1)', 0, /write n\[\.\.\.\]/],
  ['{a: 1}', 0, /objects/],
  ['1:3', 1, /ranges/],
  ['x ? 1 : 2', 2, /conditionals/],
  ['5 %', 2, /percentages/],
  ['x.y', 1, /point/],
  ['.5', 0, /0\.5/],
  ['5 mod 2', 2, /reserved word/],
  ['3 to x', 2, /reserved word/],
  ['not x', 0, /reserved word/],
  ['true', 0, /reserved word/],
  ['1 + NaN', 4, /reserved word/],
  ['Infinity', 0, /reserved word/],
  ['0x10', 0, /only decimal numbers/],
  ['0b11', 0, /only decimal numbers/],
  ['i', 0, /unknown symbol 'i'/],
  ['e', 0, /unknown symbol 'e'/],
  ['2*m', 2, /unknown symbol 'm'; declared here: d, lambda, n0, r, sigma_w2, x$/],
  ['sigma_w', 0, /did you mean 'sigma_w2'\?/],
  ['D', 0, /did you mean 'd'\?/],
  ['exp', 0, /'exp' is a function/],
  ['sin(x)', 0, /unknown function 'sin'; there are E, /],
  ['facttorial(3)', 0, /did you mean 'factorial'/],
  ['2*d(x)', 2, /'d' is a symbol, not a function; to multiply, write d\*/],
  ['exp()', 0, /exp takes 1 argument; found 0/],
  ['exp(1, 2)', 0, /exp takes 1 argument; found 2/],
  ['binomial(1)', 0, /binomial takes 2 arguments; found 1/],
  ['min()', 0, /min takes at least 1 argument; found 0/],
  ['Sum(j, 1, 2)', 0, /Sum takes 4 arguments; found 3; write Sum\(index, from, to, term\)/],
  ['Sum(1, 1, 2, 3)', 0, /name of its index/],
  ['Sum(pi, 1, 2, 3)', 0, /fixed meaning/],
  ['Sum(j, 1, j, 1)', 10, /unknown symbol 'j'/],
  ['Sum(j, 1, 2, j) + j', 18, /unknown symbol 'j'/],
  ['E(x)', 0, /only in a quantity/],
  ['K', 0, /only in a quantity/],
  ['1 < 2', 2, /only in a condition/],
  ['1 and 2', 2, /only in a condition/],
  ['1 <= x <= 2', 7, /do not chain; join two with 'and'/],
  ['(1', 2, /'\(' at 0 is never closed/],
  ['1)', 1, /closes no bracket/],
  ['(1]', 2, /closes no bracket/],
  ['1 +', 3, /found the end of the text/],
  ['* 2', 0, /found '\*'/],
  ['2 ** 3', 3, /found '\*'/],
  ['()', 1, /found '\)'/],
  ['1, 2', 1, /found ','/],
  ['exp(1,)', 6, /found '\)'/],
  ['½', 0, /unexpected character '\\u\{bd\}'/],
  ['x + ∞', 4, /unexpected character/],
  ['x\0', 1, /unexpected character '\\u\{0\}'/],
  ['x # y', 2, /comments/],
  ['x & y', 2, /unexpected character/],
];

describe('parseExpression refuses, with position and advice,', () => {
  it.each(REJECTED)('%j', (text, position, message) => {
    const error = parseError(text);
    expect(error.message).toMatch(message);
    expect(error.position).toBe(position);
  });

  it.each([
    ['K + 1', 0, /inside E/],
    ['E(E(K))', 2, /inner E/],
    ['E(K, Q)', 0, /E takes 1 argument; found 2/],
    ['E()', 0, /E takes 1 argument; found 0/],
    ['E(Sum(K, 1, 2, K))', 2, /fixed meaning/],
    ['E(Kx)', 2, /declared here: K, Kb, /],
  ] as const)('the quantity %j', (text, position, message) => {
    const error = parseError(text, 'quantity');
    expect(error.message).toMatch(message);
    expect(error.position).toBe(position);
  });

  it('a declared symbol that names an observable, in a quantity', () => {
    const options = { symbols: new Set(['K']), lists: new Set<string>(), form: 'quantity' } as const;
    expect(() => parseExpression('E(K)', options)).toThrow(/rename the symbol/);
  });

  it.each([
    ['d + 1', 2, /wanted a comparison/],
    ['(d < 1) + 1', 3, /only at the top of a condition/],
    ['d < 1 and x', 10, /wanted a comparison/],
  ] as const)('the condition %j', (text, position, message) => {
    const error = parseError(text, 'condition');
    expect(error.message).toMatch(message);
    expect(error.position).toBe(position);
  });
});

describe('parseExpression reads', () => {
  it.each([
    ['0.25', rational(1, 4)],
    ['1e-3', rational(1, 1000)],
    ['12', rational(12)],
    ['2.50E+2', rational(250)],
    ['0.1000000000000000000000000000001', rational(10n ** 30n + 1n, 10n ** 31n)],
  ])('%s exactly', (text, value) => {
    expect(read(text)).toEqual({ kind: 'constant', value });
  });

  it('signs, powers and products with the usual precedence', () => {
    expect(read('-x^2')).toEqual(read('-(x^2)'));
    expect(read('x^d^r')).toEqual(read('x^(d^r)'));
    expect(read('x/d*r')).toEqual(read('(x/d)*r'));
    expect(read('x-d-r')).toEqual(read('(x-d)-r'));
    expect(read('2^d!')).toEqual(read('2^(d!)'));
    expect(read('+x')).toEqual(read('x'));
  });

  it('a line break as a space', () => {
    expect(read('x\n  + d\n')).toEqual(read('x + d'));
  });

  it('the free names: neither indices, nor observables, nor pi', () => {
    const { free } = parseExpression('Sum(j, 1, d, n[j]*pi)*E(K^2 + x)', { ...names, form: 'quantity' });
    expect([...free].sort()).toEqual(['d', 'n', 'x']);
  });

  it('an index that shadows a symbol only inside its Sum', () => {
    const { free } = parseExpression('Sum(x, 1, x, x)', { ...names, form: 'formula' });
    expect([...free]).toEqual(['x']);
  });
});

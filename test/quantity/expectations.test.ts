import { describe, expect, test } from 'vitest';
import { Refusal } from '../../src/expression/index.ts';
import { expectationsIn } from '../../src/quantity/expectations.ts';
import { quantity } from './atoms.ts';

const texts = (...written: string[]): string[] => [...expectationsIn(...written.map(quantity)).keys()];

describe('the expectations of a quantity', () => {
  test.each<[string, string[], string[]]>([
    ['one each, in the order they are written', ['E(K^2)/E(K)^2'], ['K^2', 'K']],
    ['the same one once, however it is spaced', ['E(K) + E( K )*d', '2*E(K)'], ['K']],
    ['of several expressions', ['E(f^2)', 'd*E(Kw)'], ['f^2', 'Kw']],
    ['none', ['d + r'], []],
    ['inside functions, powers and Sums', ['sqrt(E(K))^E(f^2) + Sum(j, 1, d, j*E(Kw))'], ['K', 'f^2', 'Kw']],
    ['with an index of their own', ['E(Sum(j, 1, d, j*K^j))'], ['Sum(j, 1, d, j*K^j)']],
    ['in the bound of a Sum', ['Sum(j, 1, E(K), j)'], ['K']],
  ])('%s', (_, written, expected) => expect(texts(...written)).toEqual(expected));

  test.each(['Sum(j, 1, d, E(K^j))', 'Prod(j, 1, d, E(n[j]*K))', 'Sum(i, 1, d, Prod(j, 1, i, 1 + E(i*K)))'])(
    '%s is refused: it is not one quantity',
    (text) => {
      expect(() => texts(text)).toThrow(Refusal);
      expect(() => texts(text)).toThrow(
        /^E\(\.\.\.\) depends on the index '[ij]' of a Sum or Prod; it is not one quantity$/,
      );
    },
  );
});

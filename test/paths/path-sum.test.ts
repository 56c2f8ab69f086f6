import { describe, expect, test } from 'vitest';
import { PathLimit } from '../../src/paths/limit.ts';
import { productOf, SumBuilder } from '../../src/paths/path-sum.ts';
import { Variables } from '../../src/paths/variables.ts';
import { ONE, type Rational, rational } from '../../src/rational/rational.ts';

/** Of the smallest network: powers of its input, its weight, its bias and its gate. */
const variables = () => new Variables({ widths: [1, 1], outputActivation: 'relu' });
const monomial = (...powers: number[]): string => String.fromCharCode(...powers);
const x = monomial(1, 0, 0, 0);
const w = monomial(0, 1, 0, 0);
const gate = monomial(0, 0, 0, 1);

const sum = (...terms: [string, Rational][]) =>
  terms.reduce((built, [m, c]) => built.add(m, c), new SumBuilder()).sum;

test('the variables are the input, the weight, the bias and the gate, in this order', () => {
  expect(variables().list.map(({ kind }) => kind)).toEqual(['input', 'weight', 'bias', 'gate']);
});

describe('a sum', () => {
  test('takes like monomials together', () => {
    const built = sum([x, ONE], [w, rational(2)], [x, rational(3, 2)]);
    expect([...built]).toEqual([
      [x, rational(5, 2)],
      [w, rational(2)],
    ]);
  });

  test('adds a multiple of another', () => {
    const built = new SumBuilder().add(x, ONE).addAll(sum([x, ONE], [w, rational(1, 2)]), rational(4)).sum;
    expect([...built]).toEqual([
      [x, rational(5)],
      [w, rational(2)],
    ]);
  });
});

describe('a product', () => {
  test('(x + 2w)(x - 2w) is x² - 4w²: what is in between cancels', () => {
    const product = productOf(variables(), sum([x, ONE], [w, rational(2)]), sum([x, ONE], [w, rational(-2)]));
    const terms = [...product].filter(([, { num }]) => num !== 0n);
    expect(terms).toEqual([
      [monomial(2, 0, 0, 0), ONE],
      [monomial(0, 2, 0, 0), rational(-4)],
    ]);
  });

  test('a gate is its own square', () => {
    const gated = monomial(1, 1, 0, 1);
    const product = productOf(variables(), sum([gated, ONE]), sum([gated, rational(3)], [gate, ONE]));
    expect([...product]).toEqual([
      [monomial(2, 2, 0, 1), rational(3)],
      [monomial(1, 1, 0, 1), ONE],
    ]);
  });

  test('is refused before it is too much work', () => {
    const many = new SumBuilder();
    for (let i = 0; i < 6000; i++) many.add(monomial(i, 0, 0, 0), ONE);
    expect(() => productOf(variables(), many.sum, many.sum)).toThrow(PathLimit);
  });
});

import { expect, test } from 'vitest';
import { rational } from '../../src/rational/rational.ts';
import { oneExample, twoClasses } from '../../src/training/data.ts';
import { networkWith } from './networks.ts';

const network = networkWith({ r: rational(9, 4) });
const product = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * b[i]!, 0);

test('two classes: eight inputs of squared length n_0 r, 45° from one to the next, a class and its opposite', () => {
  const examples = twoClasses(network);
  for (const [i, { input, label }] of examples.entries()) {
    expect(product(input, input)).toBeCloseTo(27 / 4, 12);
    expect(product(input, examples[(i + 1) % 8]!.input)).toBeCloseTo(27 / 4 / Math.SQRT2, 12);
    const opposite = examples[(i + 4) % 8]!;
    expect(product(input, opposite.input)).toBeCloseTo(-27 / 4, 12);
    expect(label).toBe(-opposite.label);
    expect(label).toBe(Math.sign(input[1]!));
  }
});

test('one example: the input of the samplers, and the label 0', () => {
  expect(oneExample(network)).toEqual([{ input: [1.5, 1.5, 1.5], label: 0 }]);
});

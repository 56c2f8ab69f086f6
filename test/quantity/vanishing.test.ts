import { expect, test } from 'vitest';
import { parseExpression } from '../../src/expression/index.ts';
import { vanishesWith } from '../../src/quantity/vanishing.ts';

const environment = { symbols: new Map(), lists: new Map() };
const scope = { symbols: new Set<string>(), lists: new Set<string>(), form: 'quantity' } as const;
const vanishes = (text: string, part: 'K' | 'Kw' | 'Kb'): boolean => {
  const { expression } = parseExpression(`E(${text})`, scope);
  if (expression.kind !== 'expectation') throw new TypeError(text);
  return vanishesWith(expression.body, environment, part);
};

test.each([
  ['K^2', 'K', true],
  ['f^2*Kb + f*Qwb', 'K', true],
  ['f^2', 'K', false],
  ['K + 1', 'K', false],
  ['Kw*f', 'Kw', true],
  ['Kb', 'Kw', false],
  ['Kw*Kb + K', 'Kb', false],
] as const)('%s is 0 where %s is: %s', (text, part, expected) => {
  expect(vanishes(text, part)).toBe(expected);
});

import { type Expression, parseExpression } from '../../src/expression/index.ts';

/** The names of the tests: whole numbers d and k, other numbers r and a, widths n[0], n[1], … */
export const SCOPE = { integers: ['d', 'k'], reals: ['r', 'a'] } as const;

/** An expression in these names and in E(...). */
export const parsed = (text: string): Expression =>
  parseExpression(text, {
    symbols: new Set([...SCOPE.integers, ...SCOPE.reals]),
    lists: new Set(['n']),
    form: 'quantity',
    named: true,
  }).expression;

/** At least one of every kind of expression that a claim can have. */
export const EVERY_KIND = [
  '2',
  'pi',
  'r',
  '-r',
  'd + r',
  'd - r',
  'd*r',
  'd/r',
  'r^2',
  'n[d - 1]',
  'max(d, r, 3)',
  'Sum(j, 1, d, n[j])',
  'Prod(j, 2, d - 1, 1 + r/n[j])',
  'E(K^2 - 3*f)',
  'PathMoment(f^2)',
  'PathCount()',
  'MeetingMean(1 + r)',
  'PMoved(d, r, 1/2)',
] as const;

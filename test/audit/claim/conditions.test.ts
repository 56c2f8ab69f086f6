import { expect, test } from 'vitest';
import { narrowed } from '../../../src/audit/claim/conditions.ts';

const DOMAIN = new Map([
  ['d', '{ integer: [1, inf] }'],
  ['n', '{ widths: [1, inf] }'],
  ['r', '{ rational: "(0, inf)" }'],
]);

test.each([
  ['d >= 3', 'd', '{ integer: "[3, inf)" }', []],
  ['2 < d', 'd', '{ integer: "(2, inf)" }', []],
  ['d == 2', 'd', '{ integer: "[2, 2]" }', []],
  ['r <= 1/2 and r > 1/4', 'r', '{ rational: "(1/4, 1/2]" }', []],
  ['(r == 1)', 'r', '{ rational: "[1, 1]" }', []],
  ['n[1] >= 2', 'd', '{ integer: [1, inf] }', ['n[1] >= 2']],
  ['d <= n[1] and d >= 2', 'd', '{ integer: "[2, inf)" }', ['d <= n[1]']],
  ['d <= 0', 'd', '{ integer: [1, inf] }', ['d <= 0']],
  ['r == 0', 'r', '{ rational: "(0, inf)" }', ['r == 0']],
] as const)('%s', (condition, name, range, rest) => {
  const { domain, where } = narrowed(DOMAIN, [condition]);
  expect([domain.get(name), where]).toEqual([range, rest]);
});

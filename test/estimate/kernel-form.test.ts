import { describe, expect, test } from 'vitest';
import { formBounds, kernelForm } from '../../src/estimate/kernel-form.ts';
import { parseExpression } from '../../src/expression/index.ts';
import { statisticOf } from '../../src/quantity/statistic.ts';
import { rational } from '../../src/rational/rational.ts';
import { simulate } from '../../src/simulate/run.ts';
import type { KernelPart } from '../../src/simulate/sampler.ts';
import { mixtureOf } from '../../src/simulate/samplers.ts';
import { biased, networkOf } from '../simulate/networks.ts';

const environment = { symbols: new Map([['r', rational(3)]]), lists: new Map() };
const bodyOf = (text: string) => {
  const scope = { symbols: new Set(['r']), lists: new Set<string>(), form: 'quantity' } as const;
  const { expression } = parseExpression(`E(${text})`, scope);
  if (expression.kind !== 'expectation') throw new TypeError(text);
  return expression.body;
};
const formOf = (text: string) => kernelForm(bodyOf(text), environment);

test.each([
  ['K^2', { part: 'K', power: 2, least: 1, most: 1 }],
  ['Kb^3', { part: 'Kb', power: 3, least: 1, most: 1 }],
  ['2*Kw^2', { part: 'Kw', power: 2, least: 2, most: 2 }],
  ['-r*K^4', { part: 'K', power: 4, least: -3, most: -3 }],
  ['Kw*Kb', { part: 'K', power: 2, least: 0, most: 1 }],
  ['K^2 - 5*Kw*Kb', { part: 'K', power: 2, least: -4, most: 1 }],
  ['Kw^2 + Kb^2', { part: 'K', power: 2, least: 0, most: 2 }],
] as const)('E(%s) is a form in K and its parts', (text, form) => {
  expect(formOf(text)).toEqual(form);
});

test.each(['K', 'K^5', 'K^2 + K', 'f^2*K', 'f*Q', 'K*Q', 'r', 'f^2', 'K^2 + 1'])('E(%s) is none', (text) => {
  expect(formOf(text)).toBeUndefined();
});

describe('no sample leaves the bounds of a form', () => {
  const network = networkOf([2, 3, 4, 1], biased);
  test.each([
    ['K^2', 'K'],
    ['Kw^3', 'Kw'],
    ['Kb^2', 'Kb'],
    ['-2*K^2', 'K'],
    ['Kw*Kb', 'K'],
    ['Kb^2', 'K'],
    ['K^2 - 5*Kw*Kb', 'K'],
  ] as const)('%s, tilted by %s', (text, part: KernelPart) => {
    const form = formOf(text)!;
    const request = {
      network,
      seed: 1,
      method: 'tilted-collapsed',
      power: form.power,
      part,
      needsQ: false,
    } as const;
    const bounds = formBounds(form, mixtureOf(request), part);
    const seen = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };
    const statistic = statisticOf(bodyOf(text), environment);
    const visit = (_: number, [x]: Float64Array): void => {
      seen.low = Math.min(seen.low, x!);
      seen.high = Math.max(seen.high, x!);
    };
    simulate({ ...request, from: 0, to: 3000, statistics: [statistic], visit });
    expect(seen.low).toBeGreaterThanOrEqual(bounds.low);
    expect(seen.high).toBeLessThanOrEqual(bounds.high);
    // They are not idle: what was seen spans a good part of them.
    expect(seen.high - seen.low).toBeGreaterThan(0.15 * (bounds.high - bounds.low));
  });
});

import { expect, test } from 'vitest';
import type { KernelForm } from '../../src/estimate/kernel-form.ts';
import { chooseMethod, type Wanted } from '../../src/estimate/method.ts';

const square: KernelForm = { part: 'K', power: 2, least: 1, most: 1 };
const wanted = (rest: Partial<Wanted> = {}): Wanted => ({
  needsQ: false,
  form: undefined,
  relativeVariance: 1,
  ...rest,
});

test('other laws and Q need every weight', () => {
  expect(chooseMethod([wanted({ form: square, relativeVariance: 100 })], 'laplace').method).toBe('dense');
  expect(chooseMethod([wanted(), wanted({ needsQ: true })]).method).toBe('dense');
});

test('what is light-tailed, or no form in K, is collapsed', () => {
  expect(chooseMethod([wanted({ form: square })]).method).toBe('collapsed');
  expect(chooseMethod([wanted({ relativeVariance: 1e9 })]).method).toBe('collapsed');
  expect(chooseMethod([wanted({ form: square, relativeVariance: 1e9 }), wanted()]).method).toBe('collapsed');
});

test('heavy forms of one power are tilted by it, by their own part if they share it', () => {
  const heavy = wanted({ form: { ...square, part: 'Kb', power: 3 }, relativeVariance: 100 });
  expect(chooseMethod([heavy])).toMatchObject({ method: 'tilted-collapsed', power: 3, part: 'Kb' });
  const other = wanted({ form: { ...square, power: 3 }, relativeVariance: 100 });
  expect(chooseMethod([heavy, other])).toMatchObject({ method: 'tilted-collapsed', power: 3, part: 'K' });
  expect(chooseMethod([heavy, wanted({ form: square, relativeVariance: 100 })]).method).toBe('collapsed');
});

test('a form of unknown variance is tilted: nothing else bounds it', () => {
  expect(chooseMethod([wanted({ form: square, relativeVariance: undefined })]).method).toBe(
    'tilted-collapsed',
  );
});

test('a choice says why', () => {
  for (const { reason } of [chooseMethod([wanted()]), chooseMethod([wanted({ needsQ: true })])])
    expect(reason.length).toBeGreaterThan(10);
});

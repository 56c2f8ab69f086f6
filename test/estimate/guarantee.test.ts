import { expect, test } from 'vitest';
import { guaranteeOf } from '../../src/estimate/guarantee.ts';
import type { KernelForm } from '../../src/estimate/kernel-form.ts';
import { mixtureOf } from '../../src/simulate/samplers.ts';
import { biased, networkOf } from '../simulate/networks.ts';

const network = networkOf([2, 3, 4, 1], biased);
const form = (part: KernelForm['part'], power: number): KernelForm => ({ part, power, least: 1, most: 1 });

test.each([
  ['K', 2, 'K', 2, true],
  ['K', 3, 'K', 3, true],
  ['Kw', 2, 'K', 2, true],
  ['K', 4, 'K', 2, false],
  ['K', 2, 'K', 3, false],
  ['Kb', 2, 'Kw', 2, false],
  ['K', 2, 'Kw', 2, false],
  ['Kw', 3, 'Kw', 2, false],
] as const)(
  'E(%s^%d) under laws tilted by powers of %s to the %d has bounds: %s',
  (own, degree, part, power, isBounded) => {
    const mixture = mixtureOf({ network, seed: 0, method: 'tilted-collapsed', power, part });
    const target = { form: form(own, degree), exact: undefined };
    const guarantee = guaranteeOf(target, { method: 'tilted-collapsed', power, part }, mixture);
    expect(guarantee.kind).toBe(isBounded ? 'bounded' : 'none');
    if (guarantee.kind === 'none')
      expect(guarantee.reason).toContain(`tilted by powers of ${part} to the ${power}`);
  },
);

import { expect, it } from 'vitest';
import { tellingWitness } from '../../../src/audit/diagnosis/witness.ts';
import { decidedClaim } from './claims.ts';

it('a witness has a hidden layer, and says which side is larger', () => {
  const { witness, side } = tellingWitness(decidedClaim('E(Kw) = 3*d*r').decided);
  expect(witness!.architecture.widths.length).toBeGreaterThan(2);
  expect(side).toBe('the formula is too large');
});

it('no side is named where it changes, as at the witness of a bound that fails far away', () => {
  const { side } = tellingWitness(decidedClaim('E(Kb^2) <= d^2*(1 + 4/n)^(d - 1)').decided);
  expect(side).toBeUndefined();
});

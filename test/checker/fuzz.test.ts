import { describe, expect, it } from 'vitest';
import { checkCertificate } from '../../src/checker/check.ts';
import { attack, attackTexts, TRUE } from './hostile.ts';
import { Draw } from './mutate.ts';
import { falseAt } from './truth.ts';

describe('certificates by adversaries', () => {
  it.each(TRUE.map((one, i) => [`${one.theorem} ${i}`, one] as const))(
    'true ones are accepted: %s',
    (_, one) => {
      expect(checkCertificate(one)).toMatchObject({ accepted: true });
      expect(falseAt(one, new Draw(0))).toBeUndefined();
    },
  );

  it('nothing false is accepted, and each refusal is one line', () => {
    const { accepted, faults } = attack(1, 300);
    expect(faults).toEqual([]);
    expect(accepted).toBeGreaterThan(10);
  });

  it('texts that are damaged are refused, or say the same', () => {
    expect(attackTexts(1, 1000).faults).toEqual([]);
  });
});

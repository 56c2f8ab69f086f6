import { describe, expect, test } from 'vitest';
import '../../src/vitest.ts';

describe('expect(claim).toHoldUnder(convention)', () => {
  test('passes for a claim that is proved', async () => {
    await expect('E(K) = d*(1 + 2*r)').toHoldUnder('hanin-nica-2019', { gates: 'fair' });
    await expect('E(Kb) = d + 1').not.toHoldUnder('hanin-nica-2019', { gates: 'fair' });
  });

  test('fails with what is true instead, and for a claim that cannot be read', async () => {
    await expect(expect('E(Kb) = d + 1').toHoldUnder('hanin-nica-2019', { gates: 'fair' })).rejects.toThrow(
      'the truth: d',
    );
    await expect(expect('E(Kb) = 1/2d').toHoldUnder('hanin-nica-2019')).rejects.toThrow('character 12');
    await expect(expect('E(Kb) = d').toHoldUnder('nowhere')).rejects.toThrow('unknown convention');
  });
});

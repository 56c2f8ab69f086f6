import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCertificate } from '../../src/checker/check.ts';
import { digested } from './make.ts';
import { describeTampered, equals, mean } from './tampered.ts';

describeTampered({ old: 100, digested: 200, seed: 1 });

describe('garbage', () => {
  it('never throws', () => {
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    const hostile = {
      get format(): never {
        throw new Error('hostile');
      },
    };
    for (const value of [
      undefined,
      null,
      1,
      'x',
      [],
      {},
      cyclic,
      hostile,
      () => 1,
      Symbol('x'),
      1n,
      new Array(1e9),
    ])
      expect(checkCertificate(value)).toMatchObject({ accepted: false });
    fc.assert(fc.property(fc.anything(), (value) => !checkCertificate(value).accepted));
    fc.assert(
      fc.property(fc.string(), (formula) => {
        const claim = equals('E(Kw)', formula);
        return !checkCertificate(digested({ ...mean, claim })).accepted;
      }),
    );
  });
});

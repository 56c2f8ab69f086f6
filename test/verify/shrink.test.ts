import { describe, expect, test } from 'vitest';
import { compare, ONE, rational } from '../../src/rational/rational.ts';
import type { Architecture } from '../../src/verify/architecture.ts';
import { shrunk } from '../../src/verify/shrink.ts';
import { statement } from './claims.ts';

const domain = statement({
  domain: '{ d: { integer: [1, inf] }, n: { widths: [1, inf] }, r: { rational: "(0, inf)" } }',
}).domain;
const large: Architecture = {
  widths: [1, ...Array<number>(30).fill(1000), 1],
  values: new Map([['r', rational(1n, 10n ** 12n)]]),
};
const hidden = ({ widths }: Architecture): readonly number[] => widths.slice(1, -1);

describe('a counterexample shrinks to one that', () => {
  test('has as few layers as still fail, as narrow as can be, at a simple scalar', () => {
    const found = shrunk(domain, large, (at) => hidden(at).length >= 6);
    expect([hidden(found), found.values.get('r')]).toEqual([Array<number>(6).fill(1), ONE]);
  });

  test('keeps the one wide layer that it needs', () => {
    const found = shrunk(domain, large, (at) => hidden(at).some((width) => width >= 100));
    expect([hidden(found).length, hidden(found)[0]! < 200, hidden(found)[0]! >= 100]).toEqual([
      1,
      true,
      true,
    ]);
  });

  test('keeps a scalar as small as it has to be', () => {
    const found = shrunk(domain, large, ({ values }) => compare(values.get('r')!, rational(1, 500)) < 0);
    expect(found.values.get('r')).toEqual(rational(1, 1000));
  });

  test('is the same where nothing smaller fails', () =>
    expect(shrunk(domain, large, () => false)).toBe(large));
});

import { describe, expect, test } from 'vitest';
import { phase } from '../../../src/network/phase.ts';
import { equals, rational } from '../../../src/rational/rational.ts';
import { familyName, heldBy, sharedPoints } from '../../../src/verify/networks/points.ts';
import { conventions, statement } from '../claims.ts';

const family = (name: string, gates: 'fair' | 'relu' = 'relu') => ({
  convention: conventions.get(name)!,
  gates,
});

describe('the shared networks of a family', () => {
  test('follow from the seed and the family alone', () => {
    expect(sharedPoints(family('ntk'), 0, 2)).toEqual(sharedPoints(family('ntk'), 0, 2));
    expect(sharedPoints(family('ntk'), 1, 2)).not.toEqual(sharedPoints(family('ntk'), 0, 2));
    expect(familyName(family('ntk'))).not.toBe(familyName(family('ntk', 'fair')));
    expect(familyName(family('ntk'))).not.toBe(familyName(family('standard')));
  });

  test('are of every phase where sigma_w2 is free, with equal widths and with others', () => {
    const points = sharedPoints(family('ntk'), 0, 2);
    const phases = points.map(({ values }) => phase(values.get('sigma_w2')!, values.get('sigma_b2')!));
    expect(phases).toEqual([
      'ordered',
      'ordered',
      'critical with biases',
      'critical with biases',
      'chaotic',
      'chaotic',
    ]);
    const hidden = points.map(({ widths }) => new Set(widths.slice(1, -1)).size);
    expect(hidden.filter((_, i) => i % 2 === 0)).toEqual([1, 1, 1]);
    expect(Math.max(...hidden)).toBeGreaterThan(1);
    expect(Math.max(...points.map(({ widths }) => widths.length - 1))).toBeGreaterThan(2);
  });

  test('are of every named law where mu_4 is free', () => {
    const points = sharedPoints(family('hanin-nica-2019-any-law'), 0, 1);
    const moments = [rational(6), rational(9, 5), rational(21, 5), rational(3)];
    expect(points.every(({ values }, i) => equals(values.get('mu_4')!, moments[i]!))).toBe(true);
  });

  test('are none where none are wanted', () => {
    expect(sharedPoints(family('ntk'), 0, 0)).toEqual([]);
  });
});

describe('a domain holds a network', () => {
  const point = {
    widths: [2, 5, 5, 1],
    values: new Map([
      ['r', rational(1)],
      ['sigma_w2', rational(2)],
    ]),
  };
  const held = (domain: string, where?: string) =>
    heldBy(statement({ domain, ...(where !== undefined && { where }) }), point);

  test('whose depth, widths and scalars lie in its ranges, in its own symbols', () => {
    expect(
      held(
        '{ d: { integer: [1, 3] }, n: { width: [1, 5] }, n0: { integer: [2, 2] }, r: { rational: [0, 1] } }',
      ),
    ).toEqual({
      widths: point.widths,
      values: new Map([
        ['n', rational(5)],
        ['n0', rational(2)],
        ['r', rational(1)],
      ]),
    });
  });

  test.each([
    ['another depth', '{ d: { integer: [1, 2] }, n: { widths: [1, inf] }, r: 1 }'],
    ['other widths', '{ d: { integer: [1, 9] }, n: { widths: [6, inf] }, r: 1 }'],
    ['another input', '{ d: { integer: [1, 9] }, n: { width: [1, inf] }, n0: { integer: [3, inf] }, r: 1 }'],
    ['another r', '{ d: { integer: [1, 9] }, n: { widths: [1, inf] }, r: { rational: "(1, inf)" } }'],
  ])('not with %s', (_, domain) => expect(held(domain)).toBeUndefined());

  test('not with a symbol that the network has not', () => {
    const domain = '{ d: { integer: [1, 9] }, n: { widths: [1, inf] }, r: 1, c: { rational: [0, inf] } }';
    expect(heldBy(statement({ domain, formula: 'c' }), point)).toBeUndefined();
  });

  test('not with a depth that follows from the width', () => {
    const domain =
      '{ d: { equals: lambda*n }, n: { width: [1, inf] }, r: 1, lambda: { rational: "(0, 2]" } }';
    expect(heldBy(statement({ domain, relation: 'tends-to', formula: '1' }), point)).toBeUndefined();
  });

  test('not against its condition', () => {
    const domain = '{ d: { integer: [1, 9] }, n: { width: [1, inf] }, r: 1 }';
    expect(held(domain, 'd < n')).toBeDefined();
    expect(held(domain, 'd > n')).toBeUndefined();
  });

  test('not of equal widths where they differ', () => {
    const domain = '{ d: { integer: [1, 9] }, n: { width: [1, inf] }, r: 1 }';
    const own = statement({ domain });
    expect(heldBy(own, { ...point, widths: [2, 5, 6, 1] })).toBeUndefined();
  });
});

import { describe, expect, test } from 'vitest';
import { rational } from '../../src/rational/rational.ts';
import { formatRational } from '../../src/rational/text.ts';
import { blockArchitectures, farArchitectures, magnitudes } from '../../src/verify/directions.ts';
import { JOINT, statement } from './claims.ts';

const far = (domain: string, ...sizes: number[]) =>
  farArchitectures(statement({ domain }).domain, { sizes, depths: [], widths: [] });
const widths = (domain: string, ...sizes: number[]): string[] =>
  far(domain, ...sizes).map((one) => one.widths.join());

describe('deep and wide architectures', () => {
  test('have every depth with every width, widths in a list alternating too', () => {
    const domain = '{ d: { integer: [1, inf] }, n: { widths: [1, inf] }, r: 1 }';
    expect(widths(domain, 4)).toEqual(expect.arrayContaining(['1,4,4,4,1', '1,4,8,4,1']));
    expect(widths(domain, 2, 3)).toEqual(
      expect.arrayContaining(['1,2,1', '1,3,1', '1,2,2,1', '1,2,4,1', '1,3,3,1', '1,3,6,1']),
    );
  });

  test('stay in the domain', () => {
    const deepest = (domain: string, ...sizes: number[]) =>
      widths(domain, ...sizes).filter((one) => one.length > 5);
    expect(deepest('{ d: { integer: [1, inf] }, n: { widths: [1, 7] }, r: 1 }', 4)).not.toContain(
      '1,4,8,4,1',
    );
    expect(deepest('{ d: { integer: [1, inf] }, n: { widths: [1, 8] }, r: 1 }', 4)).toContain('1,4,8,4,1');
    expect(deepest('{ d: { integer: [1, 3] }, n: { widths: [1, 7] }, r: 1 }', 4)).toEqual([]);
  });

  test('have one width where the domain has one, and scalars and inputs that are simple', () => {
    const domain = '{ d: { integer: [1, inf] }, n: { width: [1, inf] }, n0: { integer: [3, inf] }, r: 3/2 }';
    const one = far(domain, 4).find((candidate) => candidate.widths.length === 5);
    expect(one!.widths).toEqual([3, 4, 4, 4, 1]);
    expect(Object.fromEntries([...one!.values].map(([name, x]) => [name, formatRational(x)]))).toEqual({
      n: '4',
      n0: '3',
      r: '3/2',
    });
  });

  test('are the narrowest at great depths, and shallow at great widths', () => {
    const domain = '{ d: { integer: [1, inf] }, n: { width: [3, inf] }, r: 1 }';
    const found = farArchitectures(statement({ domain }).domain, { sizes: [], depths: [40], widths: [500] });
    const shapes = found.map((one) => one.widths);
    expect(shapes).toContainEqual([1, ...Array<number>(39).fill(3), 1]);
    expect(shapes).toContainEqual([1, 500, 1]);
  });

  test('are none where the depth follows from the width', () => {
    const { domain } = statement({ domain: JOINT, relation: 'tends-to' });
    expect(farArchitectures(domain, { sizes: [4], depths: [4], widths: [4] })).toEqual([]);
  });
});

describe('scalars far out', () => {
  const text = (interval: Parameters<typeof magnitudes>[0]) => magnitudes(interval).map(formatRational);
  const zero = rational(0);

  test('run over orders of magnitude on both sides', () =>
    expect(text({ low: zero, lowOpen: true, highOpen: true })).toEqual([
      '1/1000',
      '1/1000000000000000000',
      '1000',
      '1000000000000000000',
    ]));

  test('approach both ends of an interval, by its length', () =>
    expect(text({ low: zero, high: rational(2), lowOpen: true, highOpen: true })).toEqual([
      '1/500',
      '1/500000000000000000',
      '999/500',
      '999999999999999999/500000000000000000',
    ]));

  test('are none where there is one value', () =>
    expect(new Set(text({ low: rational(3), high: rational(3), lowOpen: false, highOpen: false }))).toEqual(
      new Set(['3']),
    ));

  test('each of them stands in an architecture', () => {
    const domain = '{ d: { integer: [1, inf] }, n: { widths: [1, inf] }, r: { rational: "(0, inf)" } }';
    const values = new Set(far(domain).map((one) => formatRational(one.values.get('r')!)));
    expect(values).toEqual(new Set(['1/1000', '1/1000000000000000000', '1000', '1000000000000000000']));
  });
});

describe('blocks of layers', () => {
  test('put narrow layers before wide ones and after them, as far as the domain has them', () => {
    const domain = '{ d: { integer: [1, inf] }, n: { widths: [2, 50] }, r: 1 }';
    const shapes = blockArchitectures(statement({ domain }).domain, 20).map((one) => one.widths.slice(1, -1));
    expect(shapes).toContainEqual([2, ...Array<number>(8).fill(50)]);
    expect(shapes).toContainEqual([...Array<number>(8).fill(50), 2, 2, 2, 2]);
    expect(shapes.every((hidden) => hidden.length < 20)).toBe(true);
  });
});

import { describe, expect, test } from 'vitest';
import { formatRational } from '../../src/rational/text.ts';
import { farArchitectures } from '../../src/verify/far.ts';
import { JOINT, statement } from './claims.ts';

const far = (domain: string, ...sizes: number[]) => farArchitectures(statement({ domain }).domain, sizes);
const widths = (domain: string, ...sizes: number[]): string[] =>
  far(domain, ...sizes).map((one) => one.widths.join());

describe('deep and wide architectures', () => {
  test('have every depth with every width, widths in a list alternating too', () => {
    const domain = '{ d: { integer: [1, inf] }, n: { widths: [1, inf] }, r: 1 }';
    expect(widths(domain, 4)).toEqual(['1,4,4,4,1', '1,4,8,4,1']);
    expect(widths(domain, 2, 3)).toEqual([
      '1,2,1',
      '1,2,1',
      '1,3,1',
      '1,3,1',
      '1,2,2,1',
      '1,2,4,1',
      '1,3,3,1',
      '1,3,6,1',
    ]);
  });

  test('stay in the domain', () => {
    expect(widths('{ d: { integer: [1, inf] }, n: { widths: [1, 7] }, r: 1 }', 4)).toEqual(['1,4,4,4,1']);
    expect(widths('{ d: { integer: [1, inf] }, n: { widths: [1, 8] }, r: 1 }', 4).length).toBe(2);
    expect(widths('{ d: { integer: [1, 3] }, n: { widths: [1, 7] }, r: 1 }', 4)).toEqual([]);
    expect(widths('{ d: { integer: [1, inf] }, n: { widths: [1, 3] }, r: 1 }', 4)).toEqual([]);
    expect(widths('{ d: { integer: [5, inf] }, n: { widths: [1, inf] }, r: 1 }', 4, 6).length).toBe(4);
  });

  test('have one width where the domain has one, and scalars and inputs that are simple', () => {
    const domain =
      '{ d: { integer: [1, inf] }, n: { width: [1, inf] }, n0: { integer: [3, inf] }, r: { rational: "(1, 3/2)" } }';
    const [one, ...others] = far(domain, 4);
    expect(others).toEqual([]);
    expect(one!.widths).toEqual([3, 4, 4, 4, 1]);
    expect(Object.fromEntries([...one!.values].map(([name, x]) => [name, formatRational(x)]))).toEqual({
      n: '4',
      n0: '3',
      r: '5/4',
    });
  });

  test('are none where the depth follows from the width', () =>
    expect(farArchitectures(statement({ domain: JOINT, relation: 'tends-to' }).domain, [4])).toEqual([]));
});

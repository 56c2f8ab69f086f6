import { describe, expect, test } from 'vitest';
import { formatRational } from '../../src/rational/text.ts';
import { corners } from '../../src/verify/corners.ts';
import { statement } from './claims.ts';

const at = (domain: string) =>
  corners(statement({ domain }).domain).map(({ widths, values }) => ({
    widths: widths.join(),
    values: Object.fromEntries([...values].map(([name, value]) => [name, formatRational(value)])),
  }));

describe('the corners of a domain', () => {
  test('are its least and greatest depth and width', () => {
    const domain = '{ d: { integer: [2, 3] }, n: { widths: [1, 4] }, r: { rational: [0, inf] } }';
    const values = { r: '1' };
    expect(at(domain)).toEqual([
      { widths: '1,1,1', values },
      { widths: '1,4,1', values },
      { widths: '1,1,1,1', values },
      { widths: '1,4,4,1', values },
    ]);
  });

  test('without an upper end are eight above the lower', () => {
    const domain = '{ d: 2, n: { widths: [3, inf] }, r: 1 }';
    expect(at(domain).map(({ widths }) => widths)).toEqual(['1,3,1', '1,11,1']);
    const deep = '{ d: { integer: [1, inf] }, n: { widths: [2, 2] }, r: 1 }';
    expect(at(deep).map(({ widths }) => widths.split(',').length - 1)).toEqual([1, 9]);
  });

  test('are one where everything is given', () => {
    const domain = '{ d: 3, n: { width: [5, 5] }, n0: 2, r: 1/2 }';
    expect(at(domain)).toEqual([{ widths: '2,5,5,1', values: { n: '5', n0: '2', r: '1/2' } }]);
  });

  test('have the least input width, and a simple value of every scalar inside its interval', () => {
    const domain = '{ d: 2, n: { width: [1, 1] }, n0: { integer: ["7/2", 6] }, r: { rational: "(2, 5/2)" } }';
    expect(at(domain)).toEqual([{ widths: '4,1,1', values: { n: '1', n0: '4', r: '9/4' } }]);
  });
});

import { describe, expect, test } from 'vitest';
import { curvesOf, holds, type SweepPoint, type SweepRecord } from '../../src/report/sweep.ts';
import { sweepCsv } from '../../src/report/sweep-csv.ts';
import { sweepSvg } from '../../src/report/sweep-svg.ts';
import { sweepText } from '../../src/report/sweep-text.ts';
import { parseXml } from './xml.ts';

const point = (changes: Partial<SweepPoint> = {}): SweepPoint => ({
  sigma_w2: '3/2',
  phase: 'ordered',
  depth: 2,
  exact: 2,
  estimate: 2.1,
  band: { low: 1.9, high: 2.2 },
  plain: { first: 1.5, median: 1.6, below: 3 },
  seed: 5,
  means: [{ expectation: 'E(K)', method: 'dense', reason: null, samples: 9, estimate: 1, interval: null }],
  ...changes,
});

const record = (points: readonly SweepPoint[], runs = 4): SweepRecord => ({
  quantity: 'E(K^2) < 1',
  network: { convention: 'mine', width: 3, input_width: 2, r: '1/2', gates: 'relu' },
  seed: 0,
  confidence: 0.99,
  plain: { networks: 500, runs },
  points,
});

const WITHOUT = point({ depth: 3, band: null, no_band: 'too heavy', plain: null });
const MISSED = point({ depth: 4, sigma_w2: '2', phase: 'edge of chaos', exact: 9 });

describe('a sweep', () => {
  test('a band holds the values from its low to its high end', () => {
    const at = (exact: number) => holds(point({ exact }));
    expect([1.89, 1.9, 2, 2.2, 2.21].map(at)).toEqual([false, true, true, true, false]);
    expect(holds(WITHOUT)).toBe(null);
  });

  test('curves are the points of a σ_w²', () => {
    expect(curvesOf(record([point(), MISSED, WITHOUT]))).toEqual([[point(), WITHOUT], [MISSED]]);
  });
});

describe('a sweep as text', () => {
  const text = sweepText(record([point(), WITHOUT, MISSED]));

  test('marks a band that misses the exact value, and counts those that hold it', () => {
    expect(text).toMatch(/^ +4 +9\.0000 .*✗ exact value outside the band$/m);
    expect(text.match(/✗/g)).toHaveLength(1);
    expect(text).toContain(
      '1 of 2 bands hold the exact value; all of them hold the true ones with confidence 0.99',
    );
  });

  test('says why there is no band, and where plain runs have no value', () => {
    expect(text).toMatch(/^ +3 +2\.0000 +none +no value$/m);
    expect(text).toContain('no band: too heavy');
  });

  test('names the point where plain runs are farthest off', () => {
    expect(text).toContain(
      'σ_w² = 2, depth 4, 1.6000 where the value is 9.0000 (82% below); 3 of 4 fall below it',
    );
  });

  test('leaves out plain runs that were not wanted', () => {
    expect(sweepText(record([WITHOUT], 0))).not.toMatch(/plain|median|no value/);
  });
});

describe('a sweep as CSV', () => {
  test('has a row a point, all of one length, empty where there is no value', () => {
    const [head, first, without, ...rest] = sweepCsv(record([point(), WITHOUT])).split('\n');
    expect(head).toBe(
      'sigma_w2,phase,depth,exact,estimate,low,high,holds,samples,plain_first,plain_median,plain_below',
    );
    expect(first).toBe('3/2,ordered,2,2,2.1,1.9,2.2,true,9,1.5,1.6,3');
    expect(without).toBe('3/2,ordered,3,2,2.1,,,,9,,,');
    expect(rest).toEqual(['']);
  });
});

describe('a sweep as a chart', () => {
  test('is XML, with what the user wrote escaped', () => {
    const svg = sweepSvg(record([point(), WITHOUT, MISSED]));
    expect(parseXml(svg).name).toBe('svg');
    expect(svg).toContain('E(K^2) &lt; 1');
  });

  test('draws a line through the exact values, and its bands as bars about the simulated ones', () => {
    const points = [2, 12, 22].map((depth) => point({ depth, exact: depth, band: { low: depth, high: 22 } }));
    const svg = sweepSvg(record(points, 0));
    const line = /<path d="M([\d. L]+)" stroke-width="1.3"\/>/.exec(svg)![1]!;
    const [a, b, c] = line.split('L').map((pair) => pair.split(' ').map(Number));
    expect(b![0]! - a![0]!).toBeCloseTo(c![0]! - b![0]!, 0);
    // On a log axis: log(12/2) over log(22/2) of the height.
    expect((a![1]! - b![1]!) / (a![1]! - c![1]!)).toBeCloseTo(Math.log(6) / Math.log(11), 2);
    const bars = [...svg.matchAll(/M([\d.]+) ([\d.]+)V([\d.]+)" stroke-width="1.2"/g)];
    const ends = bars.map(([, x, low, high]) => [x, low, high].map(Number));
    expect(ends.toReversed()).toEqual([a, b, c].map((at) => [at![0], at![1], c![1]]));
  });

  test('has a linear axis where a value is not positive', () => {
    const points = [-1, 0, 3].map((exact, i) => point({ depth: i, exact, band: null }));
    expect(sweepSvg(record(points, 0))).toMatch(/>0<\/text>/);
  });
});

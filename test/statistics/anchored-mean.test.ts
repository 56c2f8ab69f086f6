import { describe, expect, test } from 'vitest';
import { anchoredInfluence, anchoredInterval, planAnchoredMean } from '../../src/statistics/anchored-mean.ts';

/** Equidistributed numbers of (0, 1): run by run other ones, and the same every time. */
function uniforms(run: number, count: number): number[] {
  let state = (run * 0x9e3779b9 + 1) >>> 0;
  return Array.from({ length: count }, () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  });
}

/** X = U^(-2/5) with E X = 5/3, E X² = 5: no third moment. */
const heavy = (u: number): number => u ** -0.4;
const MEAN = 5 / 3;
const VARIANCE = 5 - MEAN ** 2;

function intervalOf(xs: readonly number[], level: number, anchor: number) {
  const plan = planAnchoredMean({ variance: VARIANCE, anchor, reach: 4, samples: xs.length, level });
  return anchoredInterval(
    plan,
    xs.reduce((total, x) => total + anchoredInfluence(plan, x), 0),
  );
}

test('the influence of a sample lies between the bounds that the interval rests on, and grows with it', () => {
  const plan = {
    ...planAnchoredMean({ variance: 1, anchor: 0, reach: 1, samples: 9, level: 0.1 }),
    scale: 1,
  };
  const ys = Array.from({ length: 4001 }, (_, i) => (i - 2000) / 400);
  const values = ys.map((y) => anchoredInfluence(plan, y));
  for (const [i, y] of ys.entries()) {
    expect(values[i]!).toBeLessThanOrEqual(Math.log1p(y + (y * y) / 2) + 1e-15);
    expect(values[i]!).toBeGreaterThanOrEqual(-Math.log1p(-y + (y * y) / 2) - 1e-15);
    if (i > 0) expect(values[i]!).toBeGreaterThanOrEqual(values[i - 1]! - 1e-15);
  }
});

describe('the interval of a mean from a fixed anchor', () => {
  test.each([MEAN, 1, 3])('at level 1/10 at most 40 of 400 miss, anchored at %d', (anchor) => {
    let missed = 0;
    for (let run = 0; run < 400; run++) {
      const { low, high } = intervalOf(uniforms(run, 300).map(heavy), 0.1, anchor);
      if (!(low <= MEAN && MEAN <= high)) missed++;
    }
    expect(missed).toBeLessThanOrEqual(40);
  });

  test('is nearly √(2L variance/N) to either side, at levels where a pilot has too few samples', () => {
    const [level, count] = [1e-12, 100_000];
    const { low, high } = intervalOf(uniforms(1, count).map(heavy), level, MEAN);
    const wanted = Math.sqrt((2 * Math.log(2 / level) * VARIANCE) / count);
    expect((high - low) / 2 / wanted).toBeGreaterThan(0.95);
    expect((high - low) / 2 / wanted).toBeLessThan(1.1);
    expect(low < MEAN && MEAN < high).toBe(true);
  });

  test('never goes beyond what is certain', () => {
    const { low, high } = intervalOf([2], 0.1, 1);
    expect([low, high]).toEqual([expect.closeTo(-3, 12), expect.closeTo(5, 12)]);
  });

  test.each([{ variance: 0 }, { reach: 0 }, { samples: 0 }, { level: 1 }, { variance: Number.NaN }])(
    'of %o is a RangeError',
    (bad) => {
      const plan = { variance: 1, anchor: 0, reach: 1, samples: 10, level: 0.1, ...bad };
      expect(() => planAnchoredMean(plan)).toThrow(RangeError);
    },
  );
});

import { describe, expect, test } from 'vitest';
import { Stream } from '../../src/random/stream.ts';
import { detectableDistance, lawDistance, planLawTest } from '../../src/statistics/two-sample.ts';

const uniforms = (stream: Stream, count: number): Float64Array =>
  Float64Array.from({ length: count }, () => stream.uniform()).sort();

/** The definition, at every value of either list. */
function naive(one: readonly number[], other: readonly number[]): number {
  const share = (list: readonly number[], x: number): number =>
    list.filter((y) => y <= x).length / list.length;
  return Math.max(...[...one, ...other].map((x) => Math.abs(share(one, x) - share(other, x))));
}

describe('the distance of two samples', () => {
  test('is the largest difference of the two shares below a value, ties or not', () => {
    const stream = new Stream(3);
    for (let run = 0; run < 300; run++) {
      const list = (length: number) =>
        Array.from({ length }, () => Math.floor(6 * stream.uniform()) - 2).sort((a, b) => a - b);
      const [one, other] = [list(1 + (run % 7)), list(1 + (run % 11))];
      expect(lawDistance(Float64Array.from(one), Float64Array.from(other))).toBeCloseTo(
        naive(one, other),
        12,
      );
    }
  });

  test('takes values that differ by rounding for the same, on either side of 0', () => {
    const [exact, rounded] = [Float64Array.of(-0.1, 0, 0.1), Float64Array.of(-0.1, 0, 0.1).map(Math.fround)];
    expect(lawDistance(exact, rounded)).toBeCloseTo(1 / 3);
    expect([lawDistance(exact, rounded, 1e-6), lawDistance(rounded, exact, 1e-6)]).toEqual([0, 0]);
    expect(lawDistance(Float64Array.of(1), Float64Array.of(1.1), 1e-6)).toBe(1);
  });

  test('knows infinite values', () => {
    const infinite = Float64Array.of(1, Number.POSITIVE_INFINITY);
    expect([lawDistance(infinite, infinite, 1e-4), lawDistance(infinite, Float64Array.of(1, 2))]).toEqual([
      0, 0.5,
    ]);
  });
});

describe('the test of a law', () => {
  test('rejects the law itself as often as was said at most', () => {
    const stream = new Stream(5);
    const plan = planLawTest(100, 1000, 0.05);
    let alarms = 0;
    for (let run = 0; run < 1000; run++)
      if (lawDistance(uniforms(stream, 100), uniforms(stream, 1000)) >= plan.threshold) alarms += 1;
    expect(alarms).toBeLessThanOrEqual(70);
  });

  test('finds a law at the distance that is detectable with probability 0.99 at least', () => {
    const stream = new Stream(6);
    const plan = planLawTest(300, 10_000, 0.01);
    const distance = detectableDistance(plan);
    const draws = uniforms(stream, 10_000);
    let found = 0;
    for (let run = 0; run < 300; run++) {
      // A share of the mass, the distance, is moved to 1.
      const moved = Float64Array.from({ length: 300 }, () => {
        const x = stream.uniform();
        return x < distance ? 1 : x;
      }).sort();
      if (lawDistance(moved, draws) >= plan.threshold) found += 1;
    }
    expect(found).toBeGreaterThanOrEqual(297);
  });

  test('promises nothing of a few samples, and refuses counts and levels that are none', () => {
    expect(detectableDistance(planLawTest(3, 1000, 0.01))).toBe(Number.POSITIVE_INFINITY);
    expect(() => planLawTest(0, 10, 0.1)).toThrow('0 samples');
    expect(() => planLawTest(1, 10, 1)).toThrow('level 1');
  });
});

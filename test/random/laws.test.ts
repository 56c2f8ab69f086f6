import { describe, expect, test } from 'vitest';
import { WEIGHT_LAWS, type WeightLaw } from '../../src/random/laws.ts';
import { Stream } from '../../src/random/stream.ts';
import { medianOfMeans } from './moments.ts';

/** Φ by its everywhere convergent series of positive terms, x in the range of a test's draws. */
function normalCdf(x: number): number {
  if (Math.abs(x) > 8) return x < 0 ? 0 : 1;
  let term = x;
  let total = 0;
  for (let k = 1; Math.abs(term) > 1e-18; k++) {
    total += term;
    term *= (x * x) / (2 * k + 1);
  }
  return 0.5 + (total * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

/** Student's t, 9 degrees of freedom: Abramowitz and Stegun 26.7.3. */
function student9Cdf(t: number): number {
  const angle = Math.atan(t / 3);
  const c = Math.cos(angle);
  const series = c + (2 / 3) * c ** 3 + (8 / 15) * c ** 5 + (16 / 35) * c ** 7;
  return 0.5 + (angle + Math.sin(angle) * series) / Math.PI;
}

const CDF: Partial<Record<WeightLaw, (x: number) => number>> = {
  gaussian: normalCdf,
  uniform: (x) => (x + Math.sqrt(3)) / Math.sqrt(12),
  laplace: (x) => (x < 0 ? Math.exp(Math.SQRT2 * x) / 2 : 1 - Math.exp(-Math.SQRT2 * x) / 2),
  student9: (x) => student9Cdf(x * Math.sqrt(9 / 7)),
};

// E x⁸ of the standardized laws: 105; 3⁴/9; 8!/2⁴; (7/9)⁴·9⁴·(1·3·5·7)/(7·5·3·1); 1.
const EIGHTH: Record<WeightLaw, number> = {
  gaussian: 105,
  uniform: 9,
  laplace: 2520,
  student9: 2401,
  rademacher: 1,
};

/** Draws of a law, in pieces whose length no number of lanes divides. */
function oneByOne(stream: Stream, fill: (stream: Stream, out: Float64Array) => void): () => number {
  const piece = new Float64Array(61);
  let next = piece.length;
  return () => {
    if (next === piece.length) {
      fill(stream, piece);
      next = 0;
    }
    return piece[next++]!;
  };
}

for (const law of Object.keys(WEIGHT_LAWS) as WeightLaw[]) {
  describe(law, () => {
    const { fill, fourthMoment } = WEIGHT_LAWS[law];
    const fourth = Number(fourthMoment.num) / Number(fourthMoment.den);

    // False-alarm rate of each, over seeds: 4e-9.
    test.each([
      ['mean', 1, 0, 1],
      ['variance', 2, 1, Math.sqrt(fourth - 1)],
      ['fourth moment', 4, fourth, Math.sqrt(EIGHTH[law] - fourth ** 2)],
    ])('has its %s', (_, power, expected, deviation) => {
      const draw = oneByOne(new Stream(20, power), fill);
      const { median, bound } = medianOfMeans(() => draw() ** power, deviation, 8000);
      expect(Math.abs(median - expected)).toBeLessThanOrEqual(bound + 1e-12);
    });

    const cdf = CDF[law];
    if (!cdf) return;
    test('has its distribution function', () => {
      const n = 100_000;
      const draws = new Float64Array(n);
      fill(new Stream(5), draws);
      draws.sort();
      let distance = 0;
      for (const [i, x] of draws.entries()) {
        distance = Math.max(distance, Math.abs(cdf(x) - i / n), Math.abs(cdf(x) - (i + 1) / n));
      }
      // Dvoretzky-Kiefer-Wolfowitz-Massart: exceeded with probability at most 2 exp(-2nε²) = 1e-9.
      expect(distance).toBeLessThan(Math.sqrt(Math.log(2e9) / (2 * n)));
    });
  });
}

test('normals one by one, and the product of two of them, have the moments of independent ones', () => {
  const stream = new Stream(11);
  const product = () => stream.normal() * stream.normal();
  const squares = () => stream.normal() ** 2 * stream.normal() ** 2;
  for (const [draw, expected, deviation] of [
    [product, 0, 1],
    [squares, 1, Math.sqrt(8)],
  ] as const) {
    const { median, bound } = medianOfMeans(draw, deviation, 8000);
    expect(Math.abs(median - expected)).toBeLessThan(bound);
  }
});

test('coins are fair and uniforms stay inside (0, 1)', () => {
  const stream = new Stream(12);
  const n = 100_000;
  let heads = 0;
  for (let i = 0; i < n; i++) {
    if (stream.coin()) heads++;
    const u = stream.uniform();
    expect(u > 0 && u < 1).toBe(true);
  }
  // Hoeffding: exceeded with probability at most 2 exp(-2nε²) = 1e-9.
  expect(Math.abs(heads / n - 0.5)).toBeLessThan(Math.sqrt(Math.log(2e9) / (2 * n)));
});

import { describe, expect, test } from 'vitest';
import {
  bothOpen,
  gatedMoments,
  type Jet,
  type Pair,
  reluProduct,
} from '../../src/infinite-width/gaussian-pair.ts';

const PAIRS: readonly Pair[] = [
  [1, 0, 1],
  [2, -0.7, 0.5],
  [1.3, 1.1, 1.7],
  [0.4, 0.3, 3],
];

/** E x₊^a y₊^b over pairs with both gates open, from the definition in polar coordinates; E R^(a+b) in closed form. */
function average([p, m, q]: Pair, a: number, b: number): number {
  const steps = 200_000;
  const slope = m / Math.sqrt(p);
  const rest = Math.sqrt(q - slope ** 2);
  let total = 0;
  for (let i = 0; i < steps; i++) {
    const angle = (2 * Math.PI * (i + 0.5)) / steps;
    const x = Math.sqrt(p) * Math.cos(angle);
    const y = slope * Math.cos(angle) + rest * Math.sin(angle);
    if (x > 0 && y > 0) total += x ** a * y ** b;
  }
  const radius = { 0: 1, 2: 2, 4: 8 }[a + b]!;
  return (radius * total) / steps;
}

describe.each(PAIRS.map((pair) => [pair.join(', '), pair] as const))('covariances %s', (_, pair) => {
  test('moments of open gates are those of the definition', () => {
    const found = gatedMoments(pair);
    const expected: Record<string, readonly [number, number]> = {
      open: [0, 0],
      product: [1, 1],
      squareX: [2, 0],
      squareY: [0, 2],
      cubeX: [3, 1],
      squares: [2, 2],
      cubeY: [1, 3],
    };
    for (const [name, [a, b]] of Object.entries(expected))
      expect(found[name as keyof typeof found], name).toBeCloseTo(average(pair, a, b), 4);
    expect(bothOpen(pair).value).toBeCloseTo(found.open, 14);
    expect(reluProduct(pair).value).toBeCloseTo(found.product, 14);
  });

  test.each([
    ['bothOpen', bothOpen],
    ['reluProduct', reluProduct],
  ] as [string, (pair: Pair) => Jet][])('derivatives of %s are differences', (_name, jet) => {
    const h = 1e-5;
    const moved = (i: number, by: number): Jet => jet(pair.map((x, k) => (k === i ? x + by : x)) as never);
    for (const i of [0, 1, 2]) {
      const [before, after] = [moved(i, -h), moved(i, h)];
      expect((after.value - before.value) / (2 * h)).toBeCloseTo(jet(pair).gradient[i]!, 7);
      for (const j of [0, 1, 2])
        expect((after.gradient[j]! - before.gradient[j]!) / (2 * h)).toBeCloseTo(
          jet(pair).hessian[i]![j]!,
          6,
        );
    }
  });
});

import { Decimal } from 'decimal.js';
import { expect, test } from 'vitest';
import { LAYERS, TAIL, ZIGGURAT } from '../../src/random/ziggurat.ts';

const Precise = Decimal.clone({ precision: 50 });
const density = (x: Decimal): Decimal => Precise.exp(x.mul(x).div(-2));

/** ∫_x^∞ exp(-t²/2) dt by the continued fraction of Mills' ratio. */
function tailArea(x: Decimal): Decimal {
  let fraction = x;
  for (let k = 400; k >= 1; k--) fraction = x.add(new Precise(k).div(fraction));
  return density(x).div(fraction);
}

test('every layer has the area of the bottom one, tail included, and the last edge is zero', () => {
  const tail = new Precise(TAIL);
  const area = tail.mul(density(tail)).add(tailArea(tail));
  const { edges, heights } = ZIGGURAT;
  expect(edges[1]).toBe(TAIL);
  expect(edges[LAYERS]).toBe(0);
  expect(heights[LAYERS]).toBe(1);
  for (let i = 0; i < LAYERS; i++) {
    const [x, low] = [new Precise(edges[i]!), i === 0 ? new Precise(0) : density(new Precise(edges[i]!))];
    // A layer's rectangle: its width times what the next edge's height adds; the bottom one's is edges[0] f(TAIL).
    const height = density(new Precise(edges[i + 1]!)).sub(low);
    expect(x.mul(height).div(area).sub(1).abs().toNumber()).toBeLessThan(2e-11);
    expect(edges[i + 1]).toBeLessThan(edges[i]!);
    if (i > 0) expect(low.sub(heights[i]!).abs().toNumber()).toBeLessThan(1e-15);
  }
});

import { expect, test } from 'vitest';
import { countAt, Draws, LOOKS, levelAt } from '../../src/verify/looks.ts';

const looks = Array.from({ length: LOOKS }, (_, look) => look);

test('the levels of all looks add up to the level, and the last has half of it', () => {
  expect(looks.reduce((total, look) => total + levelAt(look, 1e-3), 0)).toBeCloseTo(1e-3, 12);
  expect(levelAt(LOOKS - 1, 1e-3)).toBe(5e-4);
});

test('each look is at twice the networks of the one before, the last at all', () => {
  const counts = looks.map((look) => countAt(look, 1000));
  expect(counts).toEqual([125, 250, 500, 1000]);
  expect(countAt(0, 3)).toBe(1);
});

test('draws are the same whatever is asked for first, and none is drawn twice', () => {
  const drawn: number[] = [];
  const source = (seed: number) => (from: number, out: Float64Array) => {
    for (let i = 0; i < out.length; i++) {
      out[i] = seed * (from + i);
      drawn.push(from + i);
    }
  };
  const draws = new Draws(7, source);
  expect([...draws.first(2)]).toEqual([0, 7]);
  expect([...draws.first(4)]).toEqual([0, 7, 14, 21]);
  expect([...draws.first(3)]).toEqual([0, 7, 14]);
  expect(drawn).toEqual([0, 1, 2, 3]);
  expect([...new Draws(7, source).first(4)]).toEqual([...draws.first(4)]);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildNetwork } from '../src/network/build.ts';
import { phase } from '../src/network/phase.ts';
import { isZero, rational } from '../src/rational/rational.ts';
import { isPositiveSemidefinite } from './matrix.ts';
import { networks, settings } from './networks.ts';

const drawn = fc.sample(settings(), { seed: 1, numRuns: 400 });

test('settings reach every phase, parametrization, gate convention, output and depth', () => {
  expect(new Set(drawn.map(({ sigmaW2, sigmaB2 }) => phase(sigmaW2, sigmaB2))).size).toBe(4);
  const kinds = drawn.map(
    (one) => `${one.parametrization} ${one.gates} ${one.outputActivation} ${one.outputBias}`,
  );
  expect(new Set(kinds).size).toBe(16);
  expect(new Set(drawn.map(({ widths }) => widths.length - 1))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
});

test('networks reach zero and other values of r, s, u and c', () => {
  const layers = fc.sample(networks, { seed: 1, numRuns: 200 }).flatMap((network) => network.layers);
  for (const name of ['biasVariance', 'weightScale', 'biasScale'] as const) {
    expect(new Set(layers.map((layer) => isZero(layer[name]))).size, name).toBe(2);
  }
  expect(new Set(drawn.map(({ r }) => isZero(r))).size, 'r').toBe(2);
});

test('settings are in range', () => {
  for (const one of drawn) expect(() => buildNetwork(one)).not.toThrow();
});

test.each([
  [
    [
      [1, 2],
      [2, 4],
    ],
    true,
  ],
  [
    [
      [1, 2],
      [2, 3],
    ],
    false,
  ],
  [
    [
      [0, 1],
      [1, 5],
    ],
    false,
  ],
  [
    [
      [0, 0],
      [0, 5],
    ],
    true,
  ],
  [
    [
      [2, 1, 1],
      [1, 2, 1],
      [1, 1, -1],
    ],
    false,
  ],
] as const)('%j is positive semidefinite: %s', (matrix, wanted) => {
  const exact = matrix.map((row) => row.map((entry) => rational(entry)));
  expect(isPositiveSemidefinite(exact)).toBe(wanted);
});

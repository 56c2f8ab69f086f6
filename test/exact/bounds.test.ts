import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { momentBounds, moments, type Powers } from '../../src/exact/moment.ts';
import { buildNetwork } from '../../src/network/build.ts';
import type { Network } from '../../src/network/network.ts';
import { compare, rational } from '../../src/rational/rational.ts';
import { parseRational } from '../../src/rational/text.ts';

const PRODUCTS: readonly Powers[] = [
  { K: 1 },
  { K: 2 },
  { Kw: 1, Kb: 1 },
  { f: 2, K: 1 },
  { f: 4 },
  { f: 1 },
  { f: 1, Q: 1 },
  {},
];

const LINEAR = {
  parametrization: 'ntk',
  outputBias: true,
  outputActivation: 'linear',
  gates: 'relu',
} as const;

const exactly = (x: number) => parseRational(x.toPrecision(17))!;

/** The relative distance between the ends, where the exact values lie between them; undefined where there are none. */
function widest(network: Network): number | undefined {
  const bounds = momentBounds(network, PRODUCTS);
  if (!bounds) return undefined;
  for (const [i, value] of moments(network, PRODUCTS).entries()) {
    const { low, high } = bounds[i]!;
    // Rounded to 17 digits an end moves by less than its distance from the value.
    expect(compare(exactly(low), value)).toBeLessThanOrEqual(0);
    expect(compare(exactly(high), value)).toBeGreaterThanOrEqual(0);
  }
  return Math.max(...bounds.map(({ low, high }) => (high === 0 ? 0 : (high - low) / high)));
}

const variance = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 9 }))
  .map(([a, b]) => rational(a, b));
const networks = fc
  .record({
    hidden: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 12 }),
    inputWidth: fc.integer({ min: 1, max: 9 }),
    parametrization: fc.constantFrom('ntk' as const, 'standard' as const),
    gates: fc.constantFrom('relu' as const, 'fair' as const),
    sigmaW2: fc.integer({ min: 1, max: 40 }).map((a) => rational(a, 9)),
    sigmaB2: variance,
    biasGradient: variance,
    r: variance,
  })
  .map(({ hidden, inputWidth, ...rest }) =>
    buildNetwork({ ...LINEAR, widths: [inputWidth, ...hidden, 1], ...rest }),
  );

describe('moments between doubles', () => {
  test('hold the exact moments, to eleven digits, whatever the network', () => {
    fc.assert(
      fc.property(networks, (network) => {
        expect(widest(network)).toBeLessThan(1e-11);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  test('hold them where dead layers matter most, and at the ends of the scales', () => {
    for (const widths of [
      [1, 1, 1, 1],
      [3, ...Array<number>(60).fill(1), 1],
      [1, 1_000_000, 1, 1_000_000, 1],
    ])
      for (const r of ['0', '1e-18', '1e18'])
        for (const biasGradient of ['0', '1']) {
          const settings = { ...LINEAR, sigmaW2: rational(2), sigmaB2: rational(0) };
          const network = buildNetwork({
            widths,
            ...settings,
            biasGradient: parseRational(biasGradient)!,
            r: parseRational(r)!,
          });
          expect(widest(network)).toBeLessThan(1e-10);
        }
  });

  test('are not given beyond the range of doubles', () => {
    for (const sigmaW2 of ['1e60', '1e-60', '1e400', '1e-400']) {
      const network = buildNetwork({
        ...LINEAR,
        widths: [1, 2, 2, 2, 2, 2, 1],
        sigmaW2: parseRational(sigmaW2)!,
        sigmaB2: rational(0),
        biasGradient: rational(0),
        r: rational(1),
      });
      expect(widest(network)).toBeUndefined();
    }
  });
});

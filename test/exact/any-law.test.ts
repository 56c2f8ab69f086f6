import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyLawMoments } from '../../src/exact/any-law.ts';
import { BeyondOracle, moment, moments, type Powers } from '../../src/exact/moment.ts';
import { pathMoments } from '../../src/exact/path-moments.ts';
import { buildNetwork } from '../../src/network/build.ts';
import type { Network } from '../../src/network/network.ts';
import { STANDARD_MOMENTS } from '../../src/network/weight-law.ts';
import { ONE, type Rational, rational, ZERO } from '../../src/rational/rational.ts';
import { formatRational } from '../../src/rational/text.ts';
import { lawOf, networkOf, powersOf, references } from './reference.ts';

const LOW = [
  'f^2',
  'f^4',
  'K',
  'Kw',
  'Kb',
  'K^2',
  'Kw^2',
  'Kb^2',
  'Kw*Kb',
  'K*Kw',
  'f^2*K',
  'f^2*Kw',
  'f^2*Kb',
];
const HIGH = [
  ...LOW,
  'f^6',
  'f^8',
  'Kw^3',
  'Kw^4',
  'Kb^4',
  'K^4',
  'Kw^2*Kb^2',
  'f^4*Kw^2',
  'f^4*Kw*Kb',
  'K*Kw*Kb',
];

/** Those of the products that the oracle knows. */
function known(ask: (powers: Powers) => Rational, products: readonly string[]): Record<string, string> {
  const values = products.flatMap((product) => {
    try {
      return [[product, formatRational(ask(powersOf(product)))]];
    } catch (error) {
      if (error instanceof BeyondOracle) return [];
      throw error;
    }
  });
  return Object.fromEntries(values);
}

const pick = (all: Record<string, string>, some: Record<string, string>) =>
  Object.fromEntries(Object.keys(some).map((name) => [name, all[name]]));

describe('laws on a few points: averages over all weights, biases and coins, by Python', () => {
  const networks = references('weight_law.json').map(
    (one) => [`${one.widths}, μ_4 = ${one.mu![0]}`, one] as const,
  );
  test.each(networks)('%s: the recursion in μ_4', (_, one) => {
    const found = known((powers) => anyLawMoments(networkOf(one), [powers])[0]!, Object.keys(one.moments));
    expect(Object.keys(found)).toHaveLength(12);
    expect(found).toEqual(pick(one.moments, found));
  });
  test.each(networks)('%s: sums over paths that meet', (_, one) => {
    const hasBiases = one.layers.some(({ s }) => s !== '0');
    const found = known(
      (powers) => pathMoments(networkOf(one), lawOf(one), [powers])[0]!,
      Object.keys(one.moments),
    );
    expect(Object.keys(found)).toHaveLength(hasBiases ? 0 : 23);
    expect(found).toEqual(pick(one.moments, found));
  });
});

const fraction = (least: number) =>
  fc
    .tuple(fc.integer({ min: least, max: 9 }), fc.integer({ min: 1, max: 5 }))
    .map(([a, b]) => rational(a, b));
const networks = (sigmaB2: fc.Arbitrary<Rational>): fc.Arbitrary<Network> =>
  fc
    .record({
      widths: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }).map((w) => [...w, 1]),
      r: fraction(0),
      parametrization: fc.constantFrom('ntk', 'standard'),
      sigmaW2: fraction(1),
      sigmaB2,
      biasGradient: fraction(0),
      outputSigmaW2: fraction(1),
      outputBias: fc.boolean(),
      outputActivation: fc.constantFrom('linear', 'relu'),
      gates: fc.constantFrom('fair', 'relu'),
    })
    .map(buildNetwork);

test('at μ_4 = 3 the recursion is that of Gaussian weights, with biases too', () => {
  fc.assert(
    fc.property(networks(fraction(0)), (network) => {
      const ask = (powers: Powers) => anyLawMoments(network, [powers])[0]!;
      expect(known(ask, LOW)).toEqual(known((powers) => moment(network, powers), LOW));
    }),
    { seed: 1, numRuns: 25 },
  );
});

test('at Gaussian moments sums over paths are the moments of Gaussian weights', () => {
  fc.assert(
    fc.property(networks(fc.constant(ZERO)), (network) => {
      const ask = (powers: Powers) => pathMoments(network, STANDARD_MOMENTS.gaussian, [powers])[0]!;
      expect(known(ask, HIGH)).toEqual(known((powers) => moment(network, powers), HIGH));
    }),
    { seed: 2, numRuns: 10 },
  );
});

test('at every named law the recursion in μ_4 is the sum over paths', () => {
  fc.assert(
    fc.property(
      networks(fc.constant(ZERO)),
      fc.constantFrom('uniform', 'laplace', 'student9'),
      (gaussian, name) => {
        const law = STANDARD_MOMENTS[name];
        const network = { ...gaussian, mu4: law[0] };
        const ask = (powers: Powers) => pathMoments(network, law, [powers])[0]!;
        expect(known(ask, LOW)).toEqual(known((powers) => moments(network, [powers])[0]!, LOW));
      },
    ),
    { seed: 3, numRuns: 20 },
  );
});

describe('what is not known is refused, never taken for Gaussian', () => {
  const settings = { r: ONE, parametrization: 'ntk', sigmaW2: rational(2), outputBias: true } as const;
  const rest = { outputActivation: 'linear', gates: 'relu', sigmaB2: ZERO, widths: [2, 3, 1] } as const;
  const laplace = buildNetwork({ ...settings, ...rest, mu4: rational(6) });
  test.each<Powers>([{ f: 6 }, { K: 3 }, { f: 4, Kw: 1 }, { f: 1, Q: 1 }, { Qww: 1 }, { f: 1, Qwb: 1 }])(
    '%o',
    (powers) => {
      expect(() => moment(laplace, powers)).toThrow(BeyondOracle);
    },
  );
  test('odd powers of f are 0 at a linear output and irrational under a ReLU', () => {
    expect(moment(laplace, { f: 3 })).toEqual(ZERO);
    expect(() => moment({ ...laplace, outputActivation: 'relu' }, { f: 1 })).toThrow('irrational');
  });
  test('signs under relu gates', () => {
    const signs = { ...laplace, mu4: ONE };
    expect(() => moment(signs, { f: 2 })).toThrow('signs');
    expect(moment({ ...signs, gates: 'fair' }, { f: 2 })).toEqual(rational(2));
  });
  test('more than 8 paths, Q, and random biases', () => {
    const law = STANDARD_MOMENTS.laplace;
    for (const powers of [{ K: 5 }, { f: 10 }, { f: 2, Kw: 4 }, { f: 1, Q: 1 }])
      expect(() => pathMoments(laplace, law, [powers])).toThrow(BeyondOracle);
    const biased = buildNetwork({ ...settings, ...rest, sigmaB2: ONE, mu4: rational(6) });
    expect(() => pathMoments(biased, law, [{ f: 2 }])).toThrow(BeyondOracle);
  });
});

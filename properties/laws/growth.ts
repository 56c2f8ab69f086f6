import fc from 'fast-check';
import { buildNetwork, type NetworkSettings } from '../../src/network/build.ts';
import { divide, isZero, ONE, type Rational, rational, ZERO } from '../../src/rational/rational.ts';
import { expectAtMost, expectLess } from '../exactly.ts';
import { expectations, type MomentOracle } from '../moment-oracle.ts';
import { inputWidths, nonNegative, positive, settings, widths } from '../networks.ts';

/** E X²/(E X)². */
const dispersion = (E: (product: string) => Rational, x: string): Rational => {
  const mean = E(x);
  return divide(E(`${x}*${x}`), rational(mean.num ** 2n, mean.den ** 2n));
};

/** One more hidden layer: means, second moments and dispersions, where a = σ_w²/2 = 1. */
const growsWithDepth =
  (deeper: fc.Arbitrary<readonly [NetworkSettings, NetworkSettings]>) =>
  (oracle: MomentOracle): fc.IProperty<unknown> =>
    fc.property(deeper, ([shallow, deep]) => {
      const low = expectations(oracle, buildNetwork(shallow));
      const high = expectations(oracle, buildNetwork(deep));
      expectAtMost('E(f^2)', low('f^2'), high('f^2'));
      for (const product of ['Kw', 'Kb', 'K', 'Kw^2', 'Kb^2', 'K^2', 'f^4', 'f^2*K']) {
        expectLess(`E(${product})`, low(product), high(product));
      }
      for (const x of ['f^2', 'Kw', 'Kb', 'K']) {
        expectLess(`dispersion of ${x}`, dispersion(low, x), dispersion(high, x));
      }
    });

const critical = (fixed: Partial<NetworkSettings> = {}): fc.Arbitrary<NetworkSettings> =>
  fc
    .tuple(settings({ sigmaW2: rational(2), biasGradient: ONE, outputBias: true }), positive, nonNegative)
    .map(([{ outputSigmaW2: _, ...drawn }, r, sigmaB2]) => ({ ...drawn, r, sigmaB2, ...fixed }));

/** At equal widths. */
export const growsWithDepthAtEqualWidths = growsWithDepth(
  fc
    .tuple(critical(), inputWidths, widths, fc.integer({ min: 1, max: 5 }))
    .map(([drawn, inputWidth, n, depth]) => {
      const hidden = Array<number>(depth).fill(n);
      const shallow = [inputWidth, ...hidden.slice(1), 1];
      return [
        { ...drawn, widths: shallow },
        { ...drawn, widths: [inputWidth, ...hidden, 1] },
      ] as const;
    }),
);

/** Wherever a layer of any width is inserted, if gates are fair. */
export const growsWithInsertedLayers = growsWithDepth(
  fc.tuple(critical({ gates: 'fair' }), fc.nat(), widths).map(([drawn, choice, width]) => {
    const place = 1 + (choice % (drawn.widths.length - 1));
    return [drawn, { ...drawn, widths: drawn.widths.toSpliced(place, 0, width) }] as const;
  }),
);

/** These dispersions fall strictly when one hidden layer, of any, is a neuron wider. */
const dispersionFallsWithWidth =
  (fixed: Partial<NetworkSettings>, observables: readonly string[]) =>
  (oracle: MomentOracle): fc.IProperty<unknown> =>
    fc.property(settings(fixed), positive, widths, fc.nat(), (drawn, r, width, choice) => {
      const hidden = [width, ...drawn.widths.slice(1, -1)];
      const wider = hidden.with(choice % hidden.length, hidden[choice % hidden.length]! + 1);
      const at = (inner: readonly number[]) =>
        expectations(oracle, buildNetwork({ ...drawn, r, widths: [drawn.widths[0]!, ...inner, 1] }));
      const [narrow, wide] = [at(hidden), at(wider)];
      for (const x of observables) {
        // K_b is nothing when no gradient counts a bias.
        if (isZero(narrow(x))) continue;
        expectLess(`dispersion of ${x}`, dispersion(wide, x), dispersion(narrow, x));
      }
    });

export const ntkDispersionFallsWithWidth = dispersionFallsWithWidth(
  { parametrization: 'ntk', gates: 'fair' },
  [...['f^2', 'Kw', 'Kb', 'K']],
);
/** The closing of gates does not matter to f² and K_w. */
export const dispersionOfWeightPartFallsWithWidth = dispersionFallsWithWidth(
  { parametrization: 'ntk', gates: 'relu' },
  ['f^2', 'Kw'],
);
export const standardDispersionFallsWithWidth = dispersionFallsWithWidth(
  { parametrization: 'standard', gates: 'fair' },
  ['f^2', 'Kb'],
);
export const unbiasedStandardDispersionFallsWithWidth = dispersionFallsWithWidth(
  { parametrization: 'standard', sigmaB2: ZERO },
  ['f^2', 'Kw'],
);

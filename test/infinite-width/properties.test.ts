import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { moments } from '../../src/exact/moment.ts';
import { arcCosines } from '../../src/infinite-width/arc-cosine.ts';
import { kernels } from '../../src/infinite-width/kernels.ts';
import { Reals, toDecimal } from '../../src/infinite-width/reals.ts';
import { OutOfRange } from '../../src/limits/error.ts';
import type { Network } from '../../src/network/network.ts';
import { multiply, ONE, type Rational, rational, ZERO } from '../../src/rational/rational.ts';
import { smallNetworks } from '../simulate/networks.ts';

const DIGITS = 30;
const Digits = Decimal.clone({ precision: 4 * DIGITS });
const decimal = ({ num, den }: Rational): Decimal => new Digits(`${num}`).div(`${den}`);

const cosines = fc.integer({ min: -50, max: 50 }).map((k) => rational(k, 50));
/** Any weights, and not all scales 0. */
const networks = smallNetworks.filter(({ layers }) =>
  layers.some(({ weightScale, biasScale }) => weightScale.num > 0n || biasScale.num > 0n),
);

/** The kernels, or undefined where K cancels to 0. */
function found(network: Network, rho: Rational, digits = DIGITS) {
  try {
    return kernels({ network, rho, digits });
  } catch (error) {
    if (error instanceof OutOfRange && /cancels/.test(error.message)) return undefined;
    throw error;
  }
}

const near = (a: Decimal, b: Decimal, digits: number): boolean =>
  new Digits(a)
    .minus(b)
    .abs()
    .lte(new Digits(b).abs().times(`1e-${digits}`));

test('at cosine 1: E K and E f² with fair gates, exactly, at every width', () => {
  fc.assert(
    fc.property(networks, (network) => {
      const { ntk, nngp } = kernels({ network, rho: ONE, digits: DIGITS });
      const [K, ff] = moments({ ...network, gates: 'fair' }, [{ K: 1 }, { f: 2 }]);
      expect(near(ntk, decimal(K!), DIGITS - 1)).toBe(true);
      expect(near(nngp, decimal(ff!), DIGITS - 1)).toBe(true);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('twice the digits round to the digits', () => {
  fc.assert(
    fc.property(networks, cosines, fc.integer({ min: 1, max: 60 }), (network, rho, digits) => {
      const [some, more] = [found(network, rho, digits), found(network, rho, 2 * digits + 10)];
      expect(some === undefined).toBe(more === undefined);
      if (!some || !more) return;
      for (const name of ['ntk', 'nngp'] as const)
        expect(near(some[name], more[name], digits - 1), `${some[name]} ${more[name]}`).toBe(true);
    }),
    { seed: 2, numRuns: 200 },
  );
});

test('the matrices of two inputs are positive semidefinite', () => {
  fc.assert(
    fc.property(networks, cosines, (network, rho) => {
      const [across, along] = [found(network, rho), found(network, ONE)];
      for (const name of ['ntk', 'nngp'] as const) {
        if (!across || !along) continue;
        expect(across[name].abs().lte(along[name].times(1 + 1e-25))).toBe(true);
      }
    }),
    { seed: 3, numRuns: 200 },
  );
});

test('E f(x) f(y) grows with the cosine', () => {
  fc.assert(
    fc.property(networks, cosines, cosines, (network, a, b) => {
      const [low, high] = decimal(a).lte(decimal(b)) ? [a, b] : [b, a];
      const [least, most] = [found(network, low), found(network, high)];
      if (least && most) expect(least.nngp.lte(most.nngp.plus(most.nngp.abs().times(1e-25)))).toBe(true);
    }),
    { seed: 4, numRuns: 200 },
  );
});

test('without biases both are homogeneous in the length of the inputs', () => {
  fc.assert(
    fc.property(networks, cosines, fc.integer({ min: 1, max: 9 }), ({ layers, ...rest }, rho, times) => {
      const unbiased = layers.map((layer) => ({ ...layer, biasVariance: ZERO, biasScale: ZERO }));
      const network = { ...rest, layers: unbiased };
      const [one, longer] = [
        found(network, rho),
        found({ ...network, r: multiply(network.r, rational(times)) }, rho),
      ];
      if (!one || !longer) return;
      for (const name of ['ntk', 'nngp'] as const)
        expect(near(longer[name], new Digits(one[name]).times(times), DIGITS - 2)).toBe(true);
    }),
    { seed: 5, numRuns: 200 },
  );
});

describe('the arc-cosine kernels', () => {
  const Real = Decimal.clone({ precision: 60 });
  const reals = new Reals(60);
  /** A double or a power of ten, as it is. */
  const real = (x: Decimal) => {
    const [num, den] = Decimal.clone({ precision: 1200 }).prototype.toFraction.call(x) as [Decimal, Decimal];
    return reals.of({ num: BigInt(num.toFixed()), den: BigInt(den.toFixed()) });
  };
  const at = (below: Decimal.Value) => {
    const w = new Real(below);
    const { open, product, gap } = arcCosines(reals, real(w), real(new Real(2).minus(w)));
    const decimal = (x: typeof open) => new Real(toDecimal(x, 60));
    return { open: decimal(open), product: decimal(product), gap: decimal(gap) };
  };

  test('keep every digit of 1 - κ1 near cosine 1, where it is 1 - ρ less (2√2/3π) (1 - ρ)^(3/2)', () => {
    for (const exponent of [40, 80, 200]) {
      const w = new Real(10).pow(-exponent);
      const expected = w.minus(w.times(w.sqrt()).times(new Real(8).sqrt()).div(Real.acos(-1).times(3)));
      const { gap } = at(w);
      expect(
        gap
          .minus(expected)
          .abs()
          .div(w)
          .lte(new Real(10).pow(-2 * exponent).plus('1e-58')),
      ).toBe(true);
    }
  });

  test('the derivative of κ1 is κ0', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1.99, noNaN: true }), (w) => {
        const h = new Real('1e-15');
        const [before, after] = [at(new Real(w).minus(h)), at(new Real(w).plus(h))];
        const slope = before.product.minus(after.product).div(h.times(2));
        expect(slope.minus(at(w).open).abs().lte('1e-25')).toBe(true);
      }),
      { seed: 6 },
    );
  });

  test('in double precision, the formulas with an angle', () => {
    // Beyond, the angle itself loses digits.
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1.99, noNaN: true }), (w) => {
        const cosine = 1 - w;
        const angle = Math.acos(cosine);
        const { open, product } = at(1 - cosine);
        expect(open.toNumber()).toBeCloseTo(1 - angle / Math.PI, 14);
        expect(product.toNumber()).toBeCloseTo((Math.sin(angle) + (Math.PI - angle) * cosine) / Math.PI, 14);
      }),
      { seed: 7 },
    );
  });
});

/** Closed forms of the infinite-width kernels, held to the digits of the recursion. */
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ClosedKernel, closedKernels } from '../../src/infinite-width/closed.ts';
import { kernels } from '../../src/infinite-width/kernels.ts';
import type { Network } from '../../src/network/network.ts';
import { type Rational, rational, ZERO } from '../../src/rational/rational.ts';
import { biased, he, networkOf, smallNetworks } from '../simulate/networks.ts';

const Digits = Decimal.clone({ precision: 60 });
const decimal = ({ num, den }: Rational): Decimal => new Digits(`${num}`).div(`${den}`);
const decimalOf = ({ plain, overPi, root }: ClosedKernel): Decimal =>
  decimal(plain).plus(decimal(overPi).times(new Digits(root).sqrt()).div(Digits.acos(-1)));

const cosines = fc.constantFrom(-2, -1, 0, 1, 2).map((k) => rational(k, 2));
/** Without biases too: behind opposite inputs there is a right angle then. And layers whose weights are 0. */
const networks = fc
  .tuple(smallNetworks, fc.constantFrom('as they are', 'no biases', 'weights of 0'))
  .map(([network, change]): Network => {
    const layers = network.layers.map((layer, i) => ({
      ...layer,
      ...(change === 'no biases' && { biasVariance: ZERO }),
      ...(change === 'weights of 0' && i === 1 && { weightVariance: ZERO, biasVariance: rational(1, 3) }),
    }));
    return { ...network, layers };
  });

test('agree with the recursion to 40 digits wherever there is one', () => {
  let [found, irrational] = [0, 0];
  fc.assert(
    fc.property(networks, cosines, (network, rho) => {
      const closed = closedKernels({ network, rho });
      if (!closed) return;
      const numbers = (() => {
        try {
          return kernels({ network, rho, digits: 40 });
        } catch {
          return undefined;
        }
      })();
      if (!numbers) return;
      found += 1;
      if (closed.ntk.overPi.num !== 0n) irrational += 1;
      for (const name of ['ntk', 'nngp'] as const) {
        const value = decimalOf(closed[name]);
        const off = new Digits(numbers[name]).minus(value).abs();
        expect(off.lte(value.abs().times('1e-39')), `${name}: ${numbers[name]}, ${value}`).toBe(true);
      }
    }),
    { seed: 1, numRuns: 2000 },
  );
  expect(found).toBeGreaterThan(500);
  expect(irrational).toBeGreaterThan(50);
});

test('are there at cosine 1 at every depth, and there alone behind other angles', () => {
  const deep = networkOf([1, ...Array<number>(50).fill(2), 1], biased);
  expect(closedKernels({ network: deep, rho: rational(1) })?.ntk.overPi).toEqual(ZERO);
  const two = networkOf([1, 3, 3, 1], he);
  expect(closedKernels({ network: two, rho: ZERO })).toBeUndefined();
  expect(closedKernels({ network: networkOf([1, 3, 1], he), rho: rational(1, 3) })).toBeUndefined();
});

test('are undefined where kernels are: a cosine beyond 1, an input without a direction', () => {
  const network = networkOf([1, 3, 1], he);
  expect(closedKernels({ network, rho: rational(3, 2) })).toBeUndefined();
  expect(closedKernels({ network: { ...network, r: ZERO }, rho: ZERO })).toBeUndefined();
});

test('a kernel to so many digits is within one unit of the last, at every depth', () => {
  const networks = [3, 60].flatMap((depth) =>
    [he, biased].map((scales) => networkOf([2, ...Array<number>(depth).fill(4), 1], scales)),
  );
  for (const network of networks)
    for (const rho of [
      rational(-1),
      rational(-1, 3),
      ZERO,
      rational(1, 7),
      rational(10n ** 12n - 1n, 10n ** 12n),
    ])
      for (const digits of [4, 37]) {
        const [some, more] = [digits, digits + 40].map((count) => kernels({ network, rho, digits: count }));
        for (const name of ['ntk', 'nngp'] as const) {
          const off = new Digits(some![name]).minus(more![name]).abs();
          expect(off.lte(more![name].abs().times(`1e${1 - digits}`))).toBe(true);
        }
      }
});

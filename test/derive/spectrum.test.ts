import { expect, test } from 'vitest';
import { degree, exponentOf, type Polynomial } from '../../src/algebra/polynomial.ts';
import { eigenvalues } from '../../src/derive/spectrum.ts';
import {
  isZero,
  multiply,
  power,
  type Rational,
  rational,
  subtract,
  sum,
} from '../../src/rational/rational.ts';

const at = (p: Polynomial, n: number): Rational =>
  sum([...p].map(([packed, value]) => rational(value, BigInt(n) ** BigInt(exponentOf(packed, 'x')))));

/** E[m^j] for m ~ Binomial(n, 1/2), from the probabilities. */
function binomialMoment(n: number, j: number): Rational {
  let total = rational(0);
  let choose = 1n;
  for (let m = 0; m <= n; m++) {
    total = sum([total, rational(choose * BigInt(m) ** BigInt(j), 2n ** BigInt(n))]);
    choose = (choose * BigInt(n - m)) / BigInt(m + 1);
  }
  return total;
}

test('degree 2: the eigenvalues are 1 + 5/n and 1 - 1/n', () => {
  for (const n of [1, 2, 3, 7]) {
    expect(eigenvalues(2).map((p) => at(p, n))).toEqual([rational(n + 5, n), rational(n - 1, n)]);
  }
});

test('the largest and the smallest of degree k are those of rank one and of exterior powers', () => {
  for (const k of [1, 2, 3, 4, 5]) {
    for (const n of [1, 2, 5]) {
      // E m(m+2)…(m+2k-2) and E m(m-1)…(m-k+1), times (2/n)^k.
      const product = (step: number): Rational => {
        let coefficients = [1n];
        for (let i = 0; i < k; i++)
          coefficients = Array.from(
            { length: coefficients.length + 1 },
            (_, p) => (coefficients[p - 1] ?? 0n) + BigInt(step * i) * (coefficients[p] ?? 0n),
          );
        const moment = sum(coefficients.map((c, p) => multiply(rational(c), binomialMoment(n, p))));
        return multiply(moment, power(rational(2, n), k));
      };
      const all = eigenvalues(k).map((p) => at(p, n));
      expect(all[0]).toEqual(product(2));
      expect(all.at(-1)).toEqual(product(-1));
    }
  }
});

test('there is one eigenvalue for each partition, and each tends to 1 at large width', () => {
  expect([1, 2, 3, 4, 5].map((k) => eigenvalues(k).length)).toEqual([1, 2, 3, 5, 7]);
  for (const p of eigenvalues(5)) {
    expect(p.get(0)).toBe(1n);
    expect(degree(p, 'x')).toBeLessThanOrEqual(4);
  }
  expect(isZero(subtract(at(eigenvalues(3)[2]!, 2), rational(0)))).toBe(true);
});

import {
  add,
  constant,
  multiply,
  ONE,
  type Polynomial,
  power,
  scale,
  subtract,
  symbol,
  ZERO,
} from '../algebra/polynomial.ts';

const x = symbol('x');

/** Coefficients S(k, j) of m^k in falling factorials m(m-1)…(m-j+1): Stirling numbers of the second kind. */
function stirling(k: number): bigint[] {
  let row = [1n];
  for (let size = 1; size <= k; size++) {
    row = Array.from({ length: size + 1 }, (_, j) => (row[j - 1] ?? 0n) + BigInt(j) * (row[j] ?? 0n));
  }
  return row;
}

/**
 * 2^k E[m^j] / n^k as a polynomial in x = 1/n, for j <= k and m ~ Binomial(n, 1/2) open gates: the factorial moments are
 * n(n-1)…(n-i+1)/2^i.
 */
export function openGates(j: number, k: number): Polynomial {
  let total = ZERO;
  let falling = ONE;
  for (const [i, count] of stirling(j).entries()) {
    const scaled = multiply(falling, power(multiply(constant(2), x), k - i));
    total = add(total, scale(scaled, count));
    falling = multiply(falling, subtract(ONE, scale(x, BigInt(i))));
  }
  return total;
}

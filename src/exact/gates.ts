import { add, multiply, ONE, type Rational, rational, ZERO } from '../rational/rational.ts';

/** Stirling numbers of the second kind S(k, 0) … S(k, k). */
function stirling(k: number): bigint[] {
  let row = [1n];
  for (let size = 1; size <= k; size++) {
    row = Array.from({ length: size + 1 }, (_, j) => (row[j - 1] ?? 0n) + BigInt(j) * (row[j] ?? 0n));
  }
  return row;
}

/**
 * E[m^k] of the number m of open gates among `width` fair coins: m ~ Binomial(width, 1/2), whose factorial moments
 * are E[m(m-1)…(m-j+1)] = width(width-1)…(width-j+1) / 2^j.
 */
export function openGatesMoment(width: number, k: number): Rational {
  let total = ZERO;
  let falling = ONE;
  for (const [j, count] of stirling(k).entries()) {
    total = add(total, multiply(rational(count), falling));
    falling = multiply(falling, rational(width - j, 2));
  }
  return total;
}

import type { Rational } from '../rational/rational.ts';
import { nearestDouble } from './nearest-double.ts';

/** Central moments by order; fractions that are not reduced, since a gcd of such sizes costs milliseconds. */
export type CentralSums = Readonly<Record<2 | 3 | 4, Rational>>;

/**
 * Central moments (1/n) Σ (x - mean)^k of `n` numbers whose power sums of orders 1 to 4 are `sums[k-1]/unit`.
 */
export function centralMoments(n: bigint, sums: readonly bigint[], unit: bigint): CentralSums {
  // s_k = Σ X^k for X = unit·x, so that all is integer; `sums` carries one factor of `unit` already.
  const s1 = sums[0]!;
  const s2 = sums[1]! * unit;
  const s3 = sums[2]! * unit ** 2n;
  const s4 = sums[3]! * unit ** 3n;
  const scale = n * unit;
  return {
    2: { num: n * s2 - s1 ** 2n, den: scale ** 2n },
    3: { num: n ** 2n * s3 - 3n * n * s1 * s2 + 2n * s1 ** 3n, den: scale ** 3n },
    4: {
      num: n ** 3n * s4 - 4n * n ** 2n * s1 * s3 + 6n * n * s1 ** 2n * s2 - 3n * s1 ** 4n,
      den: scale ** 4n,
    },
  };
}

/** The double nearest to a^p / b^q; NaN when b is zero. */
export function ratioOfPowers(a: Rational, p: bigint, b: Rational, q: bigint): number {
  if (b.num === 0n) return Number.NaN;
  return nearestDouble(a.num ** p * b.den ** q, a.den ** p * b.num ** q);
}

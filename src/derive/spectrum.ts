import { add, type Polynomial, scale, ZERO } from '../algebra/polynomial.ts';
import { openGates } from './gates.ts';

/**
 * Eigenvalues, in units of (σ_w²/2)^k, of one hidden layer on the monomials of degree k: one for each partition κ of k,
 *
 *   ν_κ(n) = (2/n)^k E Π_{(i,j) in κ} (m - i + 2j),   m ~ Binomial(n, 1/2), rows i and columns j from 0.
 *
 * Given the gates, a layer sums over pairings with m^loops, which acts on the functions of the pairings of 2k legs, a
 * multiplicity-free representation of the symmetric group (Macdonald, Symmetric Functions and Hall Polynomials, VII.2):
 * so it is diagonal there, with the values of the zonal polynomials at the identity of m dimensions.
 */
export const eigenvalues = (k: number): Polynomial[] => partitions(k).map(eigenvalue);

function eigenvalue(partition: readonly number[]): Polynomial {
  const k = partition.reduce((total, part) => total + part, 0);
  // The product over the boxes, by powers of m.
  let product = [1n];
  for (const [i, part] of partition.entries()) {
    for (let j = 0; j < part; j++) {
      const shift = BigInt(2 * j - i);
      product = Array.from(
        { length: product.length + 1 },
        (_, power) => (product[power - 1] ?? 0n) + shift * (product[power] ?? 0n),
      );
    }
  }
  return product.reduce((total, value, power) => add(total, scale(openGates(power, k), value)), ZERO);
}

/** Partitions of k into parts of at most `most`, the largest first. */
function partitions(k: number, most = k): number[][] {
  if (k === 0) return [[]];
  return Array.from({ length: Math.min(k, most) }, (_, i) => Math.min(k, most) - i).flatMap((first) =>
    partitions(k - first, first).map((rest) => [first, ...rest]),
  );
}

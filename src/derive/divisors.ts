import type { ExponentialSum } from '../algebra/exponential.ts';
import * as P from '../algebra/polynomial.ts';
import { rewritten } from './rewrite.ts';

/**
 * Divisors of a closed form that may vanish somewhere at whole n >= 1 and positive values of the other symbols, as polynomials in
 * the symbols of the text. The others are of one sign, which is shown by shifting n.
 */
export function doubtfulDivisors(sums: readonly ExponentialSum[]): P.Polynomial[] {
  const found = new Map<string, P.Polynomial>();
  for (const sum of sums)
    for (const { base, coefficients } of sum.values())
      for (const { denominator } of [base, ...coefficients])
        for (const { factor } of denominator.values())
          for (const { factor: written } of rewritten(factor).factors.values())
            if (!hasOneSign(written)) found.set(P.keyOf(written), written);
  return [...found.values()];
}

/** Shifts tried before a divisor counts as doubtful. */
const FURTHEST = 64;

/** Never zero for whole n >= 1 (in the place of x; 2^n in that of y) when the other symbols are positive. */
function hasOneSign(p: P.Polynomial): boolean {
  for (let start = 1; start <= FURTHEST; start++) {
    const from = shifted(p, start);
    if (sameSign(from) && [...from.keys()].some(isFreeOfWidth)) return true;
    // A single width is looked at by itself, and the search goes on beyond it.
    if (!sameSign(at(p, start))) return false;
  }
  return false;
}

const sameSign = (p: P.Polynomial): boolean =>
  p.size > 0 && ([...p.values()].every((v) => v > 0n) || [...p.values()].every((v) => v < 0n));

/** Positive even where n is as small as it can be. */
const isFreeOfWidth = (monomial: number): boolean =>
  P.exponentOf(monomial, 'x') === 0 && P.exponentOf(monomial, 'y') === 0;

/** n = start + x; and 2^n = n + 1 + y, y >= 0, for n >= 1. */
function shifted(p: P.Polynomial, start: number): P.Polynomial {
  const n = P.add(P.constant(start), P.symbol('x'));
  return inPlace(p, n, P.add(P.add(n, P.ONE), P.symbol('y')));
}

const at = (p: P.Polynomial, n: number): P.Polynomial =>
  inPlace(p, P.constant(n), P.constant(2n ** BigInt(n)));

function inPlace(p: P.Polynomial, n: P.Polynomial, power: P.Polynomial): P.Polynomial {
  const horner = (q: P.Polynomial, name: P.Variable, value: P.Polynomial): P.Polynomial =>
    P.coefficients(q, name).reduceRight((total, c) => P.add(P.multiply(total, value), c), P.ZERO);
  // The value of 2^n has x and y in it: coefficients are put together last.
  return P.coefficients(p, 'y').reduceRight(
    (total, c) => P.add(P.multiply(total, power), horner(c, 'x', n)),
    P.ZERO,
  );
}

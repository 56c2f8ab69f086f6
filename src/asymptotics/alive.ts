import * as X from '../algebra/exponential.ts';
import * as F from '../algebra/fraction.ts';
import * as P from '../algebra/polynomial.ts';
import { divide, multiply, type Rational, rational } from '../rational/rational.ts';

/** 2^-n - 1, as it stands among the factors of a base. */
const DEAD = P.subtract(P.symbol('y'), P.ONE);

/**
 * The sum with each power of 1 - 2^-n in depth written as Σ_j binomial(m(d-1), j) (-2^-n)^j, as far as its coefficients have poles in
 * 2^-n: at d = λ n what is left out vanishes faster than every power of 1/n. Poles of different terms cancel then.
 */
export function withoutDeadPowers(sum: X.ExponentialSum): X.ExponentialSum {
  let total = X.ZERO;
  for (const term of sum.values()) {
    let numerator = term.base.numerator;
    let power = 0;
    for (let rest = P.divideExactly(numerator, DEAD); rest; rest = P.divideExactly(numerator, DEAD)) {
      numerator = rest;
      power += 1;
    }
    const sign = rational(power % 2 === 0 ? 1 : -1);
    const base = F.scale({ ...term.base, numerator }, sign);
    const own = X.exponential(base, term.coefficients);
    const most = Math.max(...term.coefficients.map(poleOf));
    total = X.add(total, power === 0 ? own : X.multiply(own, binomialSeries(power, most)));
  }
  return total;
}

/** Σ_{j<=most} binomial(m(d-1), j) (-y)^j, as coefficients of powers of d. */
function binomialSeries(m: number, most: number): X.ExponentialSum {
  const y = F.fromPolynomial(P.symbol('y'));
  let binomial: Rational[] = [rational(1)];
  let total = X.constant(F.ONE);
  for (let j = 1; j <= most; j++) {
    // binomial(t, j) = binomial(t, j-1) (t - j + 1)/j at t = m d - m.
    binomial = Array.from({ length: binomial.length + 1 }, (_, k) => {
      const up = multiply(binomial[k - 1] ?? rational(0), rational(m));
      const stay = multiply(binomial[k] ?? rational(0), rational(-m - j + 1));
      return divide(rational(up.num * stay.den + stay.num * up.den, up.den * stay.den), rational(j));
    });
    const factor = F.power(F.negate(y), j);
    total = X.add(
      total,
      X.exponential(
        F.ONE,
        binomial.map((c) => F.scale(factor, c)),
      ),
    );
  }
  return total;
}

/** The order of a fraction's pole at y = 0. */
function poleOf({ denominator }: F.Fraction): number {
  return denominator.get(P.keyOf(P.symbol('y')))?.power ?? 0;
}

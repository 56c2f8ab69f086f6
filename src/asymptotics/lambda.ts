import * as F from '../algebra/fraction.ts';
import * as P from '../algebra/polynomial.ts';
import { rational } from '../rational/rational.ts';
import { EXP, LAMBDA } from './joint.ts';
import * as S from './series.ts';

/** For large λ: e^(rate λ) · λ^power · constant, up to a factor 1 + O(1/λ). */
export interface LargeLambda {
  readonly rate: number;
  readonly power: number;
  readonly constant: F.Fraction;
}

export function largeLambda(value: F.Fraction): LargeLambda {
  const top = dominant(value.numerator);
  const bottom = dominant(F.denominatorOf(value));
  const constant = F.divide(
    F.fromPolynomial(top.coefficient, value.content),
    F.fromPolynomial(bottom.coefficient),
  );
  return { rate: top.rate - bottom.rate, power: top.power - bottom.power, constant };
}

function dominant(p: P.Polynomial) {
  const rate = P.degree(p, EXP);
  const leading = P.coefficients(p, EXP)[rate]!;
  const power = P.degree(leading, LAMBDA);
  return { rate, power, coefficient: P.coefficients(leading, LAMBDA)[power]! };
}

/** For small λ: `length` coefficients of powers of λ from the leading one. */
export function smallLambda(value: F.Fraction, length: number): S.Series {
  const room = length + 8;
  const top = S.trimmed(inLambda(value.numerator, room));
  const bottom = S.inverse(inLambda(F.denominatorOf(value), room));
  if (!top || !bottom) return S.constant(F.ZERO, length);
  const { order, coefficients } = S.scale(S.multiply(top, bottom), F.fromRational(value.content));
  return { order, coefficients: coefficients.slice(0, length) };
}

/** With e^(kλ) = Σ (kλ)^m / m!. */
function inLambda(p: P.Polynomial, length: number): S.Series {
  const terms = P.coefficients(p, EXP).map((c, k) => {
    const powers = P.coefficients(c, LAMBDA).map((one) => F.fromPolynomial(one));
    const plain = Array.from({ length }, (_, j) => powers[j] ?? F.ZERO);
    return S.multiply({ order: 0, coefficients: plain }, exponentialSeries(k, length));
  });
  return terms.reduce(S.add, S.constant(F.ZERO, length));
}

function exponentialSeries(k: number, length: number): S.Series {
  let term = rational(1);
  const coefficients = Array.from({ length }, (_, m) => {
    if (m > 0) term = rational(term.num * BigInt(k), term.den * BigInt(m));
    return F.fromRational(term);
  });
  return { order: 0, coefficients };
}

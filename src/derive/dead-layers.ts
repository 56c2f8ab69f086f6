import * as X from '../algebra/exponential.ts';
import * as F from '../algebra/fraction.ts';
import { ONE, subtract, symbol } from '../algebra/polynomial.ts';
import { rational } from '../rational/rational.ts';

/** P(a layer of width n has an open gate) = 1 - 2^-n. */
const ALIVE = F.fromPolynomial(subtract(ONE, symbol('y')));

/**
 * The part of a moment that starts from bias gradients alone, under gates that close after a dead layer. With fair gates
 * it is H(d) = Σ_{l<=d} G(d - l), G(j) the response j layers after a layer's constant term; with closing gates a hidden layer's
 * term counts when no layer below is dead: Σ_{l<d} q^(l-1) G(d - l) + G(0), q = 1 - 2^-n. Under a ReLU output the last
 * term has its q^(d-1) too.
 */
export function withDeadLayers(fair: X.ExponentialSum, outputIsGated: boolean): X.ExponentialSum {
  const first = X.constant(valueAtOne(fair));
  const last = outputIsGated ? X.multiply(first, X.exponential(ALIVE, [F.ONE])) : first;
  return X.add(convolve(X.subtract(deeper(fair), fair)), last);
}

/** The value at d = 1. */
export const valueAtOne = (a: X.ExponentialSum): F.Fraction =>
  F.sum([...a.values()].flatMap(({ coefficients }) => coefficients));

/** The sequence one layer on: d -> d + 1. */
function deeper(a: X.ExponentialSum): X.ExponentialSum {
  let total = X.ZERO;
  for (const { base, coefficients } of a.values())
    total = X.add(
      total,
      X.exponential(
        base,
        shifted(coefficients).map((c) => F.multiply(c, base)),
      ),
    );
  return total;
}

/** Coefficients of P(d + 1). */
const shifted = (coefficients: readonly F.Fraction[]): F.Fraction[] =>
  coefficients.map((_, k) =>
    F.sum(coefficients.slice(k).map((c, j) => F.scale(c, rational(binomial(k + j, k))))),
  );

/** W(d) = Σ_{l=1}^{d-1} q^(l-1) G(d - l): the solution of W(d + 1) = q W(d) + G(d), W(1) = 0. */
function convolve(response: X.ExponentialSum): X.ExponentialSum {
  let total = X.ZERO;
  for (const { base, coefficients } of response.values()) {
    const particular = X.exponential(base, particularSolution(base, coefficients));
    const homogeneous = X.exponential(ALIVE, [F.negate(valueAtOne(particular))]);
    total = X.add(total, X.add(particular, homogeneous));
  }
  return total;
}

/** P with λ P(d + 1) - q P(d) = g(d), from its highest power down. */
function particularSolution(base: F.Fraction, g: readonly F.Fraction[]): F.Fraction[] {
  const gap = F.subtract(base, ALIVE);
  const p: F.Fraction[] = g.map(() => F.ZERO);
  for (let k = g.length - 1; k >= 0; k--) {
    const higher = F.sum(p.slice(k + 1).map((c, j) => F.scale(c, rational(binomial(k + 1 + j, k)))));
    p[k] = F.divide(F.subtract(g[k]!, F.multiply(base, higher)), gap);
  }
  return p;
}

function binomial(n: number, k: number): number {
  let value = 1;
  for (let i = 0; i < k; i++) value = (value * (n - i)) / (i + 1);
  return value;
}

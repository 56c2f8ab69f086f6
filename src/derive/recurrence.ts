import { type Exponential, exponential } from '../algebra/exponential.ts';
import * as F from '../algebra/fraction.ts';
import { multiply, type Polynomial, subtract } from '../algebra/polynomial.ts';
import { divide, type Rational, rational } from '../rational/rational.ts';

/** A root of the characteristic polynomial of a linear recurrence, with its multiplicity. */
export interface Root {
  readonly value: Polynomial;
  readonly multiplicity: number;
}

/**
 * The exponential polynomial Σ_λ P_λ(d) λ^(d-1), deg P_λ < multiplicity of λ, with these values at d = 1, 2, …, of which there are
 * as many as the multiplicities add up to.
 *
 * With the shift E, Π_{μ≠λ} (E - μ)^m_μ leaves of it h(t) = λ^t Q(t), t = d - 1, where Q = Π ((λ - μ) + λΔ)^m_μ P and Δ is the difference
 * operator. Δ shifts coefficients in the basis binomial(t, k), so that its inverse is a power series in Δ.
 */
export function solveRecurrence(roots: readonly Root[], values: readonly Polynomial[]): Exponential[] {
  return isolate(roots, values).flatMap(({ root, rest }) => {
    const weights = inverseSeries(root, roots);
    const heads = differences(root, rest);
    // Newton coefficients of P: Σ_j w_j λ^j Δ^(k+j) Q(0), with Δ^i Q(0) = heads[i] / λ^i.
    const newton = heads.map((_, k) => {
      const total = F.sum(
        weights.slice(0, heads.length - k).map((w, j) => F.multiply(w, F.fromPolynomial(heads[k + j]!))),
      );
      return F.divide(total, F.power(F.fromPolynomial(root.value), k));
    });
    return [...exponential(F.fromPolynomial(root.value), fromNewton(newton)).values()];
  });
}

interface Isolated {
  readonly root: Root;
  /** What is left of the values when all other roots are taken out. */
  readonly rest: readonly Polynomial[];
}

/** Halves the roots again and again, so that shared work is done once. */
function isolate(roots: readonly Root[], values: readonly Polynomial[]): Isolated[] {
  const [root] = roots;
  if (roots.length <= 1) return root ? [{ root, rest: values }] : [];
  const middle = roots.length >> 1;
  const [left, right] = [roots.slice(0, middle), roots.slice(middle)];
  return [...isolate(left, takeOut(right, values)), ...isolate(right, takeOut(left, values))];
}

/** Π (E - μ)^m_μ. */
function takeOut(roots: readonly Root[], values: readonly Polynomial[]): readonly Polynomial[] {
  let rest = values;
  for (const { value, multiplicity } of roots)
    for (let i = 0; i < multiplicity; i++) rest = shifted(rest, value);
  return rest;
}

const shifted = (values: readonly Polynomial[], root: Polynomial): Polynomial[] =>
  values.slice(1).map((next, i) => subtract(next, multiply(root, values[i]!)));

/** First values of (E - λ)^i h for i = 0, 1, …. */
function differences({ value, multiplicity }: Root, rest: readonly Polynomial[]): Polynomial[] {
  const heads: Polynomial[] = [];
  let current = rest;
  for (let i = 0; i < multiplicity; i++) {
    heads.push(current[0]!);
    current = shifted(current, value);
  }
  return heads;
}

/** Coefficients in z of Π_{μ≠λ} ((λ - μ) + z)^(-m_μ), as many as λ has multiplicity. */
function inverseSeries(root: Root, roots: readonly Root[]): F.Fraction[] {
  const length = root.multiplicity;
  let series = Array.from({ length }, (_, i) => (i === 0 ? F.ONE : F.ZERO));
  for (const { value, multiplicity: m } of roots) {
    if (value === root.value) continue;
    const gap = F.inverse(F.fromPolynomial(subtract(root.value, value)));
    const factor = series.map((_, j) => F.scale(F.power(gap, m + j), rational(negativeBinomial(m, j))));
    series = series.map((_, k) => F.sum(factor.slice(0, k + 1).map((f, j) => F.multiply(f, series[k - j]!))));
  }
  return series;
}

/** binomial(-m, j). */
function negativeBinomial(m: number, j: number): bigint {
  let value = 1n;
  for (let i = 0; i < j; i++) value = (value * BigInt(-m - i)) / BigInt(i + 1);
  return value;
}

/** From Σ_k c_k binomial(d-1, k) to coefficients of powers of d. */
function fromNewton(newton: readonly F.Fraction[]): F.Fraction[] {
  let basis: Rational[] = [rational(1)];
  const total: F.Fraction[] = newton.map(() => F.ZERO);
  for (const [k, c] of newton.entries()) {
    for (const [i, b] of basis.entries()) total[i] = F.add(total[i]!, F.scale(c, b));
    // binomial(d-1, k+1) = binomial(d-1, k) (d - 1 - k)/(k + 1).
    basis = Array.from({ length: basis.length + 1 }, (_, i) => {
      const up = basis[i - 1] ?? rational(0);
      const stay = basis[i] ?? rational(0);
      const value = rational(up.num * stay.den - BigInt(1 + k) * stay.num * up.den, up.den * stay.den);
      return divide(value, rational(k + 1));
    });
  }
  return total;
}

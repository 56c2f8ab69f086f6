import type { Decimal } from 'decimal.js';

/** A number class at one precision: `Decimal.clone({ precision })`. */
export type Real = typeof Decimal;

/**
 * The arc-cosine kernels of a Gaussian pair of unit variances and correlation ρ (Cho & Saul 2009):
 * κ0 = 2 P(z > 0, z' > 0) = (π - θ)/π and κ1 = 2 E relu(z) relu(z') = (sin θ + (π - θ) cos θ)/π, with cos θ = ρ.
 */
export interface ArcCosines {
  readonly open: Decimal;
  readonly product: Decimal;
  /** 1 - κ1. */
  readonly gap: Decimal;
}

/**
 * Both kernels from 1 - ρ and 1 + ρ, which are given apart because either may be tiny. Every result is right to a few
 * units in its last place, since sums have positive terms: with w = 1 - ρ <= 1,
 *
 *     θ = √(2w) Σ_k t_k/(2k+1)    sin θ - θ cos θ = √(2w) w Σ_k 2 t_k/((2k+1)(2k+3))    t_k = C(2k,k) (w/8)^k
 *
 * (the arcsine's series in √(w/2), and its integral, for d(sin θ - θ cos θ)/dw = θ), and κ1(ρ) = ρ + κ1(-ρ).
 */
export function arcCosines(Real: Real, below: Decimal, above: Decimal): ArcCosines {
  const pi = Real.acos(-1);
  if (below.lte(above)) {
    const { angle, moment } = arc(Real, below);
    const gap = below.minus(moment.div(pi));
    return { open: pi.minus(angle).div(pi), product: new Real(1).minus(gap), gap };
  }
  const { angle, moment } = arc(Real, above);
  const product = moment.div(pi);
  return { open: angle.div(pi), product, gap: new Real(1).minus(product) };
}

/** The angle θ with 1 - cos θ = w, for 0 <= w <= 1, and sin θ - θ cos θ. */
function arc(Real: Real, w: Decimal): { readonly angle: Decimal; readonly moment: Decimal } {
  const root = w.times(2).sqrt();
  const end = new Real(10).pow(-Real.precision - 1);
  let term = new Real(1);
  let angle = new Real(1);
  let moment = new Real(2).div(3);
  for (let k = 0; term.gt(end); k++) {
    term = term
      .times(w)
      .times(2 * k + 1)
      .div(4 * k + 4);
    const part = term.div(2 * k + 3);
    angle = angle.plus(part);
    moment = moment.plus(part.times(2).div(2 * k + 5));
  }
  return { angle: root.times(angle), moment: root.times(w).times(moment) };
}

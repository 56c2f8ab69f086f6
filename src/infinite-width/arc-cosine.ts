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
  const { angle, moment } = series(Real, w);
  return { angle: root.times(angle), moment: root.times(w).times(moment) };
}

/**
 * Both series, in integers of so many binary places: their sums are between 2/3 and 2, so that a few roundings a term
 * leave every digit right.
 */
function series(Real: Real, w: Decimal): { readonly angle: Decimal; readonly moment: Decimal } {
  const places = Math.ceil((Real.precision + 4) * Math.log2(10)) + 16;
  const one = 1n << BigInt(places);
  const step = BigInt(w.times(`${one}`).toFixed(0));
  let term = one;
  let angle = 0n;
  let moment = 0n;
  for (let k = 0n; term > 0n; k++) {
    const part = term / (2n * k + 1n);
    angle += part;
    moment += (2n * part) / (2n * k + 3n);
    term = ((term * step * (2n * k + 1n)) / (4n * k + 4n)) >> BigInt(places);
  }
  const value = (sum: bigint): Decimal => new Real(`${sum}`).div(`${one}`);
  return { angle: value(angle), moment: value(moment) };
}

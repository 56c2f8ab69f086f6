import { type Real, type Reals, signOf } from './reals.ts';

/**
 * The arc-cosine kernels of a Gaussian pair of unit variances and correlation ρ (Cho & Saul 2009):
 * κ0 = 2 P(z > 0, z' > 0) = (π - θ)/π and κ1 = 2 E relu(z) relu(z') = (sin θ + (π - θ) cos θ)/π, with cos θ = ρ.
 */
export interface ArcCosines {
  readonly open: Real;
  readonly product: Real;
  /** 1 - κ1. */
  readonly gap: Real;
}

/**
 * Both kernels from 1 - ρ and 1 + ρ, which are given apart because either may be tiny. Every result is right to a few
 * units in its last place, since sums have positive terms: with w = 1 - ρ <= 1,
 *
 *     θ = √(2w) Σ_k t_k/(2k+1)    sin θ - θ cos θ = √(2w) w Σ_k 2 t_k/((2k+1)(2k+3))    t_k = C(2k,k) (w/8)^k
 *
 * (the arcsine's series in √(w/2), and its integral, for d(sin θ - θ cos θ)/dw = θ), and κ1(ρ) = ρ + κ1(-ρ).
 */
export function arcCosines(R: Reals, below: Real, above: Real): ArcCosines {
  if (signOf(R.subtract(above, below)) >= 0) {
    const { angle, moment } = arc(R, below);
    const gap = R.subtract(below, R.divide(moment, R.pi));
    return { open: R.divide(R.subtract(R.pi, angle), R.pi), product: R.subtract(R.one, gap), gap };
  }
  const { angle, moment } = arc(R, above);
  const product = R.divide(moment, R.pi);
  return { open: R.divide(angle, R.pi), product, gap: R.subtract(R.one, product) };
}

/** The angle θ with 1 - cos θ = w, for 0 <= w <= 1, and sin θ - θ cos θ. */
function arc(R: Reals, w: Real): { readonly angle: Real; readonly moment: Real } {
  const root = R.sqrt(R.scale(w, 1));
  const { angle, moment } = series(R, w);
  return { angle: R.multiply(root, angle), moment: R.multiply(R.multiply(root, w), moment) };
}

/** Bits of the sums beyond those of the result: more than the roundings of their terms. */
const GUARD = 28;

/**
 * Both series, in integers of so many binary places: their sums are between 2/3 and 2, so that a few roundings a term
 * leave every digit right.
 */
function series(R: Reals, w: Real): { readonly angle: Real; readonly moment: Real } {
  const places = R.bits + GUARD;
  const step = shifted(w.mantissa, w.exponent + places);
  let term = 1n << BigInt(places);
  let angle = 0n;
  let moment = 0n;
  for (let k = 0n; term > 0n; k++) {
    const part = term / (2n * k + 1n);
    angle += part;
    moment += (2n * part) / (2n * k + 3n);
    term = ((term * step * (2n * k + 1n)) / (4n * k + 4n)) >> BigInt(places);
  }
  return { angle: R.rounded(angle, -places), moment: R.rounded(moment, -places) };
}

const shifted = (x: bigint, by: number): bigint => (by >= 0 ? x << BigInt(by) : x >> BigInt(-by));

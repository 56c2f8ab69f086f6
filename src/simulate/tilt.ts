/**
 * What a tilted sampler knows of its law: E T_l^p, the share of the law tilted by T_l^p, and which group of layers l
 * belongs to (0 to 3), for l = 1 … d.
 */
export interface Mixture {
  readonly moments: readonly number[];
  readonly shares: readonly number[];
  readonly groups: readonly number[];
}

/** Of the sums behind `tiltBounds`, over their value. */
const ROUNDING = 1e-9;

/**
 * Between what K^p dP/dQ lies, where dQ/dP = Σ_l share_l T_l^p / moment_l and K = Σ_l T_l, T_l >= 0.
 *
 * Above, by Hölder: K <= (Σ_l share_l T_l^p/moment_l)^(1/p) (Σ_l (moment_l/share_l)^(1/(p-1)))^((p-1)/p), which is
 * K^p dP/dQ <= (Σ_l moment_l^(1/p))^p for shares in proportion to moment_l^(1/p), the best ones. Below: K^p >= Σ_l T_l^p.
 *
 * The moments are rounded sums of positive terms, one for each layer and power of the layers below; both bounds are
 * moved outward by 1e-9 of their size for it.
 */
export function tiltBounds(
  { moments, shares }: Mixture,
  power: number,
): { readonly low: number; readonly high: number } {
  const used = moments.flatMap((moment, l) => (moment > 0 ? [moment / shares[l]!] : []));
  const exponent = 1 / (power - 1);
  const high = used.reduce((total, ratio) => total + ratio ** exponent, 0) ** (power - 1);
  return { low: Math.min(...used) * (1 - ROUNDING), high: high * (1 + ROUNDING) };
}

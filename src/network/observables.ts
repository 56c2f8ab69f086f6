/**
 * What a quantity may speak of: f the output, K = Kw + Kb the NTK K(x,x) and its weight and bias parts,
 * Q = <grad f, grad K> and its four parts Qxy: x is the group of parameters that steps, y the part of K that
 * moves. With one gradient step of size η on the squared loss at target 0, ΔK = -η f Q + O(η²).
 */
export const OBSERVABLES = ['f', 'K', 'Kw', 'Kb', 'Q', 'Qww', 'Qwb', 'Qbw', 'Qbb'] as const;

/** One of `OBSERVABLES`. */
export type Observable = (typeof OBSERVABLES)[number];

import { compare, isZero, type Rational, rational } from '../rational/rational.ts';

/**
 * Phase of a ReLU initialization (Poole et al. 2016; Seleznova & Kutyniok 2022). Gradients multiply by a = σ_w²/2 a
 * layer: `ordered` a < 1, `chaotic` a > 1, `edge of chaos` a = 1 without biases. a = 1 with random biases is none of
 * them: gradients neither grow nor decay, but the pre-activation variance grows linearly in depth.
 */
export type Phase = 'ordered' | 'edge of chaos' | 'chaotic' | 'critical with biases';

/** The phase of a ReLU initialization with these variances, σ_w² over the fan-in and σ_b². */
export function phase(sigmaW2: Rational, sigmaB2: Rational): Phase {
  const side = compare(sigmaW2, rational(2));
  if (side !== 0) return side < 0 ? 'ordered' : 'chaotic';
  return isZero(sigmaB2) ? 'edge of chaos' : 'critical with biases';
}

import type { Rational } from '../rational/rational.ts';

/**
 * Which gate a neuron gets when its pre-activation is exactly zero (a dead layer with zero biases):
 * `relu` closes it, relu'(0) = 0; `fair` tosses a fair coin, the textbook idealization under which
 * every gate of every network is an independent fair coin.
 */
export type Gates = 'fair' | 'relu';

/** What stands on the last pre-activation: nothing (`linear`), or one more ReLU. */
export type OutputActivation = 'linear' | 'relu';

/** One weight layer `z = W a + b`, a_in of `fanIn` neurons, z of `width`. */
export interface Layer {
  readonly fanIn: number;
  readonly width: number;
  /** v: variance of each weight. */
  readonly weightVariance: Rational;
  /** s: variance of each bias. */
  readonly biasVariance: Rational;
  /** u: how much a squared weight gradient counts in the NTK. */
  readonly weightScale: Rational;
  /** c: how much a squared bias gradient counts in the NTK. */
  readonly biasScale: Rational;
}

/**
 * A random ReLU network with scalar output, and one input x with r = |x|²/n_0.
 * K(x,x) = Σ_l (u_l |a^{l-1}|² + c_l) |J^l|²,  J^l = df/dz^l.
 */
export interface Network {
  /** n_0 … n_d, with n_d = 1. */
  readonly widths: readonly number[];
  /** r = |x|²/n_0. */
  readonly r: Rational;
  /** l = 1 … d at index l-1. */
  readonly layers: readonly Layer[];
  readonly gates: Gates;
  readonly outputActivation: OutputActivation;
  /**
   * E W⁴/(E W²)² of the weights, whose law is symmetric and, unless gates are fair, without atoms; absent: 3, Gaussian
   * weights. Biases are Gaussian. Where it is not 3 the input is flat, x_i = √r: its direction counts then.
   */
  readonly mu4?: Rational;
}

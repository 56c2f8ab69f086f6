import type { Network } from '../network/network.ts';
import type { WeightLaw } from '../random/laws.ts';
import type { Seed } from '../random/stream.ts';

/** The observables that samplers know; K = Kw + Kb, and Q is the sum of its four parts. */
export const RAW = ['f', 'Kw', 'Kb', 'Qww', 'Qwb', 'Qbw', 'Qbb'] as const;

/**
 * Of tilted laws, for each of four groups of layers: the probability, given the network, that it was drawn by a law tilted
 * by a part of K from this group. Its mean is the group's share of the mixture, and it is the same whatever the network is used for.
 */
export const POSTERIORS = ['posterior1', 'posterior2', 'posterior3', 'posterior4'] as const;

/**
 * What a sampler writes for each network, in this order: the observables that it knows (NaN for the others), and
 * dP/dQ, the density of the law of networks to the law that was sampled: the mean of `weight` times a statistic is
 * its expectation, for tilted laws if it is 0 where the part of K that they tilt by is.
 */
export const ROW = [...RAW, 'weight', ...POSTERIORS] as const;

/** How networks are drawn; see the file of each. */
export const METHODS = ['dense', 'vector', 'collapsed', 'tilted', 'tilted-collapsed'] as const;

/** Whether a method draws networks from a tilted law, and weighs them back from it. */
export const isTilted = (method: Method): boolean => method === 'tilted' || method === 'tilted-collapsed';

/** The largest power that `tilted` laws are tilted by; the smallest is 2. */
export const MAX_POWER = 4;

/** K, or one of the two that it is the sum of. */
export const KERNEL_PARTS = ['K', 'Kw', 'Kb'] as const;

/** One of `KERNEL_PARTS`. */
export type KernelPart = (typeof KERNEL_PARTS)[number];

/** One of `METHODS`. */
export type Method = (typeof METHODS)[number];

/** Which networks are drawn, and how. */
export interface SamplerRequest {
  readonly network: Network;
  readonly seed: Seed;
  /** Sets of samples that are independent under one seed are told apart by this 32-bit number; 0 by default. */
  readonly stream?: number | undefined;
  readonly method?: Method | undefined;
  /** Law of the weights, up to scale, with the network's mu_4; Gaussian by default. Only `dense` knows others. */
  readonly law?: WeightLaw | undefined;
  /** The n_0 coordinates of x, with |x|²/n_0 = r; by default each is √r. */
  readonly input?: readonly number[] | undefined;
  /** Whether Q is wanted (the default); only `dense` and `tilted` know it. */
  readonly needsQ?: boolean | undefined;
  /** p: `tilted` laws are tilted by p-th powers of the layers' parts of K; 2 by default, at most 4. */
  readonly power?: number | undefined;
  /** What laws are tilted by powers of: all of K (the default), or K_w or K_b alone. */
  readonly part?: KernelPart | undefined;
  /** `dense` and `tilted`: leaves out the weights of inactive neurons, which only meet zeros. Same law, other draws. */
  readonly skipsInactive?: boolean | undefined;
}

/** Draws networks addressed by (seed, sample index): how a range is split changes no bit of what is drawn. */
export interface Sampler {
  /** Writes samples from, from + 1, …, from + count - 1 to `rows`, `ROW.length` numbers each. */
  fill(from: number, count: number, rows: Float64Array): void;
}

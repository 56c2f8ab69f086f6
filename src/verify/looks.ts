import { levelOfLook } from '../statistics/spending.ts';
import type { NamedCall } from './named.ts';

/** What simulated networks say: the true value lies in the interval, but for the level at which it is asked for. */
export interface Estimated {
  readonly low: number;
  readonly high: number;
  readonly estimate: number;
}

/** One number of each of many independent networks, and what they say of a quantity. */
export interface Sampling {
  /** Networks that are drawn, at most. */
  readonly most: number;
  /** Draws from a seed: writes the numbers of the networks from index `from` on. */
  readonly source: (seed: number) => (from: number, out: Float64Array) => void;
  readonly interval: (numbers: Float64Array, level: number) => Estimated;
}

/** A sampled quantity. */
export interface Sampler {
  /** On so many of its first arguments the networks depend: calls that agree in them share theirs. */
  readonly drawnBy: number;
  /** `draws`: random numbers, about. */
  readonly prepare: (call: NamedCall, draws: number) => Sampling;
}

/** Looks at growing numbers of networks, each twice the one before. */
export const LOOKS = 4;

/** How many networks are looked at. */
export const countAt = (look: number, most: number): number => Math.ceil(most / 2 ** (LOOKS - 1 - look));

/** The last look, which decides what is near, has half of the level; the intervals of all hold at once but for the whole of it. */
export const levelAt = (look: number, level: number): number =>
  look === LOOKS - 1 ? level / 2 : levelOfLook(level / 2, look, LOOKS - 1);

/** Numbers of networks that are drawn as they are asked for. */
export class Draws {
  readonly seed: number;
  readonly #fill: (from: number, out: Float64Array) => void;
  #numbers = new Float64Array(0);

  constructor(seed: number, source: Sampling['source']) {
    this.seed = seed;
    this.#fill = source(seed);
  }

  /** The first so many. */
  first(count: number): Float64Array {
    const known = this.#numbers.length;
    if (count > known) {
      const more = new Float64Array(count);
      more.set(this.#numbers);
      this.#fill(known, more.subarray(known));
      this.#numbers = more;
    }
    return this.#numbers.subarray(0, count);
  }
}

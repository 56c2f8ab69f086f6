import { philox4x32 } from './philox.ts';

/** A 64-bit seed: a non-negative safe integer, or a bigint in [0, 2^64). */
export type Seed = number | bigint;

/**
 * A stream of random numbers addressed by (seed, sample index): every pair has a stream of its own, and
 * reaching it costs nothing. Philox4x32-10 under the key `seed`, at the counters
 * (block low, block high, sample low, sample high) for block = 0, 1, …
 */
export class Stream {
  readonly #key = new Int32Array(2);
  readonly #counter = new Int32Array(4);
  readonly #words = new Int32Array(4);
  readonly #spare = new Float64Array(1);
  #next = 4;
  #hasSpare = false;

  /** Throws a RangeError when `seed` is not a 64-bit seed or `sampleIndex` not a non-negative safe integer. */
  constructor(seed: Seed, sampleIndex = 0) {
    const key = seedBits(seed);
    this.#key[0] = Number(key & 0xffff_ffffn);
    this.#key[1] = Number(key >> 32n);
    this.restart(sampleIndex);
  }

  /** Moves to the start of another sample's stream; nothing of what was drawn before is left. */
  restart(sampleIndex: number): void {
    if (!Number.isSafeInteger(sampleIndex) || sampleIndex < 0) {
      throw new RangeError(`a sample index is a non-negative safe integer, got ${sampleIndex}`);
    }
    this.#counter[0] = 0;
    this.#counter[1] = 0;
    this.#counter[2] = sampleIndex % 2 ** 32;
    this.#counter[3] = Math.floor(sampleIndex / 2 ** 32);
    this.#next = 4;
    this.#hasSpare = false;
  }

  /** The next 32 bits, as an integer in [0, 2^32). */
  uint32(): number {
    return this.#word() >>> 0;
  }

  /** A fair coin: one bit of the next word. */
  coin(): boolean {
    return this.#word() < 0;
  }

  /**
   * Uniform on (0, 1), both ends excluded: (2k+1)/2^53 with 52 random bits k, the finest equispaced grid of
   * doubles that is symmetric about 1/2.
   */
  uniform(): number {
    const high = this.#word();
    return toUniform(high, this.#word());
  }

  /**
   * Standard normal, by Box-Muller on the two uniforms of a fresh block (what is left of the current block is
   * passed over); the second value is kept for the next call. The angle is drawn in one quarter turn about the
   * diagonal and two unused bits give the signs: sine and cosine then need no range reduction.
   */
  normal(): number {
    if (this.#hasSpare) {
      this.#hasSpare = false;
      return this.#spare[0]!;
    }
    this.#refill();
    this.#next = 4;
    const words = this.#words;
    const signs = words[3]!;
    // √(-2 log u) / √2: the rotation by π/4 below carries the other factor √2
    const radius = Math.sqrt(-Math.log(toUniform(words[0]!, words[1]!)));
    const angle = (Math.PI / 2) * (toUniform(words[2]!, signs) - 0.5);
    const cosine = Math.cos(angle);
    const sine = Math.sin(angle);
    this.#spare[0] = radius * (cosine + sine) * (1 - (signs & 2));
    this.#hasSpare = true;
    return radius * (cosine - sine) * (1 - 2 * (signs & 1));
  }

  #word(): number {
    if (this.#next === 4) this.#refill();
    return this.#words[this.#next++]!;
  }

  #refill(): void {
    const c = this.#counter;
    philox4x32(c[0]!, c[1]!, c[2]!, c[3]!, this.#key[0]!, this.#key[1]!, this.#words);
    c[0]!++;
    if (c[0] === 0) c[1]!++;
    this.#next = 0;
  }
}

/** The upper 26 bits of each of two words, centred in their cell of width 2^-52. */
const toUniform = (high: number, low: number): number =>
  ((high >>> 6) * 2 ** 26 + (low >>> 6) + 0.5) * 2 ** -52;

function seedBits(seed: Seed): bigint {
  const whole = typeof seed === 'bigint' || Number.isSafeInteger(seed);
  if (!whole || seed < 0 || seed >= 2n ** 64n) {
    throw new RangeError(`a seed is a non-negative safe integer or a bigint below 2^64, got ${seed}`);
  }
  return BigInt(seed);
}

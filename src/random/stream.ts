import { exp, log } from './elementary.ts';
import { Sfc64 } from './sfc64.ts';
import { LAYERS, TAIL, ZIGGURAT } from './ziggurat.ts';

/** A 64-bit seed: a non-negative safe integer, or a bigint in [0, 2^64). */
export type Seed = number | bigint;

/** Generators that `normals` takes turns on; the kernel runs them side by side. */
const LANES = 4;
const { edges, heights } = ZIGGURAT;

/**
 * A stream of random numbers addressed by (seed, stream, sample index): every triple has one of its own, and reaching
 * it costs nothing. Philox4x32-10 under the key `seed`, at the counters (block, stream, sample low, sample high),
 * seeds SFC64 generators, two blocks each, when they are first needed: blocks 0 and 1 the one that single draws
 * come from, 2 to 9 the four lanes of `normals`, 10 and 11 the one that tosses coins.
 *
 * The kernel (simulate/kernel/generator.ts) draws the same bits.
 */
export class Stream {
  readonly #key = new Int32Array(2);
  /** Stream, sample low, sample high. */
  readonly #address = new Int32Array(3);
  readonly #scratch = new Int32Array(4);
  readonly #scalar = new Sfc64();
  readonly #lanes = Array.from({ length: LANES }, () => new Sfc64());
  readonly #coins = new Sfc64();
  #lanesReady = false;
  #coinsReady = false;

  /**
   * Throws a RangeError when `seed` is not a 64-bit seed, `sampleIndex` not a non-negative safe integer or `stream`
   * not a 32-bit one.
   */
  constructor(seed: Seed, sampleIndex = 0, stream = 0) {
    this.#key.set(seedWords(seed));
    this.#address[0] = streamWord(stream);
    this.restart(sampleIndex);
  }

  /** Moves to the start of another sample's stream; nothing of what was drawn before is left. */
  restart(sampleIndex: number): void {
    if (!Number.isSafeInteger(sampleIndex) || sampleIndex < 0) {
      throw new RangeError(`a sample index is a non-negative safe integer, got ${sampleIndex}`);
    }
    this.#address[1] = sampleIndex % 2 ** 32;
    this.#address[2] = Math.floor(sampleIndex / 2 ** 32);
    this.#scalar.seed(0, this.#address, this.#key, this.#scratch);
    this.#lanesReady = false;
    this.#coinsReady = false;
  }

  /** The upper 32 bits of the next word, as an integer in [0, 2^32). */
  uint32(): number {
    this.#scalar.next();
    return this.#scalar.high >>> 0;
  }

  /** A fair coin, whatever else was drawn in between. */
  coin(): boolean {
    if (!this.#coinsReady) {
      this.#coins.seed(10, this.#address, this.#key, this.#scratch);
      this.#coinsReady = true;
    }
    this.#coins.next();
    return this.#coins.high < 0;
  }

  /**
   * Uniform on (0, 1), both ends excluded: (2k+1)/2^53 with 52 random bits k, the finest equispaced grid of
   * doubles that is symmetric about 1/2.
   */
  uniform(): number {
    this.#scalar.next();
    return (upper52(this.#scalar) + 0.5) * 2 ** -52;
  }

  /** Standard normal. */
  normal(): number {
    for (;;) {
      this.#scalar.next();
      const layer = layerOf(this.#scalar);
      const u = signed(this.#scalar);
      const x = u * edges[layer]!;
      if (Math.abs(x) < edges[layer + 1]!) return x;
      if (layer === 0) return this.#tail(u);
      if (this.#underCurve(layer, x)) return x;
    }
  }

  /** Overwrites out[from] … out[from + count - 1] with standard normals; the lanes take turns, each call starting anew. */
  normals(out: Float64Array, from = 0, count = out.length - from): void {
    if (!this.#lanesReady) {
      for (const [i, lane] of this.#lanes.entries())
        lane.seed(2 + 2 * i, this.#address, this.#key, this.#scratch);
      this.#lanesReady = true;
    }
    for (let start = 0; start < count; start += LANES) {
      for (let lane = 0; lane < LANES; lane++) {
        const x = this.#laneNormal(this.#lanes[lane]!);
        if (start + lane < count) out[from + start + lane] = x;
      }
    }
  }

  /** The first attempt is the lane's; what it leaves open is the scalar generator's. */
  #laneNormal(lane: Sfc64): number {
    lane.next();
    const layer = layerOf(lane);
    const u = signed(lane);
    const x = u * edges[layer]!;
    if (Math.abs(x) < edges[layer + 1]!) return x;
    if (layer === 0) return this.#tail(u);
    return this.#underCurve(layer, x) ? x : this.normal();
  }

  #underCurve(layer: number, x: number): boolean {
    const low = heights[layer]!;
    return low + this.uniform() * (heights[layer + 1]! - low) < exp(-0.5 * x * x);
  }

  /** Marsaglia's tail beyond TAIL, on the side of `side`. */
  #tail(side: number): number {
    for (;;) {
      const beyond = -log(this.uniform()) / TAIL;
      const y = -log(this.uniform());
      if (2 * y > beyond * beyond) return side < 0 ? -TAIL - beyond : TAIL + beyond;
    }
  }
}

const upper52 = ({ high, low }: Sfc64): number => (high >>> 0) * 2 ** 20 + (low >>> 12);

/** Uniform on [-1, 1), in steps of 2^-51. */
const signed = (generator: Sfc64): number => upper52(generator) * 2 ** -51 - 1;

/** Bits 3 to 12: the kernel reads them as the byte offset of an edge. */
const layerOf = ({ low }: Sfc64): number => (low >>> 3) & (LAYERS - 1);

/** Throws a RangeError when `stream` is not a 32-bit number. */
export function streamWord(stream: number): number {
  if (!Number.isInteger(stream) || stream < 0 || stream >= 2 ** 32) {
    throw new RangeError(`a stream is an integer in [0, 2^32), got ${stream}`);
  }
  return stream;
}

/** The low and the high 32 bits of a seed. Throws a RangeError when it is none. */
export function seedWords(seed: Seed): readonly [number, number] {
  const whole = typeof seed === 'bigint' || Number.isSafeInteger(seed);
  if (!whole || seed < 0 || seed >= 2n ** 64n) {
    throw new RangeError(`a seed is a non-negative safe integer or a bigint below 2^64, got ${seed}`);
  }
  const bits = BigInt(seed);
  return [Number(bits & 0xffff_ffffn), Number(bits >> 32n)];
}

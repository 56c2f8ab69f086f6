import { philox4x32 } from './philox.ts';

/**
 * SFC64 (Doty-Humphrey, PractRand), 64-bit words as pairs of 32-bit halves: four words a, b, c and a counter, average
 * period 2^255, never below 2^64. Its state is four words of a counter-based generator, so that streams of different
 * addresses are independent.
 */
export class Sfc64 {
  /** Low half of word i at 2i, high half at 2i + 1. */
  readonly #state = new Int32Array(8);
  /** Halves of the last word drawn. */
  low = 0;
  high = 0;

  /** Takes its state from the Philox blocks `block` and `block + 1` of (stream, sample index) under a key. */
  seed(block: number, address: Int32Array, key: Int32Array, scratch: Int32Array): void {
    for (let half = 0; half < 2; half++) {
      philox4x32(block + half, address[0]!, address[1]!, address[2]!, key[0]!, key[1]!, scratch);
      this.#state.set(scratch, 4 * half);
    }
  }

  /** Draws the next 64 bits, a + b + counter, into `low` and `high`. */
  next(): void {
    const s = this.#state;
    const bl = s[2]!;
    const bh = s[3]!;
    const cl = s[4]!;
    const ch = s[5]!;
    const sum = (s[0]! >>> 0) + (bl >>> 0) + (s[6]! >>> 0);
    const low = sum | 0;
    const high = (s[1]! + bh + s[7]! + Math.floor(sum / 2 ** 32)) | 0;
    s[6]!++;
    if (s[6] === 0) s[7]!++;
    // a = b ^ b >> 11
    s[0] = bl ^ ((bl >>> 11) | (bh << 21));
    s[1] = bh ^ (bh >>> 11);
    // b = c + (c << 3)
    const b = (cl >>> 0) + ((cl << 3) >>> 0);
    s[2] = b | 0;
    s[3] = (ch + ((ch << 3) | (cl >>> 29)) + (b >= 2 ** 32 ? 1 : 0)) | 0;
    // c = rotl(c, 24) + the word drawn
    const c = (((cl << 24) | (ch >>> 8)) >>> 0) + (low >>> 0);
    s[4] = c | 0;
    s[5] = (((ch << 24) | (cl >>> 8)) + high + (c >= 2 ** 32 ? 1 : 0)) | 0;
    this.low = low;
    this.high = high;
  }
}

import { philox4x32 } from './philox.ts';

/**
 * xoshiro256++ (Blackman & Vigna 2021), 64-bit words as pairs of 32-bit halves: period 2^256 - 1.
 * Its state is four words of a counter-based generator, so that streams of different addresses are independent.
 */
export class Xoshiro {
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

  /** Draws the next 64 bits into `low` and `high`. */
  next(): void {
    const s = this.#state;
    const l0 = s[0]!;
    const h0 = s[1]!;
    const l1 = s[2]!;
    const h1 = s[3]!;
    // result = rotl(s0 + s3, 23) + s0
    const sumLow = (l0 >>> 0) + (s[6]! >>> 0);
    const low = sumLow | 0;
    const high = (h0 + s[7]! + (sumLow > 0xffffffff ? 1 : 0)) | 0;
    const turnedLow = (low << 23) | (high >>> 9);
    const turnedHigh = (high << 23) | (low >>> 9);
    const resultLow = (turnedLow >>> 0) + (l0 >>> 0);
    this.low = resultLow | 0;
    this.high = (turnedHigh + h0 + (resultLow > 0xffffffff ? 1 : 0)) | 0;
    // the state moves on
    const l2 = s[4]! ^ l0;
    const h2 = s[5]! ^ h0;
    const l3 = s[6]! ^ l1;
    const h3 = s[7]! ^ h1;
    s[2] = l1 ^ l2;
    s[3] = h1 ^ h2;
    s[0] = l0 ^ l3;
    s[1] = h0 ^ h3;
    s[4] = l2 ^ (l1 << 17);
    s[5] = h2 ^ ((h1 << 17) | (l1 >>> 15));
    // rotl(s3, 45) is rotl 13 with the halves exchanged
    s[6] = (h3 << 13) | (l3 >>> 19);
    s[7] = (l3 << 13) | (h3 >>> 19);
  }
}

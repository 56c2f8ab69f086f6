import { OutOfRange } from '../limits/error.ts';
import { ExactSum, hexOf, sumOf, UNITS_PER_ONE } from './exact-sum.ts';
import { nearestDouble } from './nearest-double.ts';

/** Exact sums of some numbers a sample: the same in whatever order and split they were added. */
export class Sums {
  readonly #sums: readonly ExactSum[];

  constructor(size: number) {
    this.#sums = Array.from({ length: size }, () => new ExactSum());
  }

  /** The sums that `toJSON` wrote. Throws an OutOfRange for texts that it cannot have written. */
  static fromJSON(texts: readonly string[]): Sums {
    const sums = new Sums(texts.length);
    for (const [i, text] of texts.entries()) sums.#sums[i]!.merge(sumOf(text));
    return sums;
  }

  get size(): number {
    return this.#sums.length;
  }

  /** Throws an OutOfRange for a number that is not finite. */
  add(i: number, x: number): void {
    this.#sums[i]!.add(x);
  }

  /** The double nearest to a sum. */
  value(i: number): number {
    return nearestDouble(this.#sums[i]!.units(), UNITS_PER_ONE);
  }

  /** Throws an OutOfRange when `other` holds another number of sums. */
  merge(other: Sums): void {
    if (other.size !== this.size) throw new OutOfRange(`expected ${this.size} sums, got ${other.size}`);
    for (const [i, sum] of this.#sums.entries()) sum.merge(other.#sums[i]!);
  }

  /** In units of 2^-1074, in hexadecimal. */
  toJSON(): readonly string[] {
    return this.#sums.map(hexOf);
  }
}

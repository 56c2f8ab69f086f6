import { OutOfRange } from '../limits/error.ts';
import { type CentralSums, centralMoments, ratioOfPowers } from './central-moments.ts';
import { addPowers, addProduct, LARGEST } from './exact-powers.ts';
import { ExactSum, hexOf, sumOf, UNITS_PER_ONE } from './exact-sum.ts';
import { nearestDouble } from './nearest-double.ts';

/** The state of an accumulator as JSON: sums in units of 2^-1074, in hexadecimal. Equal states give equal texts. */
export interface AccumulatorRecord {
  readonly count: number;
  /** Of each statistic, its power sums of orders 1 to 4. */
  readonly powers: readonly (readonly string[])[];
  readonly products: readonly string[];
}

/**
 * Power sums (orders 1 to 4) of q statistics of a sample and the sums of products of each pair of them, all
 * exact: moments are rounded once, when read, so they suffer no cancellation and depend on neither the order
 * of the samples nor the way they were split among merged accumulators.
 *
 * Exact as long as every value is 0 or at least 2^-215 in size; larger ones than 2^250 are refused.
 */
export class Accumulator {
  /** q: statistics per sample. */
  readonly size: number;
  readonly #powers: readonly (readonly [ExactSum, ExactSum, ExactSum, ExactSum])[];
  /** Pairs i < j, in the order (0,1), (0,2), (1,2), (0,3), … */
  readonly #products: readonly ExactSum[];
  #count = 0;

  constructor(size: number) {
    if (!Number.isInteger(size) || size < 0) {
      throw new OutOfRange(`an accumulator holds a whole number of statistics, got ${size}`);
    }
    this.size = size;
    this.#powers = Array.from(
      { length: size },
      () => [new ExactSum(), new ExactSum(), new ExactSum(), new ExactSum()] as const,
    );
    this.#products = Array.from({ length: (size * (size - 1)) / 2 }, () => new ExactSum());
  }

  /** The accumulator that `toJSON` wrote. Throws an OutOfRange for anything that it cannot have written. */
  static fromJSON({ count, powers, products }: AccumulatorRecord): Accumulator {
    const accumulator = new Accumulator(powers.length);
    if (!Number.isSafeInteger(count) || count < 0)
      throw new OutOfRange(`found a count of ${count}; wanted a whole number`);
    const pairs = accumulator.#products.length;
    if (powers.some((sums) => sums.length !== 4) || products.length !== pairs)
      throw new OutOfRange(
        `wanted 4 power sums of each of ${powers.length} statistics and ${pairs} products`,
      );
    accumulator.#count = count;
    for (const [i, sums] of accumulator.#powers.entries()) {
      for (const [k, sum] of sums.entries()) sum.merge(sumOf(powers[i]![k]!));
    }
    for (const [pair, sum] of accumulator.#products.entries()) sum.merge(sumOf(products[pair]!));
    return accumulator;
  }

  /** The state as JSON, which `fromJSON` reads. */
  toJSON(): AccumulatorRecord {
    return {
      count: this.#count,
      powers: this.#powers.map((sums) => sums.map(hexOf)),
      products: this.#products.map(hexOf),
    };
  }

  /** Number of samples. */
  get count(): number {
    return this.#count;
  }

  /**
   * Adds one sample. Throws an OutOfRange, and adds nothing, when there are not `size` values or one of them is
   * not finite or larger than 2^250: an overflow must never be averaged.
   */
  add(values: ArrayLike<number>): void {
    const size = this.size;
    if (values.length !== size) throw new OutOfRange(`expected ${size} statistics, got ${values.length}`);
    for (let i = 0; i < size; i++) {
      if (!(Math.abs(values[i]!) <= LARGEST)) {
        throw new OutOfRange(`statistic ${i} is ${values[i]}, expected a number of size at most 2^250`);
      }
    }
    let pair = 0;
    for (let j = 0; j < size; j++) {
      const x = values[j]!;
      const [sum, squares, cubes, fourths] = this.#powers[j]!;
      sum.add(x);
      addPowers(x, squares, cubes, fourths);
      for (let i = 0; i < j; i++) addProduct(values[i]!, x, this.#products[pair++]!);
    }
    this.#count++;
  }

  /** Adds every sample of `other`; throws an OutOfRange when it holds another number of statistics. */
  merge(other: Accumulator): void {
    if (other.size !== this.size) {
      throw new OutOfRange(`expected an accumulator of ${this.size} statistics, got ${other.size}`);
    }
    for (const [i, sums] of this.#powers.entries()) {
      for (const [k, sum] of sums.entries()) sum.merge(other.#powers[i]![k]!);
    }
    for (const [pair, sum] of this.#products.entries()) sum.merge(other.#products[pair]!);
    this.#count += other.#count;
  }

  /** Σ x_i^k over the samples in units of 2^-1074, for k = 1 … 4: the state itself. */
  powerSum(i: number, k: number): bigint {
    const sum = this.#powers[i]?.[k - 1];
    if (!sum)
      throw new OutOfRange(`no sum of power ${k} of statistic ${i}: have powers 1 to 4 of ${this.size}`);
    return sum.units();
  }

  /** Σ x_i x_j over the samples in units of 2^-1074. */
  productSum(i: number, j: number): bigint {
    if (i === j) return this.powerSum(i, 2);
    const [low, high] = i < j ? [i, j] : [j, i];
    const sum = this.#products[(high * (high - 1)) / 2 + low];
    if (!sum || !(low >= 0)) throw new OutOfRange(`no statistics ${i} and ${j}: have ${this.size}`);
    return sum.units();
  }

  /** Mean of statistic `i`. Throws an OutOfRange without samples, as the other moments do. */
  mean(i: number): number {
    this.#need(1, 'a mean');
    return nearestDouble(this.powerSum(i, 1), BigInt(this.#count) * UNITS_PER_ONE);
  }

  /** Unbiased variance (divided by count - 1); needs two samples. */
  variance(i: number): number {
    return this.covariance(i, i);
  }

  /** Unbiased covariance; needs two samples. */
  covariance(i: number, j: number): number {
    this.#need(2, 'a covariance');
    const n = BigInt(this.#count);
    const scatter = n * this.productSum(i, j) * UNITS_PER_ONE - this.powerSum(i, 1) * this.powerSum(j, 1);
    return nearestDouble(scatter, n * (n - 1n) * UNITS_PER_ONE ** 2n);
  }

  /** Standard error of the mean, √(variance/count); needs two samples. */
  standardError(i: number): number {
    return Math.sqrt(this.variance(i) / this.#count);
  }

  /** (1/count) Σ (x - mean)^k, for k = 2, 3, 4: the moment of the empirical law, not an unbiased estimate. */
  centralMoment(i: number, k: 2 | 3 | 4): number {
    const { num, den } = this.#central(i)[k];
    return nearestDouble(num, den);
  }

  /** m₃/m₂^(3/2) of the empirical law; NaN when all samples are equal. */
  skewness(i: number): number {
    const moments = this.#central(i);
    const square = ratioOfPowers(moments[3], 2n, moments[2], 3n);
    return moments[3].num < 0n ? -Math.sqrt(square) : Math.sqrt(square);
  }

  /** m₄/m₂² of the empirical law (3 for a normal one); NaN when all samples are equal. */
  kurtosis(i: number): number {
    const moments = this.#central(i);
    return ratioOfPowers(moments[4], 1n, moments[2], 2n);
  }

  #central(i: number): CentralSums {
    this.#need(1, 'a central moment');
    const sums = [1, 2, 3, 4].map((k) => this.powerSum(i, k));
    return centralMoments(BigInt(this.#count), sums, UNITS_PER_ONE);
  }

  #need(samples: number, what: string): void {
    if (this.#count < samples) throw new OutOfRange(`${what} needs ${samples} samples, got ${this.#count}`);
  }
}
